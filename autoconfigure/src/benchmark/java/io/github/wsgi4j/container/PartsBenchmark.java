package io.github.wsgi4j.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.benchmark.Requests;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.execution.UnboundedExecution;
import io.github.wsgi4j.container.input.RequestBody;
import io.github.wsgi4j.container.request.EnvironFactory;
import io.github.wsgi4j.container.request.RequestStreams;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.ResponseHead;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * The work of the container for each request, part by part, with the request of a browser
 * that has come over a connection.
 */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartsBenchmark {

	private static final List<Header> HEADERS = List.of(Header.of("Content-Type", "text/html;charset=utf-8"),
			Header.of("Cache-Control", "no-cache"), Header.of("Content-Length", "10240"));

	private static final WebHandler HANDLER = (exchange) -> Mono.empty();

	private final EnvironFactory factory = new EnvironFactory("hello", "", Map.of(), List.of());

	private final WsgiHandlerMapping mapping = new WsgiHandlerMapping(
			List.of(mounted("blog", "/blog"),
					mounted("shop", "/shop"),
					mounted("site", "")),
			null, Map.of());

	private DisposableServer server;

	private Socket client;

	private ServerWebExchange exchange;

	/**
	 * Catches the exchange of a request.
	 * @throws IOException if it cannot be sent
	 */
	@Setup
	public void start() throws IOException {
		CompletableFuture<ServerWebExchange> caught = new CompletableFuture<>();
		WebHandler handler = (exchange) -> {
			caught.complete(exchange);
			return Mono.never();
		};
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(handler).build()))
			.bindNow();
		this.client = new Socket(InetAddress.getLoopbackAddress(), this.server.port());
		this.client.getOutputStream().write(Requests.browser("/page/1?x=y").getBytes(StandardCharsets.US_ASCII));
		this.exchange = caught.orTimeout(10, TimeUnit.SECONDS).join();
	}

	/**
	 * Ends the connection.
	 * @throws IOException if it does not end
	 */
	@TearDown
	public void stop() throws IOException {
		this.client.close();
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	/**
	 * Builds an environ and its streams.
	 * @return the environ
	 */
	@Benchmark
	public Map<String, Object> environ() {
		return this.factory.create(new NativeExchange(this.exchange), new RequestStreams(RequestBody.NONE, () -> "[1a2b3c4d-1] "), null);
	}

	/**
	 * Checks what {@code start_response} is given.
	 * @return the head
	 */
	@Benchmark
	public Object responseHead() {
		return ResponseHead.parse("200 OK", HEADERS);
	}

	/**
	 * Finds the last of three mounts.
	 * @return the handler
	 */
	@Benchmark
	public Object mapping() {
		return this.mapping.getHandler(this.exchange).block();
	}

	private static MountedApplication mounted(String name, String path) {
		return new MountedApplication(name, path, List.of(), new UnboundedExecution("none", Runnable::run),
				(environ, startResponse) -> Body.empty(), HANDLER);
	}

}
