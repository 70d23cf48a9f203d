package io.github.wsgi4j.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.test.EnvironBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Mono;

import org.springframework.http.codec.HttpMessageReader;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The cost of finding the handler of a request among few routes and many, and of calling
 * it: here, and with Spring's router functions. The requests go to ten of the routes in
 * turn, from the first to the last.
 */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouterBenchmark {

	/** As many for many routes, so that it is not the memory of requests that counts. */
	private static final int REQUESTS = 10;

	private static final StartResponse START_RESPONSE = (status, headers, excInfo) -> (block) -> {
	};

	private static final List<HttpMessageReader<?>> READERS = List.of();

	/** The number of routes. */
	@Param({ "10", "1000" })
	public int routes;

	private Router router;

	private RouterFunction<ServerResponse> routerFunction;

	private List<Map<String, Object>> environs;

	private List<ServerRequest> requests;

	private int next;

	/**
	 * Builds the routes, and requests to some of them.
	 */
	@Setup
	public void build() {
		Response empty = Response.empty(204);
		Mono<ServerResponse> noContent = ServerResponse.noContent().build();
		RouterBuilder router = Router.builder();
		RouterFunctions.Builder functions = RouterFunctions.route();
		for (int i = 0; i < this.routes; i++) {
			router.get("/api/resource" + i + "/{id}", (request) -> empty);
			functions.GET("/api/resource" + i + "/{id}", (request) -> noContent);
		}
		this.router = router.build();
		this.routerFunction = functions.build();
		List<String> targets = IntStream.range(0, REQUESTS)
			.mapToObj((i) -> "/api/resource" + (i * (this.routes - 1) / (REQUESTS - 1)) + "/" + i)
			.toList();
		this.environs = targets.stream().map((target) -> EnvironBuilder.of("GET", target).build()).toList();
		this.requests = targets.stream()
			.map((target) -> ServerRequest
				.create(MockServerWebExchange.from(MockServerHttpRequest.get(target).build()), READERS))
			.toList();
	}

	/**
	 * Calls the router.
	 * @return the body
	 * @throws Exception if it fails
	 */
	@Benchmark
	public Object router() throws Exception {
		Map<String, Object> environ = this.environs.get(next());
		// As in a request that no router has seen yet.
		environ.remove(Request.VARIABLES);
		environ.remove(Environ.PATTERN);
		return this.router.call(environ, START_RESPONSE);
	}

	/**
	 * Calls the router function.
	 * @return the response
	 */
	@Benchmark
	public Object routerFunction() {
		ServerRequest request = this.requests.get(next());
		request.attributes().remove(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE);
		request.attributes().remove(RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return this.routerFunction.route(request).flatMap((handler) -> handler.handle(request)).block();
	}

	private int next() {
		this.next = (this.next + 1 < REQUESTS) ? this.next + 1 : 0;
		return this.next;
	}

}
