package io.github.wsgi4j.container.support;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.middleware.validation.ValidationException;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.middleware.validation.Violation;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A Spring Boot application with one WSGI application, on a port of its own. The WSGI
 * application can be exchanged between two requests.
 */
public final class WsgiServer implements AutoCloseable {

	public static final String SECURITY = "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration";

	private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();

	private final Validator check = Validator.warn((violation) -> {
		this.violations.add(violation);
		throw new ValidationException(violation);
	});

	private final ConfigurableApplicationContext context;

	private final int port;

	public WsgiServer(String... properties) {
		this(Configuration.class, properties);
	}

	/**
	 * Starts a server with the beans of a further configuration.
	 */
	public WsgiServer(Class<?> configuration, String... properties) {
		this.context = new SpringApplicationBuilder(Configuration.class, configuration)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"server.shutdown=immediate", "spring.jmx.enabled=false", "spring.autoconfigure.exclude=" + SECURITY)
			.properties(properties)
			.run();
		this.port = ((ReactiveWebServerApplicationContext) this.context).getWebServer().getPort();
	}

	/**
	 * Serves an application, which has to keep all rules unless it is a
	 * {@link RuleBreaker}.
	 */
	public WsgiServer serve(Application application) {
		this.context.getBean(Delegate.class).application
			.set((application instanceof RuleBreaker) ? application : this.check.wrap(application));
		return this;
	}

	/**
	 * The rules that were broken since the last call by others than a
	 * {@link RuleBreaker}.
	 */
	public List<Violation> takeViolations() {
		List<Violation> taken = List.copyOf(this.violations);
		this.violations.removeAll(taken);
		return taken;
	}

	public int port() {
		return this.port;
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Opens a connection to the server.
	 */
	public RawClient connect() {
		return new RawClient(this.port, -1);
	}

	/**
	 * Opens a connection, sends a request and reads one response.
	 */
	public RawResponse exchange(String request) {
		try (RawClient client = connect()) {
			return client.send(request).readResponse();
		}
	}

	/**
	 * Sends a GET and reads the response.
	 */
	public RawResponse get(String target) {
		return exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
	}

	@Override
	public void close() {
		this.context.close();
		if (!this.violations.isEmpty()) {
			throw new AssertionError("Rules were broken: " + this.violations);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

		@Bean
		Delegate application() {
			return new Delegate();
		}

	}

	public static final class Delegate implements Application {

		private final AtomicReference<Application> application = new AtomicReference<>();

		@Override
		public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
			return this.application.get().call(environ, startResponse);
		}

	}

}
