package io.github.wsgi4j.autoconfigure.middleware;

import java.util.function.Function;

import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.response.FailureStatus;
import io.github.wsgi4j.middleware.MaximumBody;
import io.github.wsgi4j.middleware.RequestId;
import io.github.wsgi4j.middleware.RuntimeHeader;
import io.github.wsgi4j.middleware.Timeout;
import io.github.wsgi4j.middleware.TrailingSlash;
import io.github.wsgi4j.middleware.diagnostics.AccessLog;
import io.github.wsgi4j.middleware.diagnostics.AccessLogEntry;
import io.github.wsgi4j.middleware.diagnostics.ExceptionPage;
import io.github.wsgi4j.middleware.diagnostics.Profiler;
import io.github.wsgi4j.middleware.security.MethodOverride;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.NonBlocking;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the middleware that a property turns on. A bean of the same type
 * takes the place of one of them.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnPropertyGroup(value = "wsgi.middleware", orUnlisted = true)
@ConditionalOnBean(WsgiHandlerMapping.class)
@EnableConfigurationProperties(WsgiMiddlewareProperties.class)
public final class WsgiMiddlewareAutoConfiguration {

	private final WsgiMiddlewareProperties properties;

	WsgiMiddlewareAutoConfiguration(WsgiMiddlewareProperties properties) {
		this.properties = properties;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.access-log.enabled")
	AccessLog wsgiAccessLog() {
		Log log = LogFactory.getLog("wsgi.access");
		Function<AccessLogEntry, String> format = (this.properties.accessLog().format() == AccessLogFormat.COMBINED)
				? AccessLogEntry::combined : AccessLogEntry::keyValues;
		return AccessLog.to((entry) -> {
			if (log.isInfoEnabled()) {
				log.info(format.apply(entry));
			}
		}).failureStatus(new FailureStatus());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.request-id.enabled")
	RequestId wsgiRequestId() {
		WsgiMiddlewareProperties.RequestId requestId = this.properties.requestId();
		RequestId middleware = RequestId.random().header(requestId.header());
		return requestId.trust() ? middleware.trusting() : middleware;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.runtime.enabled")
	RuntimeHeader wsgiRuntime() {
		return new RuntimeHeader(this.properties.runtime().format());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.timeout.enabled")
	Timeout wsgiTimeout() {
		return Timeout.after(this.properties.timeout().limit())
			.interrupting((thread) -> !(thread instanceof NonBlocking));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.exception-page.enabled")
	ExceptionPage wsgiExceptionPage() {
		return new ExceptionPage(new FailureStatus());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.maximum-body.enabled")
	MaximumBody wsgiMaximumBody() {
		return new MaximumBody(this.properties.maximumBody().limit().toBytes());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.trailing-slash.enabled")
	TrailingSlash wsgiTrailingSlash() {
		WsgiMiddlewareProperties.TrailingSlash slash = this.properties.trailingSlash();
		TrailingSlash middleware = slash.added() ? TrailingSlash.added() : TrailingSlash.removed();
		return slash.everyMethod() ? middleware.everyMethod() : middleware;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.method-override.enabled")
	MethodOverride wsgiMethodOverride() {
		return new MethodOverride();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.profiler.enabled")
	Profiler wsgiProfiler() {
		WsgiMiddlewareProperties.Profiler profiler = this.properties.profiler();
		return Profiler.every(profiler.interval()).top(profiler.methods());
	}

}
