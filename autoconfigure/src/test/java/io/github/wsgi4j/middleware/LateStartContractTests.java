package io.github.wsgi4j.middleware;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.middleware.LateAnswer.Shape;
import io.github.wsgi4j.middleware.LateStartContract.Scenario;
import io.github.wsgi4j.middleware.content.ConditionalGet;
import io.github.wsgi4j.middleware.content.ETag;
import io.github.wsgi4j.middleware.content.Gzip;
import io.github.wsgi4j.middleware.content.StaticFiles;
import io.github.wsgi4j.middleware.diagnostics.AccessLog;
import io.github.wsgi4j.middleware.diagnostics.AccessLogEntry;
import io.github.wsgi4j.middleware.diagnostics.ExceptionPage;
import io.github.wsgi4j.middleware.diagnostics.Profiler;
import io.github.wsgi4j.middleware.security.BasicAuth;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.middleware.security.HttpsRedirect;
import io.github.wsgi4j.middleware.security.MethodOverride;
import io.github.wsgi4j.middleware.security.SecurityHeaders;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.middleware.security.TrustedHosts;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.recording.Recorder;
import io.github.wsgi4j.recording.Recording;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.Limits;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each middleware before an application that starts its response late.
 */
@OnOldestJava
@Timeout(60)
class LateStartContractTests {

	/** In packages of their own, where they have tests of this contract. */
	private static final Set<String> ELSEWHERE = Set.of("NamedMiddleware", "ObservedCalls", "ObservedMiddleware",
			"Shadow", "WebSessions");

	private static final SessionCookie SESSION = SessionCookie.signedWith("0123456789abcdef0123456789abcdef");

	private static final Map<Class<?>, Middleware> SHELF = Map.ofEntries(entry(AccessLog.to((entry) -> {
	})), entry(BasicAuth.of("realm", "user", "password"),
			(environ) -> environ.put("HTTP_AUTHORIZATION", "Basic dXNlcjpwYXNzd29yZA==")), entry(new ConditionalGet()),
			entry(Cors.allowing("https://page.example")), Map.entry(Csrf.class, SESSION.then(new Csrf())),
			entry(new ETag()), entry(new ExceptionPage()),
			entry(new Gzip(), (environ) -> environ.put("HTTP_ACCEPT_ENCODING", "gzip")),
			entry(new HttpsRedirect(), (environ) -> environ.put("wsgi.url_scheme", "https")), entry(Limits.defaults()),
			entry(new MaximumBody(100)), entry(new MethodOverride()),
			entry(Profiler.every(Duration.ofMillis(10)).to((profile, environ) -> {
			})), entry(Recorder.to((recording) -> {
			})), entry(RequestId.random()), entry(new RuntimeHeader(RuntimeHeader.Format.X_RUNTIME)),
			entry(new SecurityHeaders()), entry(SESSION), entry(StaticFiles.of(Path.of("src/test/resources"))),
			entry(io.github.wsgi4j.middleware.Timeout.after(Duration.ofMinutes(1))), entry(TrailingSlash.removed()),
			entry(TrustedHosts.of("localhost")), entry(Validator.fail()));

	private static Map.Entry<Class<?>, Middleware> entry(Middleware middleware) {
		return Map.entry(middleware.getClass(), middleware);
	}

	private static Map.Entry<Class<?>, Middleware> entry(Middleware middleware, Consumer<Map<String, Object>> request) {
		return Map.entry(middleware.getClass(), (application) -> {
			Application wrapped = middleware.wrap(application);
			return (environ, startResponse) -> {
				request.accept(environ);
				return wrapped.call(environ, startResponse);
			};
		});
	}

	// Nobody knows the length of a body that is not in memory, nor what its bytes are.
	private static Set<String> lost(Class<?> middleware, Scenario scenario, Shape shape) {
		Set<String> lost = new HashSet<>(Set.of("Content-Length"));
		if (middleware == ETag.class) {
			lost.add("ETag");
		}
		// A publisher's blocks are left as they are, an unknown length is large.
		if (middleware == Gzip.class && (shape == Shape.PUBLISHED || scenario == Scenario.EMPTY)) {
			lost.addAll(List.of("Content-Encoding", "ETag", "Vary"));
		}
		return lost;
	}

	static Stream<Arguments> contract() {
		return SHELF.entrySet()
			.stream()
			.flatMap((entry) -> Stream.of(Scenario.values())
				.flatMap((scenario) -> Stream.of(Shape.ASKED, Shape.PUBLISHED)
					.map((shape) -> Arguments.of(Named.of(entry.getKey().getSimpleName(), entry.getValue()), scenario,
							shape, lost(entry.getKey(), scenario, shape)))));
	}

	@ParameterizedTest
	@MethodSource("contract")
	void theResponseIsThatOfAnEarlyStart(Middleware middleware, Scenario scenario, Shape shape, Set<String> lost) {
		LateStartContract.isKeptBy(middleware, scenario, shape, lost);
	}

	static Stream<Named<Middleware>> shelf() {
		return SHELF.entrySet().stream().map((entry) -> Named.of(entry.getKey().getSimpleName(), entry.getValue()));
	}

	@ParameterizedTest
	@MethodSource("shelf")
	void aPublisherHoldsNoThread(Middleware middleware) throws Exception {
		LateStartContract.holdsNoThread(middleware);
	}

	@ParameterizedTest
	@EnumSource
	void theLogAndTheRecordingAreThoseOfAnEarlyStart(Shape shape) {
		List<AccessLogEntry> log = new ArrayList<>();
		List<Recording> recordings = new ArrayList<>();
		LateAnswer answer = new LateAnswer(
				(environ, startResponse) -> startResponse.call("201 Created", List.of(Header.of("X-Late", "yes"))),
				new byte[3], new byte[4]);
		Between.validators(AccessLog.to(log::add).then(Recorder.to(recordings::add)), shape.of(answer)).get("/").send();
		assertThat(log).singleElement().satisfies((entry) -> {
			assertThat(entry.status()).isEqualTo(201);
			assertThat(entry.bytes()).isEqualTo(7);
		});
		assertThat(recordings).singleElement().satisfies((recording) -> {
			assertThat(recording.status()).isEqualTo("201 Created");
			assertThat(recording.blocks()).containsExactly(new byte[3], new byte[4]);
			assertThat(recording.isOpen()).isFalse();
		});
	}

	@ParameterizedTest
	@EnumSource
	void aLateFailureIsLoggedAndRecorded(Shape shape) {
		List<AccessLogEntry> log = new ArrayList<>();
		List<Recording> recordings = new ArrayList<>();
		IllegalStateException failure = new IllegalStateException("late");
		LateAnswer answer = new LateAnswer((environ, startResponse) -> {
			throw failure;
		}, new byte[3]);
		Between.validators(AccessLog.to(log::add).then(Recorder.to(recordings::add)), shape.of(answer)).get("/").send();
		assertThat(log).singleElement().satisfies((entry) -> {
			assertThat(entry.status()).isEqualTo(500);
			assertThat(entry.failure()).isSameAs(failure);
		});
		assertThat(recordings).singleElement().satisfies((recording) -> assertThat(recording.blocks()).isEmpty());
	}

	// Or the server would wait for the publisher's next block to find that there is none.
	@Test
	void aPageInThePlaceOfAPublishersBlocksTellsItsLength() {
		LateAnswer answer = new LateAnswer((environ, startResponse) -> {
			throw new IllegalStateException("late");
		}, new byte[3]);
		WsgiResponse response = Between.validators(new ExceptionPage(), answer.whenPublished()).get("/").send();
		assertThat(response.header("Content-Length")).isEqualTo(Integer.toString(response.body().length));
	}

	@Test
	void noMiddlewareIsLeftOut() {
		assertThat(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.github.wsgi4j")
			.stream()
			.filter((type) -> type.isAssignableTo(Middleware.class) && !type.isInterface())
			.map(JavaClass::getSimpleName)
			.filter((name) -> !ELSEWHERE.contains(name)))
			.containsExactlyInAnyOrderElementsOf(SHELF.keySet().stream().map(Class::getSimpleName).toList());
	}

}
