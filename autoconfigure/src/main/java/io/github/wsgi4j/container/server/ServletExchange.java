package io.github.wsgi4j.container.server;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;

/**
 * Request and response of a servlet container, where WebFlux runs on one: Tomcat or
 * Jetty.
 */
public final class ServletExchange {

	private static final boolean SERVLET = ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest",
			ServletExchange.class.getClassLoader());

	private static final String CUT = ServletExchange.class.getName() + ".CUT";

	private ServletExchange() {
	}

	/**
	 * Has a request that the server gives up, as it does when it stops, end as an error
	 * unless its response has begun. Spring completes it, and Jetty then says that all is
	 * well.
	 */
	public static HttpHandler failGivenUp(HttpHandler handler) {
		return (request, response) -> handler.handle(request, response).doOnCancel(() -> {
			if (ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServletResponse servlet
					&& !servlet.isCommitted()) {
				servlet.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			}
		});
	}

	/**
	 * Has the connection of a response end that a filter has cut short and takes for
	 * whole. Spring ends it so where there is an error behind the headers.
	 */
	public static HttpHandler failCut(HttpHandler handler) {
		return (request, response) -> handler.handle(request, response)
			.then(Mono.defer(() -> new NativeExchange(request, response).isCut()
					? Mono.error(new IOException("The response was cut short")) : Mono.empty()));
	}

	static boolean isCut(@Nullable Object request) {
		return SERVLET && request instanceof HttpServletRequest servlet && servlet.getAttribute(CUT) != null;
	}

	/**
	 * Notes that a response which may have begun is cut short.
	 */
	static void cut(@Nullable Object request) {
		if (SERVLET && request instanceof HttpServletRequest servlet) {
			servlet.setAttribute(CUT, true);
		}
	}

	static @Nullable String protocol(@Nullable Object request) {
		return (SERVLET && request instanceof HttpServletRequest servlet) ? servlet.getProtocol() : null;
	}

	/**
	 * The target as it was sent, but for the scheme and the host that it may begin with.
	 */
	static @Nullable String target(@Nullable Object request) {
		if (SERVLET && request instanceof HttpServletRequest servlet) {
			String query = servlet.getQueryString();
			return servlet.getRequestURI() + ((query != null) ? "?" + query : "");
		}
		return null;
	}

	/**
	 * The query as it was sent, unless a filter has changed it. Of one that is no URI's
	 * Spring encodes what must not be there, and with it each percent sign of what was
	 * encoded already.
	 * @param query the query as Spring has it
	 */
	static @Nullable String query(@Nullable Object request, @Nullable String query) {
		if (SERVLET && query != null && request instanceof HttpServletRequest servlet) {
			String sent = servlet.getQueryString();
			return query.equals(encoded(sent)) ? sent : query;
		}
		return query;
	}

	private static @Nullable String encoded(@Nullable String query) {
		try {
			return new URI(null, null, "", query, null).getRawQuery();
		}
		catch (URISyntaxException ex) {
			// Spring has left it out.
			return null;
		}
	}

	/**
	 * Sets a header in place of the one that Jetty has set by itself; Spring would add a
	 * second.
	 */
	static void moveHeader(String name, HttpHeaders headers, @Nullable Object response) {
		if (SERVLET && response instanceof HttpServletResponse servlet) {
			String value = headers.getFirst(name);
			headers.remove(name);
			servlet.setHeader(name, value);
		}
	}

	/**
	 * Has Jetty send a body in chunks where the client wants the connection closed. It
	 * would have the body end with the connection, and one that is broken off look whole.
	 * Tomcat sends chunks anyway, and does not look whether the header is there.
	 */
	static void delimit(HttpHeaders headers, @Nullable Object response) {
		if (SERVLET && response instanceof HttpServletResponse
				&& response.getClass().getName().startsWith("org.eclipse.jetty.")) {
			headers.set(HttpHeaders.TRANSFER_ENCODING, "chunked");
		}
	}

}
