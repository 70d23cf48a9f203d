package io.github.wsgi4j.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Spring Boot application whose WSGI application is one in Python.
 */
final class PythonServer implements AutoCloseable {

	/** Where the applications of the tests are, each in a folder. */
	static final Path APPLICATIONS = Path.of("src/test/resources/python").toAbsolutePath();

	/** Debian's packages are for its own interpreter, which need not be the first. */
	static final String INTERPRETER = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

	private final TestServer server;

	private PythonServer(TestServer server) {
		this.server = server;
	}

	/**
	 * Starts a server with the application of a folder, called by the folder's name.
	 */
	static PythonServer start(String folder, String... properties) {
		return startAll(all(folder, properties));
	}

	/**
	 * Starts a server on a servlet container, which has no event loops to share.
	 * @param others the other servers of Spring Boot, which are left out
	 */
	static PythonServer startOnServlet(String others, String folder, String... properties) {
		return new PythonServer(TestServer
			.startWithoutLoops(TestServer.application(Configuration.class, TestServer.WITHOUT_SECURITY + "," + others)
				.properties(all(folder, properties))));
	}

	/**
	 * Starts a server that has Spring Security.
	 */
	static PythonServer startSecured(Class<?> configuration, String folder, String... properties) {
		return new PythonServer(TestServer.startSecured(configuration, all(folder, properties)));
	}

	private static String[] all(String folder, String... properties) {
		String prefix = "wsgi.python.applications." + folder + ".";
		return Stream
			.concat(Stream.of(prefix + "directory=" + APPLICATIONS.resolve(folder),
					prefix + "interpreter=" + INTERPRETER),
					Stream.of(properties).map((property) -> property.replace("python.", prefix)))
			.toArray(String[]::new);
	}

	/**
	 * Starts a server with several applications of the folder {@code frameworks}.
	 */
	static PythonServer startAll(String... properties) {
		return new PythonServer(TestServer.start(Configuration.class, properties));
	}

	TestServer server() {
		return this.server;
	}

	/**
	 * Waits for the first request with a {@code uri} in the metrics.
	 */
	void awaitUri(String uri) {
		MeterRegistry registry = this.server.bean(MeterRegistry.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(registry.find("http.server.requests").timers())
				.extracting((timer) -> timer.getId().getTag("uri"))
				.contains(uri));
	}

	RawClient connect() {
		return new RawClient(this.server.port(), -1);
	}

	RawResponse exchange(String request) {
		try (RawClient client = connect()) {
			return client.send(request).readResponse();
		}
	}

	RawResponse get(String target) {
		return exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
	}

	RawResponse post(String target, String body) {
		return exchange("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
				+ "\r\n\r\n" + body);
	}

	@Override
	public void close() {
		this.server.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
