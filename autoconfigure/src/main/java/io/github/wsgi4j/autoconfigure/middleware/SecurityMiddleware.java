package io.github.wsgi4j.autoconfigure.middleware;

import java.util.List;
import java.util.function.Supplier;

import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.middleware.security.BasicAuth;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.middleware.security.HttpsRedirect;
import io.github.wsgi4j.middleware.security.SecurityHeaders;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.middleware.security.TrustedHosts;

import org.springframework.boot.context.properties.PropertyMapper;

/**
 * Makes the middleware for clients of its properties, or says what is wrong with them.
 */
final class SecurityMiddleware {

	private final WsgiSecurityMiddlewareProperties properties;

	SecurityMiddleware(WsgiSecurityMiddlewareProperties properties) {
		this.properties = properties;
	}

	SecurityHeaders securityHeaders() {
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

	TrustedHosts trustedHosts() {
		return checked(() -> TrustedHosts.of(array(this.properties.trustedHosts().hosts())),
				"Set 'wsgi.middleware.trusted-hosts.hosts' to the host names that clients use, such as "
						+ "'example.org' or '*.example.org'.");
	}

	HttpsRedirect httpsRedirect() {
		WsgiSecurityMiddlewareProperties.HttpsRedirect redirect = this.properties.httpsRedirect();
		return checked(() -> new HttpsRedirect().port(redirect.port()).except(array(redirect.except())),
				"Set 'wsgi.middleware.https-redirect.port' to the port of https, and 'except' to paths that start "
						+ "with a slash.");
	}

	Cors cors() {
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

	BasicAuth basicAuth() {
		WsgiSecurityMiddlewareProperties.BasicAuth auth = this.properties.basicAuth();
		return checked(() -> BasicAuth.of(auth.realm(), auth.user(), auth.password()),
				"Set 'wsgi.middleware.basic-auth.user' and 'password', or define a bean of type BasicAuth.");
	}

	SessionCookie sessionCookie() {
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

	Csrf csrf() {
		WsgiSecurityMiddlewareProperties.Csrf csrf = this.properties.csrf();
		if (!this.properties.session().enabled()) {
			throw new MisconfigurationException(
					"CSRF protection is enabled, but there is no session to store its token.",
					"Set 'wsgi.middleware.session.enabled=true', or define a bean of type Csrf if you provide "
							+ "sessions yourself.");
		}
		return checked(
				() -> new Csrf().header(csrf.header())
					.field(csrf.field())
					.maxFormSize((int) Math.min(csrf.maxFormSize().toBytes(), Integer.MAX_VALUE))
					.trusting(array(csrf.trusted())),
				"Set 'wsgi.middleware.csrf.header' to a valid header name, 'wsgi.middleware.csrf.max-form-size' to a "
						+ "size that is not negative, and 'wsgi.middleware.csrf.trusted' to origins such as "
						+ "'https://example.org'.");
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

}
