package io.github.wsgi4j.middleware;

import io.github.wsgi4j.middleware.content.ConditionalGet;
import io.github.wsgi4j.middleware.content.ETag;
import io.github.wsgi4j.middleware.content.Gzip;
import io.github.wsgi4j.middleware.content.StaticFiles;
import io.github.wsgi4j.middleware.diagnostics.AccessLog;
import io.github.wsgi4j.middleware.diagnostics.ExceptionPage;
import io.github.wsgi4j.middleware.diagnostics.Profiler;
import io.github.wsgi4j.middleware.security.BasicAuth;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.middleware.security.Csrf;
import io.github.wsgi4j.middleware.security.HttpsRedirect;
import io.github.wsgi4j.middleware.security.MethodOverride;
import io.github.wsgi4j.middleware.security.SecurityHeaders;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.middleware.security.TrustedHosts;

/**
 * The order of the middleware in this package: the value of {@code @Order} that each has
 * as a bean, the lowest outermost. There is room between two of them, and all are outside
 * of a middleware with no order or a positive one.
 */
public final class MiddlewareOrder {

	/** {@link AccessLog}: logs the answers of all the others. */
	public static final int ACCESS_LOG = -1600;

	/** {@link RequestId}. */
	public static final int REQUEST_ID = -1500;

	/** {@link SecurityHeaders}: outside of everything that answers by itself. */
	public static final int SECURITY_HEADERS = -1475;

	/** {@link TrustedHosts}: before a URL is built from the host. */
	public static final int TRUSTED_HOSTS = -1465;

	/** {@link HttpsRedirect}: before a password is requested. */
	public static final int HTTPS_REDIRECT = -1460;

	/**
	 * {@link Cors}: outside of everything that answers by itself, and a preflight request
	 * has no credentials.
	 */
	public static final int CORS = -1450;

	/** {@link RuntimeHeader}: measures everything inside. */
	public static final int RUNTIME = -1400;

	/** {@link Timeout}. */
	public static final int TIMEOUT = -1300;

	/** {@link ExceptionPage}: shows the exceptions of those inside. */
	public static final int EXCEPTION_PAGE = -1200;

	/** {@link MaximumBody}: before the body is read. */
	public static final int MAXIMUM_BODY = -1100;

	/** {@link BasicAuth}. */
	public static final int BASIC_AUTH = -800;

	/**
	 * {@link SessionCookie}, or what keeps the {@link io.github.wsgi4j.Session}
	 * elsewhere.
	 */
	public static final int SESSION = -700;

	/** {@link Csrf}: its token is in the session. */
	public static final int CSRF = -600;

	/** {@link Gzip}: outside of what computes an ETag. */
	public static final int GZIP = -500;

	/** {@link ConditionalGet}: outside of what gives an ETag. */
	public static final int CONDITIONAL_GET = -450;

	/** {@link ETag}. */
	public static final int ETAG = -400;

	/** {@link StaticFiles}. */
	public static final int STATIC_FILES = -300;

	/** {@link TrailingSlash}: inside of static files, which have no trailing slash. */
	public static final int TRAILING_SLASH = -250;

	/** {@link MethodOverride}: the others see the method that was sent. */
	public static final int METHOD_OVERRIDE = -200;

	/** {@link Profiler}: measures the application and not the others. */
	public static final int PROFILER = -100;

	private MiddlewareOrder() {
	}

}
