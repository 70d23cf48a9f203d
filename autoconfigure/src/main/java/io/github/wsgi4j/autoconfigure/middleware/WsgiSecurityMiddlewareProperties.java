package io.github.wsgi4j.autoconfigure.middleware;

import java.time.Duration;
import java.util.List;

import io.github.wsgi4j.web.SameSite;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.middleware} of what is about clients and what they may
 * do.
 *
 * @param securityHeaders Headers that tell browsers to be careful.
 * @param trustedHosts Hosts that requests may be for.
 * @param httpsRedirect Redirects from http to https.
 * @param cors Pages of other origins.
 * @param basicAuth A user and a password.
 * @param session What is remembered of a client.
 * @param csrf Protection from requests that other sites forge.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiSecurityMiddlewareProperties(@DefaultValue SecurityHeaders securityHeaders,
		@DefaultValue TrustedHosts trustedHosts, @DefaultValue HttpsRedirect httpsRedirect, @DefaultValue Cors cors,
		@DefaultValue BasicAuth basicAuth, @DefaultValue Session session, @DefaultValue Csrf csrf) {

	/**
	 * The properties under {@code wsgi.middleware.security-headers}.
	 *
	 * @param enabled Whether headers tell browsers to be careful.
	 * @param contentSecurityPolicy Header Content-Security-Policy, in which '{nonce}'
	 * stands for a nonce that each request gets. By default there is none.
	 * @param permissionsPolicy Header Permissions-Policy. By default there is none.
	 * @param frameOptions Header X-Frame-Options; empty to leave it out.
	 * @param referrerPolicy Header Referrer-Policy; empty to leave it out.
	 * @param transportMaxAge Time for which browsers keep to https once they have come by
	 * https; negative to leave the header out.
	 * @param transportSubDomains Whether they keep to https for subdomains as well.
	 * @param transportPreload Whether the host, with its subdomains, asks to be in the
	 * list of hosts of https alone that browsers come with.
	 */
	public record SecurityHeaders(@DefaultValue("false") boolean enabled, @Nullable String contentSecurityPolicy,
			@Nullable String permissionsPolicy, @DefaultValue("DENY") String frameOptions,
			@DefaultValue("strict-origin-when-cross-origin") String referrerPolicy,
			@DefaultValue("365d") Duration transportMaxAge, @DefaultValue("false") boolean transportSubDomains,
			@DefaultValue("false") boolean transportPreload) {

	}

	/**
	 * The properties under {@code wsgi.middleware.trusted-hosts}.
	 *
	 * @param enabled Whether requests for other hosts than those that are listed are
	 * answered 400.
	 * @param hosts Hosts that requests may be for, as in 'example.org', '*.example.org'
	 * or 'example.org:8443'.
	 */
	public record TrustedHosts(@DefaultValue("false") boolean enabled, @DefaultValue List<String> hosts) {

	}

	/**
	 * The properties under {@code wsgi.middleware.https-redirect}.
	 *
	 * @param enabled Whether requests over http are redirected to https.
	 * @param port Port of https, as clients see it.
	 * @param except Paths within the application that are answered over http too, each
	 * with all below it.
	 */
	public record HttpsRedirect(@DefaultValue("false") boolean enabled, @DefaultValue("443") int port,
			@DefaultValue List<String> except) {

	}

	/**
	 * The properties under {@code wsgi.middleware.cors}.
	 *
	 * @param enabled Whether pages of other origins may read responses.
	 * @param origins Origins that may, as in 'https://example.org' or
	 * 'https://*.example.org'; a star alone for all.
	 * @param methods Methods that their pages may use. By default GET, HEAD and POST.
	 * @param headers Headers that they may send beyond the usual ones; a star for all.
	 * @param exposed Headers that they may read beyond the usual ones.
	 * @param credentials Whether their requests may have cookies and other credentials.
	 * @param maxAge Time for which a browser remembers what is allowed. By default it
	 * decides itself.
	 */
	public record Cors(@DefaultValue("false") boolean enabled, @DefaultValue List<String> origins,
			@DefaultValue List<String> methods, @DefaultValue List<String> headers, @DefaultValue List<String> exposed,
			@DefaultValue("false") boolean credentials, @Nullable Duration maxAge) {

	}

	/**
	 * The properties under {@code wsgi.middleware.basic-auth}.
	 *
	 * @param enabled Whether a user and a password are needed.
	 * @param realm What the user is asked for.
	 * @param user Name of the user.
	 * @param password Password of the user.
	 */
	public record BasicAuth(@DefaultValue("false") boolean enabled, @DefaultValue("application") String realm,
			@DefaultValue("") String user, @DefaultValue("") String password) {

	}

	/**
	 * The properties under {@code wsgi.middleware.session}.
	 *
	 * @param enabled Whether the environ has a session.
	 * @param store Where it is kept: in a signed 'cookie', or by Spring's 'web' sessions.
	 * @param keys Keys of the store 'cookie', at least 32 bytes each. The first signs;
	 * what the others have signed is still accepted.
	 * @param cookie Name of the cookie of the store 'cookie'.
	 * @param domain Domain of that cookie. By default it is for the host alone.
	 * @param path Path of that cookie.
	 * @param sameSite Whether browsers send that cookie with requests that other sites
	 * cause: 'strict' for never, 'lax' for links alone, 'none' for always.
	 * @param secure Whether that cookie is always Secure. By default it is if its request
	 * came by https.
	 * @param endsWithBrowser Whether browsers forget that cookie when they end.
	 * @param maxAge Time without use after which a session of the store 'cookie' ends.
	 * @param maxLifetime Time after which it ends even if it is in use. By default there
	 * is no such limit.
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
	 * @param enabled Whether requests that change something need a token of their
	 * session.
	 * @param header Name of the header that has the token.
	 * @param field Name of the field of a form that has it.
	 * @param maxFormSize How much of a form is read to find it.
	 * @param trusted Foreign origins that may send requests with the token.
	 */
	public record Csrf(@DefaultValue("false") boolean enabled, @DefaultValue("X-CSRF-Token") String header,
			@DefaultValue("_csrf") String field, @DefaultValue("64KB") DataSize maxFormSize,
			@DefaultValue List<String> trusted) {

	}

	/**
	 * The places that keep sessions.
	 */
	public enum SessionStore {

		/** In a signed cookie. */
		COOKIE,

		/** In Spring's {@code WebSession}. */
		WEB

	}

}
