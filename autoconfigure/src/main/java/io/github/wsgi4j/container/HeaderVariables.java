package io.github.wsgi4j.container;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;

/**
 * Turns the headers of a request into variables: RFC 3875, section 4.1.18.
 */
final class HeaderVariables {

	private static final Log logger = LogFactory.getLog(HeaderVariables.class);

	private HeaderVariables() {
	}

	static void addTo(Map<String, Object> environ, HttpHeaders headers) {
		headers.forEach((name, values) -> {
			// With both "X-A" and "X_A" in one variable, a client could forge what a
			// proxy in front had checked.
			if (name.indexOf('_') >= 0) {
				logger.debug("Dropped a request header with an underscore in its name");
				return;
			}
			String variable = variable(name);
			environ.put(variable, join(values, variable.equals("HTTP_COOKIE") ? "; " : ","));
		});
	}

	private static String variable(String name) {
		if (name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
			return Environ.CONTENT_TYPE;
		}
		if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
			return Environ.CONTENT_LENGTH;
		}
		char[] variable = new char[5 + name.length()];
		"HTTP_".getChars(0, 5, variable, 0);
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			variable[5 + i] = (c == '-') ? '_' : (c >= 'a' && c <= 'z') ? (char) (c - 32) : c;
		}
		return new String(variable);
	}

	private static String join(List<String> values, String separator) {
		return (values.size() == 1) ? values.get(0) : String.join(separator, values);
	}

}
