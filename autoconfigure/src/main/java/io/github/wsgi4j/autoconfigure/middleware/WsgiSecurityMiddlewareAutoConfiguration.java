package io.github.wsgi4j.autoconfigure.middleware;

import java.util.List;
import java.util.function.Supplier;

import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
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
import org.springframework.boot.context.properties.PropertyMapper;
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
@ConditionalOnPropertyGroup(value = "wsgi.middleware", orUnlisted = true)
@ConditionalOnBean(WsgiHandlerMapping.class)
@EnableConfigurationProperties(WsgiSecurityMiddlewareProperties.class)
public final class WsgiSecurityMiddlewareAutoConfiguration {

	private final WsgiSecurityMiddlewareProperties properties;

	WsgiSecurityMiddlewareAutoConfiguration(WsgiSecurityMiddlewareProperties properties) {
		this.properties = properties;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.security-headers.enabled")
	SecurityHeaders wsgiSecurityHeaders() {
		WsgiSecurityMiddlewareProperties.SecurityHeaders headers = this.properties.securityHeaders();
		SecurityHeaders middleware = with("X-Frame-Options", headers.frameOptions(),
				with("Referrer-Policy", headers.referrerPolicy(), new SecurityHeaders()));
		middleware = (headers.contentSecurityPolicy() != null)
				? middleware.with("Content-Security-Policy", headers.contentSecurityPolicy()) : middleware;
		middleware = (headers.permissionsPolicy() != null)
				? middleware.with("Permissions-Policy", headers.permissionsPolicy()) : middleware;
		if (!headers.transportPreload()) {
			return middleware.transport(headers.transportMaxAge(), headers.transportSubDomains());
		}
		SecurityHeaders preloaded = middleware;
		return checked(() -> preloaded.preloadedTransport(headers.transportMaxAge()),
				"Set 'wsgi.middleware.security-headers.transport-max-age' to at least '365d', or remove "
						+ "'transport-preload'.");
	}

	private static SecurityHeaders with(String name, String value, SecurityHeaders middleware) {
		return value.isBlank() ? middleware.without(name) : middleware.with(name, value);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.trusted-hosts.enabled")
	TrustedHosts wsgiTrustedHosts() {
		return checked(() -> TrustedHosts.of(array(this.properties.trustedHosts().hosts())),
				"Set 'wsgi.middleware.trusted-hosts.hosts' to the host names that clients use, such as "
						+ "'example.org' or '*.example.org'.");
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.https-redirect.enabled")
	HttpsRedirect wsgiHttpsRedirect() {
		WsgiSecurityMiddlewareProperties.HttpsRedirect redirect = this.properties.httpsRedirect();
		return checked(() -> new HttpsRedirect().port(redirect.port()).except(array(redirect.except())),
				"Set 'wsgi.middleware.https-redirect.port' to the port of https, and 'except' to paths that start "
						+ "with a slash.");
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.cors.enabled")
	Cors wsgiCors() {
		WsgiSecurityMiddlewareProperties.Cors cors = this.properties.cors();
		return checked(() -> {
			Cors middleware = Cors.allowing(array(cors.origins()))
				.headers(array(cors.headers()))
				.exposing(array(cors.exposed()));
			middleware = cors.methods().isEmpty() ? middleware : middleware.methods(array(cors.methods()));
			middleware = cors.credentials() ? middleware.withCredentials() : middleware;
			return (cors.maxAge() != null) ? middleware.maxAge(cors.maxAge()) : middleware;
		}, "Set 'wsgi.middleware.cors.origins' to the origins that may read responses, such as "
				+ "'https://example.org'. With 'credentials', '*' is not allowed.");
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.basic-auth.enabled")
	BasicAuth wsgiBasicAuth() {
		WsgiSecurityMiddlewareProperties.BasicAuth auth = this.properties.basicAuth();
		return checked(() -> BasicAuth.of(auth.realm(), auth.user(), auth.password()),
				"Set 'wsgi.middleware.basic-auth.user' and 'password', or define a bean of type BasicAuth.");
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.session.enabled")
	@ConditionalOnProperty(name = "wsgi.middleware.session.store", havingValue = "cookie", matchIfMissing = true)
	SessionCookie wsgiSessionCookie() {
		WsgiSecurityMiddlewareProperties.Session session = this.properties.session();
		return checked(() -> {
			SessionCookie middleware = SessionCookie.signedWith(array(session.keys()))
				.name(session.cookie())
				.path(session.path())
				.sameSite(session.sameSite())
				.secure(session.secure())
				.endsWithBrowser(session.endsWithBrowser())
				.maxAge(session.maxAge());
			PropertyMapper map = PropertyMapper.get();
			middleware = map.from(session::domain).to(middleware, SessionCookie::domain);
			return map.from(session::maxLifetime).to(middleware, SessionCookie::maxLifetime);
		}, "Set 'wsgi.middleware.session.keys' to a secret of at least 32 random bytes, correct the other "
				+ "properties below 'wsgi.middleware.session', or set 'wsgi.middleware.session.store' to 'web'.");
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
		WsgiSecurityMiddlewareProperties.Csrf properties = this.properties.csrf();
		if (!this.properties.session().enabled()) {
			throw new MisconfigurationException(
					"CSRF protection is enabled, but there is no session to store its token.",
					"Set 'wsgi.middleware.session.enabled=true', or define a bean of type Csrf if you provide "
							+ "sessions yourself.");
		}
		Csrf csrf = checked(
				() -> new Csrf().header(properties.header())
					.field(properties.field())
					.maxFormSize((int) Math.min(properties.maxFormSize().toBytes(), Integer.MAX_VALUE))
					.trusting(array(properties.trusted())),
				"Set 'wsgi.middleware.csrf.header' to a valid header name, 'wsgi.middleware.csrf.max-form-size' to a "
						+ "size that is not negative, and 'wsgi.middleware.csrf.trusted' to origins such as "
						+ "'https://example.org'.");
		FormReader reader = multipart.getIfAvailable();
		csrf = (reader != null) ? csrf.multipart(reader) : csrf;
		CsrfRefusal page = refusal.getIfAvailable();
		return (page != null) ? csrf.refusal(page::call) : csrf;
	}

	private static String[] array(List<String> list) {
		return list.toArray(String[]::new);
	}

	private static <T> T checked(Supplier<T> middleware, String action) {
		try {
			return middleware.get();
		}
		catch (IllegalArgumentException ex) {
			throw new MisconfigurationException("An enabled middleware is misconfigured. " + ex.getMessage() + ".",
					action);
		}
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
