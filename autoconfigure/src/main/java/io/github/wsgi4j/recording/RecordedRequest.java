package io.github.wsgi4j.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.FieldSyntax;

/**
 * A request in a recording. Variables of the deployer are not included, because they may
 * be secret.
 *
 * @param variables the variables that say where the application is
 * @param head the request line and the headers
 */
record RecordedRequest(Map<String, String> variables, RecordedHead head) {

	private static final List<String> NAMES = List.of(Environ.SCRIPT_NAME, Environ.PATH_INFO, Environ.QUERY_STRING,
			Environ.SERVER_NAME, Environ.SERVER_PORT, Environ.REMOTE_ADDR, Environ.REMOTE_USER, Environ.HTTPS,
			Environ.WSGI_URL_SCHEME);

	static RecordedRequest of(Map<String, Object> environ) {
		Map<String, String> variables = new TreeMap<>();
		for (String name : NAMES) {
			if (environ.get(name) instanceof String value) {
				variables.put(name, value);
			}
		}
		List<Header> headers = new ArrayList<>();
		new TreeMap<>(environ).forEach((name, value) -> {
			if (value instanceof String text) {
				addHeader(headers, name, text);
			}
		});
		String target = text(environ, Environ.REQUEST_URI, text(environ, Environ.PATH_INFO, "/"));
		return new RecordedRequest(variables, new RecordedHead(text(environ, Environ.REQUEST_METHOD, "GET") + " "
				+ target + " " + text(environ, Environ.SERVER_PROTOCOL, "HTTP/1.1"), headers));
	}

	private static void addHeader(List<Header> headers, String variable, String value) {
		boolean content = variable.equals(Environ.CONTENT_TYPE) || variable.equals(Environ.CONTENT_LENGTH);
		String name = content ? variable : variable.startsWith("HTTP_") ? variable.substring(5) : "";
		if (FieldSyntax.isToken(name)) {
			headers.add(Header.of(capitalized(name), value));
		}
	}

	private static String capitalized(String variable) {
		StringBuilder name = new StringBuilder(variable.length());
		for (String word : variable.split("_", -1)) {
			name.append(name.isEmpty() ? "" : "-");
			if (!word.isEmpty()) {
				name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
			}
		}
		return name.toString();
	}

	private static String text(Map<String, Object> environ, String name, String otherwise) {
		return (environ.get(name) instanceof String value && !value.isEmpty()) ? value : otherwise;
	}

}
