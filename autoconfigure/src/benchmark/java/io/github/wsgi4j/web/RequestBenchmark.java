package io.github.wsgi4j.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.test.EnvironBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of what most handlers read of a request and answer.
 */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

	private static final StartResponse START_RESPONSE = (status, headers, excInfo) -> (block) -> {
	};

	private static final byte[] FORM = "name=Ann+Example&mail=ann%40example.org&age=42&text=a+few+words&send=1"
		.getBytes(StandardCharsets.US_ASCII);

	private final Router router = Router.builder()
		.get("/items/{id}", (request) -> Response.text(
				request.path("id", Integer.class) + request.query("q") + request.query("page", Integer.class)
						+ request.header("Accept-Language").orElse("") + request.cookie("theme").orElse("")))
		.post("/items/{id}", (request) -> Response
			.text(request.path("id") + request.form("name") + request.form("age", Integer.class)))
		.build();

	/**
	 * Reads a variable of the path, two values of the query, a header and a cookie.
	 * @return the body
	 * @throws Exception if it fails
	 */
	@Benchmark
	public Object page() throws Exception {
		return this.router.call(EnvironBuilder.of("GET", "/items/17?q=blue%20shoes&page=3")
			.header("Accept-Language", "en-GB,en;q=0.8")
			.header("Cookie", "session=0123456789abcdef; theme=dark")
			.build(), START_RESPONSE);
	}

	/**
	 * Reads two fields of a form.
	 * @return the body
	 * @throws Exception if it fails
	 */
	@Benchmark
	public Object form() throws Exception {
		return this.router.call(EnvironBuilder.of("POST", "/items/17")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(FORM)
			.build(), START_RESPONSE);
	}

	/**
	 * Builds the environ of {@link #page()}, whose cost it contains.
	 * @return the environ
	 */
	@Benchmark
	public Map<String, Object> environ() {
		return EnvironBuilder.of("GET", "/items/17?q=blue%20shoes&page=3")
			.header("Accept-Language", "en-GB,en;q=0.8")
			.header("Cookie", "session=0123456789abcdef; theme=dark")
			.build();
	}

}
