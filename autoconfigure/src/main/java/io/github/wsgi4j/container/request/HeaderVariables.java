package io.github.wsgi4j.container.request;

import java.util.Iterator;
import java.util.Map;

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

	private HeaderVariables() {
	}

	static void addTo(Map<String, Object> environ, NativeExchange exchange) {
		HttpHeaders sent = exchange.headers();
		if (sent != null) {
			// Spring's view of them makes a set of the names, and looks each of them up.
			addTo(environ, sent.iteratorCharSequence());
		}
		else {
			exchange.request()
				.getHeaders()
				.forEach((name, values) -> values.forEach((value) -> add(environ, name, value)));
		}
	}

	private static void addTo(Map<String, Object> environ, Iterator<Map.Entry<CharSequence, CharSequence>> headers) {
		while (headers.hasNext()) {
			Map.Entry<CharSequence, CharSequence> header = headers.next();
			add(environ, header.getKey().toString(), header.getValue().toString());
		}
	}

	private static void add(Map<String, Object> environ, String name, @Nullable String value) {
		String variable = VariableNames.of(name);
		if (variable.equals(VariableNames.NONE)) {
			logger.debug("Dropped a request header with an underscore in its name");
			return;
		}
		Object before = environ.putIfAbsent(variable, (value != null) ? value : "");
		if (before != null) {
			environ.put(variable, before + (variable.equals("HTTP_COOKIE") ? "; " : ",") + value);
		}
	}

}
