package io.github.wsgi4j.autoconfigure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * A Spring Boot application on a port of its own, and a client of it.
 */
public final class TestServer implements AutoCloseable {

	/** Leaves out Spring Security, which is on the class path of the tests. */
	public static final String WITHOUT_SECURITY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration";

	public static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String[] PROPERTIES = { "server.port=0", "server.address=127.0.0.1",
			"spring.main.banner-mode=off", "server.shutdown=immediate", "spring.jmx.enabled=false",
			"wsgi.validate=fail" };

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	private final ConfigurableApplicationContext context;

	private TestServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application without Spring Security.
	 */
	public static TestServer start(Class<?> configuration, String... properties) {
		return start(application(configuration, properties));
	}

	public static TestServer start(SpringApplicationBuilder application) {
		return new TestServer(application.initializers(TestServer::ownResources).run());
	}

	/**
	 * Starts an application that may have no event loops of a server.
	 */
	public static TestServer startWithoutLoops(SpringApplicationBuilder application) {
		return new TestServer(application.run());
	}

	// Those of Reactor Netty that are shared would end with the next context that is
	// closed.
	private static void ownResources(ConfigurableApplicationContext context) {
		((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		});
	}

	public static TestServer startSecured(Class<?> configuration, String... properties) {
		return start(new SpringApplicationBuilder(configuration).properties(PROPERTIES).properties(properties));
	}

	/**
	 * An application that has not been started, without Spring Security.
	 */
	public static SpringApplicationBuilder application(Class<?> configuration, String... properties) {
		return new SpringApplicationBuilder(configuration).properties(PROPERTIES)
			.properties(WITHOUT_SECURITY)
			.properties(properties);
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	public int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	/**
	 * Sends a GET.
	 * @param headers names and values by turns
	 */
	public HttpResponse<String> get(String target, String... headers) {
		return get(port(), target, headers);
	}

	public static HttpResponse<String> get(int port, String target, String... headers) {
		return send(port, "GET", target, headers);
	}

	public HttpResponse<String> send(String method, String target, String... headers) {
		return send(port(), method, target, headers);
	}

	private static HttpResponse<String> send(int port, String method, String target, String... headers) {
		return get(sendAsync(port, method, target, headers));
	}

	/**
	 * Sends a POST with a body.
	 * @param headers names and values by turns
	 */
	public HttpResponse<String> post(String target, String type, String body, String... headers) {
		return post(target, HttpRequest.BodyPublishers.ofString(body),
				Stream.concat(Stream.of("Content-Type", type), Stream.of(headers)).toArray(String[]::new));
	}

	/**
	 * Sends a POST that does not say the length of its body.
	 */
	public HttpResponse<String> postChunked(String target, String body, String... headers) {
		return post(target, HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)),
				headers);
	}

	private HttpResponse<String> post(String target, HttpRequest.BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target))
			.POST(body)
			.timeout(TIMEOUT);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return get(CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
	}

	public CompletableFuture<HttpResponse<String>> getAsync(String target, String... headers) {
		return sendAsync(port(), "GET", target, headers);
	}

	private static CompletableFuture<HttpResponse<String>> sendAsync(int port, String method, String target,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(TIMEOUT);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Waits for a result, within the limit.
	 */
	public static <T> T get(CompletableFuture<T> future) {
		return future.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * Opens a connection of its own and sends a GET, for a client that goes away.
	 */
	public Socket open(String target) {
		try {
			Socket socket = new Socket();
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), (int) TIMEOUT.toMillis());
			socket.getOutputStream()
				.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until no new connection is taken at a port.
	 */
	public static void awaitRefused(int port) {
		Awaitility.await().atMost(TIMEOUT).until(() -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				return !socket.isConnected();
			}
			catch (IOException ex) {
				return true;
			}
		});
	}

	@Override
	public void close() {
		this.context.close();
	}

}
