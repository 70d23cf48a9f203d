package io.github.wsgi4j.middleware.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.middleware.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ValidatorTests {

	private static final StartResponse START = (status, headers, excInfo) -> (block) -> {
	};

	private final List<Violation> violations = new ArrayList<>();

	@Test
	void aFailureNamesTheRuleTheCulpritAndThePlace() {
		Application broken = Validator.fail().between("gzip", "shop").wrap((environ, start) -> {
			start.call("200 OK", List.of(Header.of("Connection", "close")));
			return Body.empty();
		});
		assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> broken.call(Trial.environ(), START))
			.withMessage("'shop' broke the rule header-hop-by-hop, seen between 'gzip' and 'shop': "
					+ "there is a header 'Connection'. " + Rule.HEADER_HOP_BY_HOP.sentence()
					+ " (PEP 3333, Other HTTP Features; RFC 9110, section 7.6.1)")
			.satisfies((ex) -> assertThat(ex.violation().place()).hasToString("gzip -> shop"));
	}

	@Test
	void aServersFailureNamesTheServer() {
		Application application = Validator.fail().between("gzip", "shop").wrap((environ, start) -> Body.empty());
		assertThatIllegalStateException().isThrownBy(() -> application.call(new HashMap<>(), START))
			.withMessageStartingWith("'gzip' broke the rule environ-required");
	}

	@Test
	void aWarningLetsTheRequestGoOn() throws Exception {
		Map<String, Object> environ = Trial.environ();
		environ.put("HTTP_CONTENT_TYPE", "text/plain");
		Iterable<byte[]> body = warning().wrap((seen, start) -> {
			start.call("200 OK ", List.of(Header.of("X-", "1"))).call(new byte[0]);
			start.call("200 OK", List.of(Header.of("Status", "200")));
			return Body.text("x");
		}).call(environ, START);
		assertThat(body).hasSize(1);
		assertThat(this.violations).extracting(Violation::rule)
			.containsExactly(Rule.ENVIRON_CONTENT_TWINS, Rule.STATUS_FORM, Rule.HEADER_NAME_END,
					Rule.START_RESPONSE_AGAIN, Rule.HEADER_STATUS);
	}

	@Test
	void aWarningLetsWhatIsNullGoOn() throws Exception {
		StartResponse start = (status, headers, excInfo) -> {
			assertThat(headers).isNull();
			return null;
		};
		assertThat(warning().wrap((environ, checked) -> {
			assertThat(checked.call(null, null)).isNull();
			return null;
		}).call(Trial.environ(), start)).isNull();
		assertThat(warning().wrap((environ, checked) -> () -> null).call(null, null).iterator()).isNull();
		assertThat(this.violations).extracting(Violation::rule)
			.containsExactly(Rule.STATUS_FORM, Rule.HEADERS_GIVEN, Rule.START_RESPONSE_WRITE, Rule.BODY_GIVEN,
					Rule.ENVIRON_TYPE, Rule.START_RESPONSE_GIVEN, Rule.BODY_ITERATOR);
	}

	@Test
	void anApplicationsExceptionGoesThrough() {
		IOException failure = new IOException("failed on purpose");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Validator.fail().wrap((environ, start) -> {
			throw failure;
		}).call(Trial.environ(), START)).isSameAs(failure);
	}

	@Test
	void aBodyStaysOfItsKind(@TempDir Path folder) throws Exception {
		try (FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"))) {
			FileBody checked = (FileBody) checked(file);
			assertThat(checked.channel()).isSameAs(file.channel());
			assertThat(checked.count()).isEqualTo(3);
			checked.close();
			assertThat(file.channel().isOpen()).isFalse();
		}
		assertThat(checked(Body.of(Trial.bytes("a"), Trial.bytes("b")))).isInstanceOf(List.class).hasSize(2);
		assertThat(checked(new ArrayDeque<>(List.of(Trial.bytes("a"))))).isInstanceOf(Collection.class)
			.isNotInstanceOf(List.class)
			.hasSize(1);
		assertThat(checked(new TestBlocks("a"))).isNotInstanceOf(Collection.class);
	}

	@Test
	void aBlockOfAListIsTheSame() throws Exception {
		byte[] block = Trial.bytes("a");
		assertThat(((List<byte[]>) checked(Body.of(block))).get(0)).isSameAs(block);
	}

	@Test
	void noneAreChecked() throws Exception {
		Application none = Validator.fail().sampling(0).wrap((environ, start) -> Body.empty());
		for (int i = 0; i < 100; i++) {
			assertThat(none.call(Map.of(), START)).isEmpty();
		}
	}

	@Test
	void aPartIsChecked() throws Exception {
		AtomicInteger checked = new AtomicInteger();
		Application half = Validator.warn((violation) -> checked.incrementAndGet())
			.sampling(0.5)
			.wrap((environ, start) -> null);
		for (int i = 0; i < 1000; i++) {
			assertThat(half.call(Trial.environ(), START)).isNull();
		}
		// Beyond twelve standard deviations: once in more runs than there will ever be.
		assertThat(checked.get()).isBetween(300, 700);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void aPartThatIsNone(double fraction) {
		assertThatIllegalArgumentException().isThrownBy(() -> Validator.fail().sampling(fraction));
	}

	private Validator warning() {
		return Validator.warn(this.violations::add);
	}

	private static Iterable<byte[]> checked(Iterable<byte[]> body) throws Exception {
		return Validator.fail().wrap((environ, start) -> {
			start.call("200 OK", List.of());
			return body;
		}).call(Trial.environ(), START);
	}

}
