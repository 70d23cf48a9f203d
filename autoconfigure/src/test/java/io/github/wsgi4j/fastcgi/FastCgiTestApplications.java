package io.github.wsgi4j.fastcgi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.github.wsgi4j.test.WsgiClient;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Applications of servers that a test scripts, without a server of HTTP.
 */
final class FastCgiTestApplications implements AfterEachCallback, AfterAllCallback {

	static final FastCgiSettings USUAL = new FastCgiSettings("shop", List.of(new FastCgiAddress("/unset", "", 0)),
			Map.of(), Duration.ofSeconds(2), Duration.ZERO, true, 16, Duration.ofSeconds(10), 1000);

	private EventLoopGroup loops;

	private final Queue<AutoCloseable> opened = new ArrayDeque<>();

	/**
	 * Chooses NIO where epoll would be taken.
	 */
	static FastCgiTestApplications onNio() {
		FastCgiTestApplications applications = new FastCgiTestApplications();
		applications.loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
		return applications;
	}

	static FastCgiTestApplications create() {
		FastCgiTestApplications applications = new FastCgiTestApplications();
		applications.loops = new MultiThreadIoEventLoopGroup(2,
				Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
		return applications;
	}

	<T extends AutoCloseable> T closing(T opened) {
		this.opened.add(opened);
		return opened;
	}

	ScriptedServer server(ScriptedServer.Script script) {
		return closing(ScriptedServer.start(script));
	}

	FastCgiApplication application(FastCgiSettings settings) {
		return application(settings, (task) -> {
			Thread thread = new Thread(task, "upload");
			thread.setDaemon(true);
			thread.start();
		});
	}

	FastCgiApplication application(FastCgiSettings settings, Executor threads) {
		return application(settings, threads, () -> this.loops);
	}

	FastCgiApplication application(FastCgiSettings settings, Executor threads, Supplier<EventLoopGroup> loops) {
		return closing(
				new FastCgiApplication(settings, loops, threads, Middleware.identity(), ObservationRegistry.NOOP));
	}

	WsgiClient client(ScriptedServer... servers) {
		return WsgiClient.of(application(settings(servers)));
	}

	static FastCgiSettings settings(ScriptedServer... servers) {
		return at(Arrays.stream(servers).map(ScriptedServer::address).toArray(String[]::new));
	}

	static FastCgiSettings at(String... servers) {
		return new FastCgiSettings(USUAL.name(), Arrays.stream(servers).map(FastCgiAddress::parse).toList(),
				USUAL.parameters(), USUAL.connectTimeout(), USUAL.requestTimeout(), USUAL.keepConnections(),
				USUAL.maxConnections(), USUAL.retryAfter(), USUAL.maxQueue());
	}

	static FastCgiSettings limited(FastCgiSettings settings, int maxConnections, Duration requestTimeout) {
		return new FastCgiSettings(settings.name(), settings.servers(), settings.parameters(),
				settings.connectTimeout(), requestTimeout, settings.keepConnections(), maxConnections,
				settings.retryAfter(), settings.maxQueue());
	}

	static FastCgiSettings closing(FastCgiSettings settings) {
		return new FastCgiSettings(settings.name(), settings.servers(), settings.parameters(),
				settings.connectTimeout(), settings.requestTimeout(), false, settings.maxConnections(),
				settings.retryAfter(), settings.maxQueue());
	}

	static FastCgiSettings retrying(FastCgiSettings settings, Duration retryAfter) {
		return new FastCgiSettings(settings.name(), settings.servers(), settings.parameters(),
				settings.connectTimeout(), settings.requestTimeout(), settings.keepConnections(),
				settings.maxConnections(), retryAfter, settings.maxQueue());
	}

	static FastCgiSettings connecting(FastCgiSettings settings, Duration connectTimeout) {
		return new FastCgiSettings(settings.name(), settings.servers(), settings.parameters(), connectTimeout,
				settings.requestTimeout(), settings.keepConnections(), settings.maxConnections(), settings.retryAfter(),
				settings.maxQueue());
	}

	static FastCgiSettings queueing(FastCgiSettings settings, int maxQueue) {
		return new FastCgiSettings(settings.name(), settings.servers(), settings.parameters(),
				settings.connectTimeout(), settings.requestTimeout(), settings.keepConnections(),
				settings.maxConnections(), settings.retryAfter(), maxQueue);
	}

	static FastCgiSettings adding(FastCgiSettings settings, Map<String, String> parameters) {
		return new FastCgiSettings(settings.name(), settings.servers(), parameters, settings.connectTimeout(),
				settings.requestTimeout(), settings.keepConnections(), settings.maxConnections(), settings.retryAfter(),
				settings.maxQueue());
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		for (AutoCloseable opened = this.opened.poll(); opened != null; opened = this.opened.poll()) {
			opened.close();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
