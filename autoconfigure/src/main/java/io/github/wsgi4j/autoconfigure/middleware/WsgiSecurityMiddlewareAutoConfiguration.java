package io.github.wsgi4j.autoconfigure.middleware;

import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.MiddlewareOrder;
import io.github.wsgi4j.middleware.security.BasicAuth;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.middleware.security.CsrfRefusal;
import io.github.wsgi4j.middleware.security.FormReader;
import io.github.wsgi4j.middleware.security.HttpsRedirect;
import io.github.wsgi4j.middleware.security.SecurityHeaders;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.middleware.security.TrustedHosts;
import io.github.wsgi4j.web.MultipartForm;
import org.eclipse.jetty.http.MultiPart;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Auto-configuration of the middleware for clients and what they may do that a property
 * turns on. A bean of the same type takes the place of one of them.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnPropertyGroup("wsgi.middleware")
@ConditionalOnBean(WsgiHandlerMapping.class)
@EnableConfigurationProperties(WsgiSecurityMiddlewareProperties.class)
public final class WsgiSecurityMiddlewareAutoConfiguration {

	private final SecurityMiddleware middleware;

	WsgiSecurityMiddlewareAutoConfiguration(WsgiSecurityMiddlewareProperties properties) {
		this.middleware = new SecurityMiddleware(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.security-headers.enabled")
	SecurityHeaders wsgiSecurityHeaders() {
		return this.middleware.securityHeaders();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.trusted-hosts.enabled")
	TrustedHosts wsgiTrustedHosts() {
		return this.middleware.trustedHosts();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.https-redirect.enabled")
	HttpsRedirect wsgiHttpsRedirect() {
		return this.middleware.httpsRedirect();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.cors.enabled")
	Cors wsgiCors() {
		return this.middleware.cors();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.basic-auth.enabled")
	BasicAuth wsgiBasicAuth() {
		return this.middleware.basicAuth();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.session.enabled")
	@ConditionalOnProperty(name = "wsgi.middleware.session.store", havingValue = "cookie", matchIfMissing = true)
	SessionCookie wsgiSessionCookie() {
		return this.middleware.sessionCookie();
	}

	@Bean
	@Order(MiddlewareOrder.SESSION)
	@ConditionalOnBooleanProperty("wsgi.middleware.session.enabled")
	@ConditionalOnProperty(name = "wsgi.middleware.session.store", havingValue = "web")
	WebSessions wsgiWebSessions() {
		return new WebSessions();
	}

	@Bean
	@ConditionalOnBooleanProperty("wsgi.middleware.session.enabled")
	@ConditionalOnProperty(name = "wsgi.middleware.session.store", havingValue = "web")
	WebSessionFilter wsgiWebSessionFilter(
			@Qualifier(WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME) ObjectProvider<WebSessionManager> manager) {
		return new WebSessionFilter(manager.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.csrf.enabled")
	Csrf wsgiCsrf(ObjectProvider<FormReader> multipart, ObjectProvider<CsrfRefusal> refusal) {
		Csrf csrf = this.middleware.csrf();
		FormReader reader = multipart.getIfAvailable();
		csrf = (reader != null) ? csrf.multipart(reader) : csrf;
		CsrfRefusal page = refusal.getIfAvailable();
		return (page != null) ? csrf.refusal(page::call) : csrf;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MultiPart.class)
	static class WithMultipartForms {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnBooleanProperty("wsgi.middleware.csrf.enabled")
		FormReader wsgiMultipartForms() {
			return MultipartForm::first;
		}

	}

}
