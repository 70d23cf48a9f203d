package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.Locale;

import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.RunsOn;
import io.github.wsgi4j.container.execution.EventLoopExecution;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.core.env.Environment;

/**
 * Finds out what applications run on, and refuses what cannot work here.
 */
record ExecutionModes(WsgiProperties properties, ConfigurableListableBeanFactory beans) {

	private static final String NETTY = "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory";

	// By name, since the classes are not to be loaded where there is none.
	private static final List<String> ELSEWHERE = List.of("io.github.wsgi4j.python.application.PythonApplication",
			"io.github.wsgi4j.fastcgi.application.FastCgiApplication");

	private static final String BUFFERING = "wsgi.request.buffering";

	private static final String REQUEST = "wsgi.request.applications";

	private static final List<String> OWN_MIDDLEWARE = List.of("io.github.wsgi4j.middleware.", "io.github.wsgi4j.web.",
			"io.github.wsgi4j.autoconfigure.");

	/**
	 * The mode of applications that have none of their own.
	 */
	ExecutionMode common(Environment environment) {
		ExecutionMode mode = this.properties.execution().mode();
		if (mode != null) {
			return checked("The property 'wsgi.execution.mode'", mode);
		}
		return Threading.VIRTUAL.isActive(environment) ? ExecutionMode.VIRTUAL : ExecutionMode.PLATFORM;
	}

	/**
	 * The mode that an application carries.
	 * @return the mode, or {@code null} if it has none of its own
	 */
	@Nullable ExecutionMode of(String application) {
		ExecutionMode mode = new ApplicationNames(this.beans)
			.resolve("wsgi.execution.applications", this.properties.execution().applications())
			.get(application);
		if (mode != null) {
			return checked("The property 'wsgi.execution.applications." + application + "'", mode);
		}
		RunsOn annotation = BeanOrigin.of(this.beans, application).annotation(RunsOn.class);
		if (annotation != null) {
			return checked("The mode of @RunsOn of the bean '" + application + "'", annotation.value());
		}
		return (isElsewhere(application) && neverBlocks(application)) ? ExecutionMode.EVENT_LOOP : null;
	}

	/**
	 * Whether an application is answered elsewhere, by Python or a FastCGI server.
	 */
	boolean isElsewhere(String application) {
		Class<?> type = this.beans.getType(application);
		return ELSEWHERE.stream().anyMatch((name) -> isOrExtends(type, name));
	}

	// Such an application does not wait for the other side, but for a body that is not
	// here.
	private boolean neverBlocks(String application) {
		return buffering(application).value() != Buffering.STREAM && hasServer() && isReactorNetty()
				&& NamedMiddleware.of(this.beans)
					.stream()
					.map((named) -> named.middleware().getClass().getName())
					.allMatch((name) -> OWN_MIDDLEWARE.stream().anyMatch(name::startsWith));
	}

	/**
	 * The buffering of applications of a mode.
	 */
	Buffering buffering(ExecutionMode mode) {
		return new Configured(BUFFERING, this.properties.request().buffering()).in(mode);
	}

	/**
	 * The buffering of one application of a mode. One that is answered elsewhere has the
	 * body gathered unless told otherwise: a slow upload holds no thread there.
	 */
	Buffering buffering(String application, ExecutionMode mode) {
		Configured buffering = buffering(application);
		return (isElsewhere(application) && buffering.value() == null) ? Buffering.FULL : buffering.in(mode);
	}

	/**
	 * Whether an application is called at another time than the others of its mode.
	 */
	boolean hasOwnBuffering(String application) {
		return isElsewhere(application) || !buffering(application).property().equals(BUFFERING);
	}

	/**
	 * Whether an application gets Spring Security's token against CSRF.
	 */
	boolean hasCsrfToken(String application) {
		WsgiProperties.RequestOfApplication own = request(application);
		return own != null && own.csrfToken();
	}

	private WsgiProperties.@Nullable RequestOfApplication request(String application) {
		return new ApplicationNames(this.beans).resolve(REQUEST, this.properties.request().applications())
			.get(application);
	}

	private Configured buffering(String application) {
		WsgiProperties.RequestOfApplication own = request(application);
		return (own != null && own.buffering() != null)
				? new Configured(REQUEST + "." + application + ".buffering", own.buffering())
				: new Configured(BUFFERING, this.properties.request().buffering());
	}

	private ExecutionMode checked(String origin, ExecutionMode mode) {
		JavaVersion java = JavaVersion.getJavaVersion();
		if (mode == ExecutionMode.VIRTUAL && java.isOlderThan(JavaVersion.TWENTY_ONE)) {
			throw refused(origin, mode, "Virtual threads need Java 21 or later, but this is Java " + java + ".",
					"Run on a newer Java, or set the mode to 'platform'.");
		}
		if (mode.isOnEventLoop() && !isReactorNetty()) {
			throw refused(origin, mode, "It needs the event loops of Reactor Netty, but the server is a different one.",
					"Use Reactor Netty, or set the mode to 'virtual' or 'platform'.");
		}
		String obstacle = (mode == ExecutionMode.VIRTUAL_ON_EVENT_LOOP) ? EventLoopExecution.obstacle() : null;
		if (obstacle != null) {
			throw refused(origin, mode, "An event loop cannot carry virtual threads here: " + obstacle + ".",
					"Fix that, or set the mode to 'virtual' or 'platform'.");
		}
		return mode;
	}

	private static MisconfigurationException refused(String origin, Enum<?> value, String reason, String action) {
		return new MisconfigurationException(origin + " is '" + value.name().toLowerCase(Locale.ROOT).replace('_', '-')
				+ "', which does not work here. " + reason, action);
	}

	// Without a server, as in a test with a mock of one, there is nothing to object to.
	private boolean isReactorNetty() {
		for (String name : servers()) {
			Class<?> type = this.beans.getType(name);
			if (type != null && !isOrExtends(type, NETTY)) {
				return false;
			}
		}
		return true;
	}

	private boolean hasServer() {
		return servers().length > 0;
	}

	private String[] servers() {
		return this.beans.getBeanNamesForType(ReactiveWebServerFactory.class, true, false);
	}

	private static boolean isOrExtends(@Nullable Class<?> type, String name) {
		return type != null && (type.getName().equals(name) || isOrExtends(type.getSuperclass(), name));
	}

	/** A buffering, and the property that it comes from. */
	private record Configured(String property, @Nullable Buffering value) {

		Buffering in(ExecutionMode mode) {
			if (mode == ExecutionMode.EVENT_LOOP && this.value == Buffering.STREAM) {
				throw refused("The property '" + this.property + "'", Buffering.STREAM,
						"An application that runs on the event loop cannot wait there for the request body.",
						"Set '" + this.property + "' to 'full', or the mode to 'virtual-on-event-loop'.");
			}
			return (this.value != null) ? this.value : mode.getBuffering();
		}

	}

}
