package io.github.wsgi4j.autoconfigure.middleware;

import java.time.Duration;
import java.util.List;

import io.github.wsgi4j.SameSite;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.http.FieldSyntax;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.middleware} that concern security and sessions.
 *
 * @param securityHeaders Security headers.
 * @param trustedHosts Trusted hosts.
 * @param httpsRedirect Redirects from http to https.
 * @param cors Cross-origin resource sharing.
 * @param basicAuth Basic authentication.
 * @param session Sessions.
 * @param csrf Protection against cross-site request forgery.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiSecurityMiddlewareProperties(@DefaultValue SecurityHeaders securityHeaders,
		@DefaultValue TrustedHosts trustedHosts, @DefaultValue HttpsRedirect httpsRedirect, @DefaultValue Cors cors,
		@DefaultValue BasicAuth basicAuth, @DefaultValue Session session, @DefaultValue Csrf csrf) {

	/**
	 * The properties under {@code wsgi.middleware.security-headers}.
	 *
	 * @param enabled Whether to add security headers to responses.
	 * @param contentSecurityPolicy Value of the Content-Security-Policy header, in which
	 * '{nonce}' stands for a nonce that is new for each request. By default the header is
	 * not sent.
	 * @param permissionsPolicy Value of the Permissions-Policy header. By default the
	 * header is not sent.
	 * @param frameOptions Value of the X-Frame-Options header; empty to omit the header.
	 * @param referrerPolicy Value of the Referrer-Policy header; empty to omit the
	 * header.
	 * @param transportMaxAge Time for which browsers must use https, as sent in the
	 * Strict-Transport-Security header; negative to omit the header.
	 * @param transportSubDomains Whether browsers must use https for subdomains as well.
	 * @param transportPreload Whether to ask for inclusion in the HSTS preload list of
	 * browsers, with all subdomains.
	 */
	public record SecurityHeaders(@DefaultValue("false") boolean enabled, @Nullable String contentSecurityPolicy,
			@Nullable String permissionsPolicy, @DefaultValue("DENY") String frameOptions,
			@DefaultValue("strict-origin-when-cross-origin") String referrerPolicy,
			@DefaultValue("365d") Duration transportMaxAge, @DefaultValue("false") boolean transportSubDomains,
			@DefaultValue("false") boolean transportPreload) {

		public SecurityHeaders {
			String prefix = "wsgi.middleware.security-headers.";
			RefusedValueException.unlessHeaderValue(prefix + "content-security-policy", contentSecurityPolicy);
			RefusedValueException.unlessHeaderValue(prefix + "permissions-policy", permissionsPolicy);
			RefusedValueException.unlessHeaderValue(prefix + "frame-options", frameOptions);
			RefusedValueException.unlessHeaderValue(prefix + "referrer-policy", referrerPolicy);
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.trusted-hosts}.
	 *
	 * @param enabled Whether to reject requests for hosts that are not listed, with 400.
	 * @param hosts Trusted hosts, such as 'example.org', '*.example.org' or
	 * 'example.org:8443'.
	 */
	public record TrustedHosts(@DefaultValue("false") boolean enabled, @DefaultValue List<String> hosts) {

	}

	/**
	 * The properties under {@code wsgi.middleware.https-redirect}.
	 *
	 * @param enabled Whether to redirect http requests to https.
	 * @param port Port of https, as seen by clients.
	 * @param except Paths within the application that are also served over http, each
	 * with everything below it.
	 */
	public record HttpsRedirect(@DefaultValue("false") boolean enabled, @DefaultValue("443") int port,
			@DefaultValue List<String> except) {

	}

	/**
	 * The properties under {@code wsgi.middleware.cors}.
	 *
	 * @param enabled Whether pages of other origins may read responses.
	 * @param origins Allowed origins, such as 'https://example.org' or
	 * 'https://*.example.org'; '*' for all.
	 * @param methods Allowed methods, as in 'PUT', or '*' for all. By default GET, HEAD
	 * and POST.
	 * @param headers Allowed request headers, in addition to the CORS-safelisted ones;
	 * '*' for all.
	 * @param exposed Response headers that pages may read, in addition to the
	 * CORS-safelisted ones.
	 * @param credentials Whether requests may carry cookies and other credentials.
	 * @param maxAge Time for which browsers may cache the answer to a preflight request.
	 * By default the browser decides.
	 */
	public record Cors(@DefaultValue("false") boolean enabled, @DefaultValue List<String> origins,
			@DefaultValue List<String> methods, @DefaultValue List<String> headers, @DefaultValue List<String> exposed,
			@DefaultValue("false") boolean credentials, @Nullable Duration maxAge) {

		public Cors {
			methods.forEach((name) -> RefusedValueException.unlessMethod("wsgi.middleware.cors.methods", name));
			exposed.forEach((name) -> RefusedValueException.unless(FieldSyntax.isToken(name),
					"wsgi.middleware.cors.exposed", name, "the name of a header"));
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.basic-auth}.
	 *
	 * @param enabled Whether to require a user name and a password.
	 * @param realm Name of the realm, which some browsers show when they ask for the
	 * password.
	 * @param user Name of the user.
	 * @param password Password of the user.
	 */
	public record BasicAuth(@DefaultValue("false") boolean enabled, @DefaultValue("application") String realm,
			@DefaultValue("") String user, @DefaultValue("") String password) {

	}

	/**
	 * The properties under {@code wsgi.middleware.session}.
	 *
	 * @param enabled Whether to provide a session in the environ.
	 * @param store Where sessions are stored: in a signed 'cookie', or as Spring's 'web'
	 * sessions.
	 * @param keys Keys that sign the session cookie, at least 32 bytes each. The first
	 * key signs new cookies; cookies signed with the others are still accepted.
	 * @param cookie Name of the session cookie, for the store 'cookie'.
	 * @param domain Domain of the session cookie. By default the cookie is sent only to
	 * the host that set it.
	 * @param path Path of the session cookie.
	 * @param sameSite Whether browsers send the session cookie with cross-site requests:
	 * 'strict' for never, 'lax' when the user follows a link, 'none' for always.
	 * @param secure Whether the session cookie is always Secure. By default it is Secure
	 * if the request came over https.
	 * @param endsWithBrowser Whether browsers discard the session cookie when they are
	 * closed.
	 * @param maxAge Idle time after which a session of the store 'cookie' expires.
	 * @param maxLifetime Time after which a session of the store 'cookie' expires even if
	 * it is in use. By default there is no limit.
	 */
	public record Session(@DefaultValue("false") boolean enabled, @DefaultValue("cookie") SessionStore store,
			@DefaultValue List<String> keys, @DefaultValue("session") String cookie, @Nullable String domain,
			@DefaultValue("/") String path, @DefaultValue("lax") SameSite sameSite,
			@DefaultValue("false") boolean secure, @DefaultValue("false") boolean endsWithBrowser,
			@DefaultValue("14d") Duration maxAge, @Nullable Duration maxLifetime) {

	}

	/**
	 * The properties under {@code wsgi.middleware.csrf}.
	 *
	 * @param enabled Whether to require the session's CSRF token in requests with methods
	 * other than GET, HEAD, OPTIONS and TRACE.
	 * @param header Name of the header that carries the token.
	 * @param field Name of the form field that carries the token.
	 * @param maxFormSize Number of bytes of a form that are searched for the token.
	 * @param trusted Other origins that may send requests, if these carry the token.
	 */
	public record Csrf(@DefaultValue("false") boolean enabled, @DefaultValue("X-CSRF-Token") String header,
			@DefaultValue("_csrf") String field, @DefaultValue("64KB") DataSize maxFormSize,
			@DefaultValue List<String> trusted) {

	}

	/**
	 * The stores of sessions.
	 */
	public enum SessionStore {

		/** In a signed cookie. */
		COOKIE,

		/** In Spring's {@code WebSession}. */
		WEB

	}

}
