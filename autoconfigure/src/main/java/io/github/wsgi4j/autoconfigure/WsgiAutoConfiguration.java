package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.WsgiObservationConvention;
import io.github.wsgi4j.container.WsgiSettings;
import io.github.wsgi4j.container.dispatch.WsgiHandlerFactory;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.input.HandledForms;
import io.github.wsgi4j.container.input.ReplayableForms;
import io.github.wsgi4j.container.input.RequestBodies;
import io.github.wsgi4j.container.response.TimeoutMonitor;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Auto-configuration that mounts an {@link Application} bean on WebFlux.
 */
@AutoConfiguration(before = WebFluxAutoConfiguration.class, after = TaskExecutionAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, HttpServer.class, WebFluxProperties.class })
@Conditional(OnApplicationOrMounts.class)
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ WsgiProperties.class, WebFluxProperties.class })
public final class WsgiAutoConfiguration {

	private static final String STATIC_DEFAULT = "/**";

	private final WsgiProperties properties;

	private final Map<String, String> variables;

	private final ExecutionModes modes;

	private final ExecutionMode mode;

	WsgiAutoConfiguration(WsgiProperties properties, ConfigurableEnvironment environment,
			ConfigurableListableBeanFactory beans) {
		this.properties = properties;
		this.variables = DeployerVariables.of("wsgi.environ", properties.environ(), environment);
		this.modes = new ExecutionModes(properties, beans);
		this.mode = this.modes.common(environment);
	}

	@Bean
	Executions wsgiExecutions(ObjectProvider<ThreadPoolTaskExecutorBuilder> platform,
			ObjectProvider<SimpleAsyncTaskExecutorBuilder> virtual) {
		return new Executions(this.properties.execution(), platform.getIfAvailable(ThreadPoolTaskExecutorBuilder::new),
				virtual.getIfAvailable(SimpleAsyncTaskExecutorBuilder::new));
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	Execution wsgiExecution(Executions executions) {
		return executions.get(this.mode);
	}

	@Bean
	TimeoutMonitor wsgiTimeoutMonitor() {
		return new TimeoutMonitor();
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
			TimeoutMonitor timeouts, Executions executions, WebFluxProperties webFlux,
			ObjectProvider<WebFluxConfigurer> configurers, ObjectProvider<ViolationListener> violations,
			ObjectProvider<InnermostMiddleware> innermost) {
		String staticPattern = webFlux.getStaticPathPattern();
		Validators validators = new Validators(this.properties, violations.orderedStream().toList());
		return new WsgiHandlerMapping(
				new ApplicationMounter(beans, this.properties, container, new WsgiHandlerFactory(timeouts), this.modes,
						this.mode, executions, validators, innermost.getIfAvailable())
					.mount(),
				STATIC_DEFAULT.equals(staticPattern) ? null : staticPattern, CorsMappings.of(configurers));
	}

	@Bean
	WebHttpHandlerBuilderCustomizer wsgiForwardedBasePath(
			@Qualifier(WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME) ObjectProvider<ForwardedHeaderTransformer> transformer) {
		return (builder) -> transformer
			.ifAvailable((available) -> builder.forwardedHeaderTransformer(new ForwardedBasePath(available)));
	}

	@Bean
	WebHttpHandlerBuilderCustomizer wsgiReplayableForms(WsgiContainer container) {
		// Nobody knows yet which application it will be, and each looks at its own
		// limits.
		WsgiSettings settings = container.settings();
		RequestBodies bodies = new RequestBodies(Buffering.FULL, this.properties.limits().widest(settings.limits()),
				settings.bufferSize());
		return (builder) -> builder.httpHandlerDecorator(new ReplayableForms(bodies));
	}

	@Bean
	HandledForms wsgiHandledForms() {
		return new HandledForms();
	}

	@Bean
	ViolationLog wsgiViolationLog() {
		return new ViolationLog();
	}

	private WsgiSettings settings(@Nullable ServerProperties server) {
		WsgiProperties.Request request = this.properties.request();
		return new WsgiSettings(this.variables, this.properties.strict(), this.modes.buffering(this.mode),
				Math.toIntExact(request.bufferSize().toBytes()), this.properties.limits().common(),
				this.properties.execution().platform().retryAfter(), (server != null) ? server.getServerHeader() : null,
				false);
	}

}
