package io.github.wsgi4j.web;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

class BindingTests {

	record Filter(String text, int page, boolean done, List<Integer> tag, Optional<LocalDate> since,
			@Nullable Double price) {
	}

	@Test
	void recordTakesTheValuesOfItsNames() {
		assertThat(query("text=&page=2&done=on&tag=1&tag=&tag=2&since=2024-02-29&price=1.5&more=x", Filter.class))
			.isEqualTo(new Filter("", 2, true, List.of(1, 2), Optional.of(LocalDate.of(2024, 2, 29)), 1.5));
	}

	@Test
	void whatMayBeMissingMayBeBlank() {
		Filter least = new Filter("a", 1, false, List.of(), Optional.empty(), null);
		assertThat(query("text=a&page=1", Filter.class)).isEqualTo(least);
		assertThat(query("text=a&page=1&done=&tag=&since=+&price=", Filter.class)).isEqualTo(least);
	}

	@Test
	void allMistakesAreToldAtOnce() {
		BindingException mistakes = refused("page=x&tag=1&tag=y&since=2023-02-29&done=maybe", Filter.class);
		assertThat(mistakes.status()).isEqualTo(400);
		assertThat(mistakes.mistakes()).containsExactly(Map.entry("text", List.of("is missing")),
				Map.entry("page", List.of("is malformed")), Map.entry("done", List.of("is malformed")),
				Map.entry("tag", List.of("is malformed")), Map.entry("since", List.of("is malformed")));
		assertThat(mistakes)
			.hasMessageStartingWith("The query parameter 'text' is missing\nThe query parameter 'page' is malformed\n");
	}

	@Test
	void applicationMayTellMistakesOfItsOwn() {
		Map<String, List<String>> mistakes = Map.of("name", List.of("is taken"));
		Handler handler = (request) -> {
			throw new BindingException(mistakes);
		};
		WsgiClient client = WsgiClient.of(handler);
		assertThat(client.get("/").send().text()).isEqualTo("The field 'name' is taken\n");
		assertThat(client.get("/").header("Accept", "application/json").send().json()).isEqualTo(Map.of("title",
				"Bad Request", "status", 400, "detail", "The field 'name' is taken", "errors", mistakes));
		assertThat(new BindingException(Map.of("", List.of("Too many")))).hasMessage("Too many");
	}

	record Range(int from, int to) {

		Range {
			if (from > to) {
				throw new IllegalArgumentException((from < 10) ? "The range ends before it begins" : null);
			}
		}

	}

	@Test
	void constructorMayRefuseTheValues() {
		assertThat(query("from=1&to=2", Range.class)).isEqualTo(new Range(1, 2));
		assertThat(refused("from=2&to=1", Range.class)).hasMessage("The range ends before it begins");
		assertThat(refused("from=20&to=1", Range.class).mistakes())
			.containsExactly(Map.entry("", List.of("The values are inconsistent")));
	}

	record Faulty(int kind) {

		Faulty {
			switch (kind) {
				case 1 -> throw new IllegalStateException("bug");
				case 2 -> throw new AssertionError("bug");
				default -> throw new HttpException(409, "Taken");
			}
		}

	}

	@Test
	void otherExceptionsOfTheConstructorAreNoMistakeOfTheClient() {
		assertThatIllegalStateException().isThrownBy(() -> query("kind=1", Faulty.class)).withMessage("bug");
		assertThatIllegalStateException().isThrownBy(() -> query("kind=2", Faulty.class))
			.withCauseInstanceOf(AssertionError.class);
		assertThatExceptionOfType(HttpException.class).isThrownBy(() -> query("kind=3", Faulty.class))
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(409));
	}

	record Odd(Thread thread) {
	}

	record Nested(List<List<String>> lists) {
	}

	@Test
	void typeThatNoTextBecomesIsAFaultOfTheApplication() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> query("thread=1", Odd.class))
			.withMessage("The component 'thread' of " + Odd.class.getName()
					+ " cannot be bound: there is no conversion to java.lang.Thread");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> query("lists=1", Nested.class))
			.withMessageContaining("List<java.util.List<java.lang.String>>");
	}

	@Test
	void mistakesOfOneValueAreInTheOrderOfTheirTexts() {
		assertThat(refused("code=x", Code.class).mistakes().get("code")).containsExactly("a", "b", "c", "d", "e", "f");
	}

	record Code(@Size(min = 2, message = "d") @Pattern(regexp = "[0-9]+", message = "a") @Size(min = 3,
			message = "f") @Pattern(regexp = "y",
					message = "c") @Size(min = 4, message = "b") @Pattern(regexp = "z", message = "e") String code) {
	}

	@Distinct
	record Order(@NotBlank String item, @Min(1) int count, List<@Min(5) Integer> sizes, @NotEmpty List<String> colours,
			String note) {
	}

	@Constraint(validatedBy = DistinctValidator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Distinct {

		String message() default "The note says nothing new";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	// The validator creates it.
	public static final class DistinctValidator implements ConstraintValidator<Distinct, Order> {

		@Override
		public boolean isValid(Order order, ConstraintValidatorContext context) {
			return !order.item().equals(order.note());
		}

	}

	@Test
	void constraintsAreToldWithTheOtherMistakes() {
		BindingException mistakes = refused("item=+&count=0&sizes=3", Order.class);
		assertThat(mistakes.mistakes()).containsOnlyKeys("item", "count", "sizes", "colours", "note");
		assertThat(mistakes.mistakes().get("count")).containsExactly("must be greater than or equal to 1");
		assertThat(mistakes.mistakes().get("note")).containsExactly("is missing");
	}

	@Test
	void constraintsAreToldInTheLanguageOfTheClient() {
		WsgiClient client = WsgiClient.of((Handler) (request) -> Response.text(request.query(Count.class).toString()));
		WsgiResponse german = client.get("/?count=0").header("Accept-Language", "fr;q=0.5, de-CH").send();
		assertThat(german.text()).isEqualTo("The query parameter 'count' muss gr\u00f6\u00dfer-gleich 1 sein\n");
		assertThat(german.header("Vary")).isEqualTo("Accept, Accept-Language");
		assertThat(client.get("/?count=0").send().text()).endsWith("must be greater than or equal to 1\n");
		WsgiResponse right = client.get("/?count=1").header("Accept-Language", "de").send();
		assertThat(right.header("Vary")).as("no message depends on it").isNull();
	}

	record Count(@Min(1) int count) {
	}

	@Test
	void constraintsOfTheWholeRecordAreToldOnceItIsThere() {
		Order order = new Order("a", 1, List.of(5), List.of("red"), "b");
		assertThat(query("item=a&count=1&sizes=5&colours=red&note=b", Order.class)).isEqualTo(order);
		assertThat(refused("item=a&count=1&colours=red&note=a", Order.class).mistakes())
			.containsExactly(Map.entry("", List.of("The note says nothing new")));
	}

	@Test
	void constraintsOfJsonAreTold() {
		WsgiClient client = WsgiClient.of((Handler) (request) -> Response.text(request.json(Order.class).item()));
		Order right = new Order("a", 1, List.of(5), List.of("red"), "b");
		assertThat(client.post("/").json(right).send().text()).isEqualTo("a");
		WsgiResponse refused = client.post("/")
			.header("Accept", "application/json")
			.json(new Order("a", 0, List.of(5, 4), List.of("red"), "a"))
			.send();
		assertThat(refused.code()).isEqualTo(400);
		assertThat(refused.json()).asInstanceOf(InstanceOfAssertFactories.MAP)
			.extractingByKey("errors")
			.isEqualTo(Map.of("count", List.of("must be greater than or equal to 1"), "sizes[1]",
					List.of("must be greater than or equal to 5"), "", List.of("The note says nothing new")));
	}

	@Test
	void constraintsOfTheElementsOfAListInJsonAreTold() {
		WsgiClient client = WsgiClient
			.of((Handler) (request) -> Response.text(request.json(new ParameterizedTypeReference<List<Count>>() {
			}).toString()));
		assertThat(client.post("/").json(Arrays.asList(new Count(2), null, new Count(0))).send().text())
			.isEqualTo("The JSON field '[2].count' must be greater than or equal to 1\n");
		assertThat(client.post("/").json(List.of(new Count(2))).send().text()).isEqualTo("[Count[count=2]]");
	}

	@Test
	void formIsBoundAndItsMistakesAreTheResponse() {
		Handler handler = (request) -> Response.text(request.form(Range.class).toString());
		WsgiClient client = WsgiClient.of(handler);
		assertThat(client.post("/").form(Map.of("from", "1", "to", "2")).send().text())
			.isEqualTo("Range[from=1, to=2]");
		assertThat(client.post("/").form(Map.of("from", "x")).send().text())
			.isEqualTo("The form field 'from' is malformed\nThe form field 'to' is missing\n");
	}

	private static <R extends Record> R query(String query, Class<R> type) {
		return Request.of(EnvironBuilder.of("GET", "/?" + query).build()).query(type);
	}

	private static BindingException refused(String query, Class<? extends Record> type) {
		try {
			return fail("There is no mistake in " + query(query, type));
		}
		catch (BindingException ex) {
			return ex;
		}
	}

}
