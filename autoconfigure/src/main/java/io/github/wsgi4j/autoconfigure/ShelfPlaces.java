package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.MaximumBody;
import io.github.wsgi4j.middleware.MiddlewareOrder;
import io.github.wsgi4j.middleware.RequestId;
import io.github.wsgi4j.middleware.RuntimeHeader;
import io.github.wsgi4j.middleware.Timeout;
import io.github.wsgi4j.middleware.TrailingSlash;
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
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * The places of the built-in middleware, whoever has defined the bean, unless it has an
 * order of its own: a session inside of the check of its token would fail each request.
 */
final class ShelfPlaces {

	private static final Map<Class<?>, Integer> PLACES = Map.ofEntries(
			Map.entry(AccessLog.class, MiddlewareOrder.ACCESS_LOG),
			Map.entry(RequestId.class, MiddlewareOrder.REQUEST_ID),
			Map.entry(SecurityHeaders.class, MiddlewareOrder.SECURITY_HEADERS),
			Map.entry(TrustedHosts.class, MiddlewareOrder.TRUSTED_HOSTS),
			Map.entry(HttpsRedirect.class, MiddlewareOrder.HTTPS_REDIRECT), Map.entry(Cors.class, MiddlewareOrder.CORS),
			Map.entry(RuntimeHeader.class, MiddlewareOrder.RUNTIME), Map.entry(Timeout.class, MiddlewareOrder.TIMEOUT),
			Map.entry(ExceptionPage.class, MiddlewareOrder.EXCEPTION_PAGE),
			Map.entry(MaximumBody.class, MiddlewareOrder.MAXIMUM_BODY),
			Map.entry(BasicAuth.class, MiddlewareOrder.BASIC_AUTH),
			Map.entry(SessionCookie.class, MiddlewareOrder.SESSION), Map.entry(Csrf.class, MiddlewareOrder.CSRF),
			Map.entry(Gzip.class, MiddlewareOrder.GZIP),
			Map.entry(ConditionalGet.class, MiddlewareOrder.CONDITIONAL_GET),
			Map.entry(ETag.class, MiddlewareOrder.ETAG), Map.entry(StaticFiles.class, MiddlewareOrder.STATIC_FILES),
			Map.entry(TrailingSlash.class, MiddlewareOrder.TRAILING_SLASH),
			Map.entry(MethodOverride.class, MiddlewareOrder.METHOD_OVERRIDE),
			Map.entry(Profiler.class, MiddlewareOrder.PROFILER));

	private ShelfPlaces() {
	}

	/**
	 * The order of a middleware's kind, or {@code null} if it is none of the shelf.
	 */
	static @Nullable Ordered of(Middleware middleware) {
		Integer place = PLACES.get(middleware.getClass());
		return (place != null) ? () -> place : null;
	}

}
