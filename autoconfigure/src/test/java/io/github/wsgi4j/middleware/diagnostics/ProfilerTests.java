package io.github.wsgi4j.middleware.diagnostics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.LateAnswer;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class ProfilerTests {

	private static final String BURN = ProfilerTests.class.getName() + ".burn";

	private final List<Profile> profiles = new ArrayList<>();

	private final Profiler profiler = Profiler.every(Duration.ofMillis(1))
		.top(1000)
		.to((profile, environ) -> this.profiles.add(profile));

	@Test
	void theMethodThatTakesTheTimeIsFound() {
		Profile profile = sampled(Between.validators(this.profiler, (environ, startResponse) -> {
			burn();
			startResponse.call("200 OK", List.of());
			return Body.text("hello");
		}), ProfilerTests::hasBurn);
		assertThat(profile.request()).isEqualTo("GET /path");
		assertThat(profile.methods()).extracting(Profile.Method::name)
			.contains(BURN)
			.noneMatch((name) -> name.startsWith("org.junit"));
		assertThat(profile.methods())
			.allSatisfy((method) -> assertThat(method.total()).isBetween(method.self(), profile.samples()));
		assertThat(profile.methods().stream().mapToInt(Profile.Method::self).sum()).isEqualTo(profile.samples());
	}

	@Test
	void aPublisherIsPartOfIt() {
		Profile profile = sampled(
				Between.validators(this.profiler, (environ, startResponse) -> new LateAnswer((env, start) -> {
					burn();
					start.call("200 OK", List.of());
				}).whenPublished().call(environ, startResponse)), ProfilerTests::hasBurn);
		assertThat(profile.methods()).extracting(Profile.Method::name).contains(BURN);
	}

	@Test
	void theBodyIsPartOfIt() {
		Profile profile = sampled(Between.validators(this.profiler, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return () -> Stream.of("hello").map((text) -> {
				burn();
				return text.getBytes(StandardCharsets.UTF_8);
			}).iterator();
		}), ProfilerTests::hasBurn);
		assertThat(profile.methods()).extracting(Profile.Method::name).contains(BURN);
	}

	@Test
	void aRequestThatFailsIsReported() {
		assertThat(Between.validators(this.profiler, (environ, startResponse) -> {
			throw new IllegalStateException("no");
		}).get("/").send().failure()).hasMessage("no");
		assertThat(this.profiles).hasSize(1);
	}

	@Test
	void eachRequestIsPrintedToTheErrors() {
		WsgiResponse response = Between.validators(Profiler.every(Duration.ofHours(1)), (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text("hello");
		}).get("/a%0Ab").send();
		assertThat(response.errors()).matches("GET /a\\\\nb: 0 samples in [0-9]+ ms\n");
	}

	@Test
	void theTextIsATable() {
		Profile profile = new Profile("GET /", Duration.ofMillis(40), 4,
				List.of(new Profile.Method("a.B.c", 3, 4), new Profile.Method("d.E.f", 1, 1)));
		assertThat(profile.text().lines()).containsExactly("GET /: 4 samples in 40 ms", "  self total method",
				"   75%  100% a.B.c", "   25%   25% d.E.f");
	}

	@Test
	void theTextHasTheSameDigitsInEachLanguage() {
		Profile profile = new Profile("GET /", Duration.ofMillis(40), 4, List.of(new Profile.Method("a.B.c", 3, 4)));
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		try {
			assertThat(profile.text()).endsWith("   75%  100% a.B.c\n");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void noMoreMethodsThanAskedFor() {
		Application application = (environ, startResponse) -> {
			burn();
			startResponse.call("200 OK", List.of());
			return Body.empty();
		};
		assertThat(sampled(Between.validators(this.profiler.top(1), application), (profile) -> profile.samples() > 0)
			.methods()).hasSize(1);
	}

	@Test
	void anIntervalIsPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> Profiler.every(Duration.ZERO));
	}

	// The machine may be too busy to take a sample in time, so there are as many requests
	// as it needs.
	private Profile sampled(WsgiClient client, Predicate<Profile> enough) {
		return await().atMost(Duration.ofSeconds(20)).until(() -> {
			client.get("/path").send();
			return this.profiles.get(this.profiles.size() - 1);
		}, enough);
	}

	private static boolean hasBurn(Profile profile) {
		return profile.methods().stream().map(Profile.Method::name).anyMatch(BURN::equals);
	}

	private static void burn() {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
		while (System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
	}

}
