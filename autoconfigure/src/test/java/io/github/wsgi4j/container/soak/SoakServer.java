package io.github.wsgi4j.container.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A server with one application mounted in every mode that this Java has.
 */
final class SoakServer implements AutoCloseable {

	private final Account account = new Account();

	private final SoakApplication application;

	private final List<String> mounts = new ArrayList<>();

	private final ConfigurableApplicationContext context;

	SoakServer(Path file) {
		this.application = new SoakApplication(file);
		List<String> properties = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "spring.jmx.enabled=false", "server.shutdown=immediate",
				"management.endpoints.web.exposure.include=wsgi", "logging.level.root=OFF",
				"logging.level.io.netty.util.ResourceLeakDetector=ERROR", "wsgi.execution.event-loop.demote-after=0",
				"spring.autoconfigure.exclude=" + WsgiServer.SECURITY));
		for (String mode : modes()) {
			this.mounts.add("/" + mode);
			properties.add("wsgi.mounts." + mode + "=/" + mode);
			properties.add("wsgi.execution.applications." + mode + "=" + mode);
		}
		this.context = new SpringApplicationBuilder(Configuration.class).properties(properties.toArray(String[]::new))
			.initializers((context) -> register((GenericApplicationContext) context))
			.run();
	}

	private void register(GenericApplicationContext context) {
		context.registerBean(RequestListener.class, () -> this.account);
		for (String mount : this.mounts) {
			context.registerBean(mount.substring(1), Application.class, () -> this.application);
		}
	}

	private static List<String> modes() {
		JavaVersion java = JavaVersion.getJavaVersion();
		List<String> modes = new ArrayList<>(List.of("platform", "event-loop"));
		if (java.isEqualOrNewerThan(JavaVersion.TWENTY_ONE)) {
			modes.add("virtual");
		}
		if (java.isEqualOrNewerThan(JavaVersion.TWENTY_FOUR)) {
			modes.add("virtual-on-event-loop");
		}
		return modes;
	}

	List<String> mounts() {
		return this.mounts;
	}

	SoakApplication application() {
		return this.application;
	}

	Set<ActiveRequest> inFlight() {
		return this.account.requests;
	}

	RawClient connect(int receiveBuffer) {
		return new RawClient(port(), receiveBuffer);
	}

	String get(String target) throws IOException {
		try (RawClient client = connect(-1)) {
			return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse().text();
		}
	}

	private int port() {
		return ((ReactiveWebServerApplicationContext) this.context).getWebServer().getPort();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

	private static final class Account implements RequestListener {

		private final Set<ActiveRequest> requests = ConcurrentHashMap.newKeySet();

		@Override
		public void accepted(ActiveRequest request) {
			this.requests.add(request);
		}

		@Override
		public void rejected(ActiveRequest request) {
			this.requests.remove(request);
		}

		@Override
		public void closed(ActiveRequest request) {
			this.requests.remove(request);
		}

	}

}
