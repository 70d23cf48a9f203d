package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.UnboundedExecution;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.WsgiHandlerMapping;
import io.github.wsgi4j.container.WsgiObservationConvention;
import io.github.wsgi4j.container.WsgiSettings;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Auto-configuration that mounts an {@link Application} bean on WebFlux.
 */
@AutoConfiguration(before = WebFluxAutoConfiguration.class, after = TaskExecutionAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, HttpServer.class, WebFluxProperties.class })
@ConditionalOnBean(Application.class)
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ WsgiProperties.class, WebFluxProperties.class })
public final class WsgiAutoConfiguration {

	private static final String STATIC_DEFAULT = "/**";

	private final WsgiProperties properties;

	private final Map<String, String> variables;

	private final ExecutionMode mode;

	WsgiAutoConfiguration(WsgiProperties properties, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.variables = DeployerVariables.of(properties.environ(), environment);
		this.mode = mode(properties.execution().mode(), environment);
	}

	@Bean
	@ConditionalOnMissingBean
	Execution wsgiExecution(ThreadPoolTaskExecutorBuilder platform, SimpleAsyncTaskExecutorBuilder virtual) {
		return switch (this.mode) {
			case PLATFORM -> new ThreadPoolExecution(platform, this.properties.execution().platform());
			case VIRTUAL -> new UnboundedExecution("virtual",
					virtual.virtualThreads(true).concurrencyLimit(null).threadNamePrefix("wsgi-").build());
		};
	}

	@Bean
	@ConditionalOnMissingBean
	WsgiContainer wsgiContainer(Execution wsgiExecution, ObjectProvider<ServerProperties> server,
			ObjectProvider<EnvironCustomizer> customizers, ObjectProvider<RequestListener> listeners,
			ObjectProvider<ObservationRegistry> observations, ObjectProvider<WsgiObservationConvention> convention) {
		return new WsgiContainer(wsgiExecution, settings(server.getIfAvailable()), customizers.orderedStream().toList(),
				listeners.orderedStream().toList(), observations.getIfAvailable(() -> ObservationRegistry.NOOP),
				convention.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	WsgiHandlerMapping wsgiHandlerMapping(ConfigurableListableBeanFactory beans, WsgiContainer container,
			WebFluxProperties webFlux, ObjectProvider<WebFluxConfigurer> configurers) {
		String staticPattern = webFlux.getStaticPathPattern();
		return new WsgiHandlerMapping(new ApplicationMounter(beans, this.properties, container).mount(),
				STATIC_DEFAULT.equals(staticPattern) ? null : staticPattern, CorsMappings.of(configurers));
	}

	private WsgiSettings settings(@Nullable ServerProperties server) {
		WsgiProperties.Request request = this.properties.request();
		DataSize maxBodySize = request.maxBodySize();
		return new WsgiSettings(this.variables, this.properties.strict(), buffering(request.buffering()),
				Math.toIntExact(request.bufferSize().toBytes()),
				(maxBodySize != null) ? maxBodySize.toBytes() : Long.MAX_VALUE,
				this.properties.execution().platform().retryAfter(),
				(server != null) ? server.getServerHeader() : null);
	}

	private Buffering buffering(@Nullable Buffering buffering) {
		if (buffering != null) {
			return buffering;
		}
		return (this.mode == ExecutionMode.PLATFORM) ? Buffering.FULL : Buffering.STREAM;
	}

	private static ExecutionMode mode(@Nullable ExecutionMode mode, Environment environment) {
		if (mode == null) {
			return Threading.VIRTUAL.isActive(environment) ? ExecutionMode.VIRTUAL : ExecutionMode.PLATFORM;
		}
		JavaVersion java = JavaVersion.getJavaVersion();
		if (mode == ExecutionMode.VIRTUAL && java.isOlderThan(JavaVersion.TWENTY_ONE)) {
			throw new InvalidConfigurationPropertyValueException("wsgi.execution.mode", mode,
					"Virtual threads need Java 21 or later, and this is Java " + java
							+ ". Run on a newer Java, or set the property to 'platform'.");
		}
		return mode;
	}

}
