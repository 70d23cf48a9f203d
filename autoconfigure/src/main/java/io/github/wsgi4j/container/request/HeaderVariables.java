package io.github.wsgi4j.container.request;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.container.server.NativeExchange;
import io.netty.handler.codec.http.HttpHeaders;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns the headers of a request into variables: RFC 3875, section 4.1.18.
 */
final class HeaderVariables {

	private static final Log logger = LogFactory.getLog(HeaderVariables.class);

	/**
	 * The headers that Netty's codec of HTTP/2 adds to a request, and no client may send
	 * there.
	 */
	private static final Set<String> OF_THE_CODEC = Set.of("HTTP_TRANSFER_ENCODING", "HTTP_X_HTTP2_SCHEME",
			"HTTP_X_HTTP2_STREAM_ID", "HTTP_X_HTTP2_PATH", "HTTP_X_HTTP2_STREAM_WEIGHT",
			"HTTP_X_HTTP2_STREAM_DEPENDENCY_ID", "HTTP_X_HTTP2_STREAM_PROMISE_ID");

	private final Map<String, Object> environ;

	private final boolean http2;

	private final Map<String, StringBuilder> repeated = new HashMap<>();

	private HeaderVariables(Map<String, Object> environ, boolean http2) {
		this.environ = environ;
		this.http2 = http2;
	}

	static void addTo(Map<String, Object> environ, NativeExchange exchange) {
		HeaderVariables variables = new HeaderVariables(environ,
				exchange.reactorRequest() != null && exchange.isHttp2());
		HttpHeaders sent = exchange.headers();
		if (sent != null) {
			// Spring's view of them makes a set of the names, and looks each of them up.
			sent.iteratorCharSequence()
				.forEachRemaining((header) -> variables.add(header.getKey().toString(), header.getValue().toString()));
		}
		else {
			exchange.request()
				.getHeaders()
				.forEach((name, values) -> values.forEach((value) -> variables.add(name, value)));
		}
		variables.repeated.forEach((variable, value) -> environ.put(variable, value.toString()));
	}

	private void add(String name, @Nullable String value) {
		String variable = VariableNames.of(name);
		if (variable.equals(VariableNames.NONE)) {
			logger.debug("Dropped a request header with an underscore in its name");
			return;
		}
		if (this.http2 && OF_THE_CODEC.contains(variable)) {
			return;
		}
		String text = (value != null) ? value : "";
		Object before = this.environ.putIfAbsent(variable, text);
		if (before != null) {
			// Joined one by one, a thousand of them would be copied a thousand times.
			this.repeated.computeIfAbsent(variable, (key) -> new StringBuilder(before.toString()))
				.append(variable.equals("HTTP_COOKIE") ? "; " : ",")
				.append(text);
		}
	}

}
