package io.github.wsgi4j.middleware.validation;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.middleware.EnvironKeys;
import io.github.wsgi4j.middleware.Latin1Text;
import org.jspecify.annotations.Nullable;

/**
 * Checks the variables that a server gives to an application.
 */
record EnvironRules(Map<String, Object> environ, Checks checks) {

	private static final List<Integer> VERSION = List.of(1, 0);

	private static final Pattern PROTOCOL = Pattern.compile("HTTP/[0-9]\\.[0-9]");

	static void check(Map<String, Object> environ, Checks checks) {
		checks.check(Rule.ENVIRON_TYPE, environ != null && environ.getClass() == HashMap.class,
				() -> "the environ is " + Latin1Text.type(environ));
		if (environ != null) {
			EnvironRules rules = new EnvironRules(environ, checks);
			rules.checkNames();
			rules.checkRequest();
			rules.checkPath();
			rules.checkServer();
			rules.checkObjects();
		}
	}

	private void checkNames() {
		for (Map.Entry<?, ?> variable : this.environ.entrySet()) {
			boolean named = variable.getKey() instanceof String name && !name.isEmpty();
			this.checks.check(Rule.ENVIRON_NAMES, named, () -> "a name is " + name(variable.getKey()));
			if (named && ((String) variable.getKey()).indexOf('.') < 0) {
				checkString((String) variable.getKey(), variable.getValue());
			}
		}
		for (String name : EnvironKeys.REQUIRED) {
			this.checks.check(Rule.ENVIRON_REQUIRED, this.environ.get(name) != null, () -> name + " is missing");
		}
	}

	private void checkString(String name, @Nullable Object value) {
		this.checks.check(Rule.ENVIRON_STRINGS, value instanceof String,
				() -> Latin1Text.show(name) + " is " + Latin1Text.type(value));
		if (value instanceof String text) {
			int beyond = Latin1.beyond(text);
			this.checks.check(Rule.ENVIRON_LATIN1, beyond < 0,
					() -> Latin1Text.show(name) + " has " + Latin1Text.name(text.charAt(beyond)));
		}
	}

	private void checkRequest() {
		match(Rule.ENVIRON_METHOD, Environ.REQUEST_METHOD, FieldSyntax.isToken(text(Environ.REQUEST_METHOD, "x")));
		match(Rule.ENVIRON_CONTENT_LENGTH, Environ.CONTENT_LENGTH, isDigits(text(Environ.CONTENT_LENGTH, "0")));
		this.checks.check(Rule.ENVIRON_QUERY_STRING, this.environ.get(Environ.QUERY_STRING) != null,
				() -> "QUERY_STRING is missing");
		for (String twin : List.of("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH")) {
			this.checks.check(Rule.ENVIRON_CONTENT_TWINS, !this.environ.containsKey(twin), () -> twin + " is present");
		}
	}

	private void checkPath() {
		String script = text(Environ.SCRIPT_NAME, "");
		String path = text(Environ.PATH_INFO, "");
		boolean asterisk = "*".equals(path) && "OPTIONS".equals(this.environ.get(Environ.REQUEST_METHOD));
		match(Rule.ENVIRON_SCRIPT_NAME, Environ.SCRIPT_NAME,
				script.isEmpty() || (script.startsWith("/") && script.length() > 1));
		match(Rule.ENVIRON_PATH_INFO, Environ.PATH_INFO, path.isEmpty() || path.startsWith("/") || asterisk);
		this.checks.check(Rule.ENVIRON_PATH, !script.isEmpty() || !path.isEmpty(), () -> "both are empty or absent");
	}

	private void checkServer() {
		match(Rule.ENVIRON_SERVER_NAME, Environ.SERVER_NAME, !text(Environ.SERVER_NAME, "x").isEmpty());
		match(Rule.ENVIRON_SERVER_PORT, Environ.SERVER_PORT, isDigits(text(Environ.SERVER_PORT, "0")));
		match(Rule.ENVIRON_SERVER_PROTOCOL, Environ.SERVER_PROTOCOL,
				PROTOCOL.matcher(text(Environ.SERVER_PROTOCOL, "HTTP/1.1")).matches());
	}

	private void checkObjects() {
		match(Rule.ENVIRON_VERSION, Environ.WSGI_VERSION, VERSION.equals(value(Environ.WSGI_VERSION, VERSION)));
		Object scheme = value(Environ.WSGI_URL_SCHEME, "http");
		match(Rule.ENVIRON_URL_SCHEME, Environ.WSGI_URL_SCHEME, "http".equals(scheme) || "https".equals(scheme));
		for (String flag : Rule.ENVIRON_FLAGS.keys()) {
			match(Rule.ENVIRON_FLAGS, flag, value(flag, false) instanceof Boolean);
		}
		is(Rule.INPUT_TYPE, Environ.WSGI_INPUT, Input.class);
		is(Rule.ERRORS_TYPE, Environ.WSGI_ERRORS, PrintWriter.class);
		is(Rule.FILE_WRAPPER_TYPE, Environ.WSGI_FILE_WRAPPER, FileWrapper.class);
	}

	private void match(Rule rule, String name, boolean kept) {
		Object value = this.environ.get(name);
		this.checks.check(rule, kept, () -> name + " is "
				+ ((value instanceof String text) ? Latin1Text.show(text) : Latin1Text.type(value)));
	}

	private void is(Rule rule, String name, Class<?> type) {
		Object value = this.environ.get(name);
		this.checks.check(rule, value == null || type.isInstance(value), () -> name + " is " + Latin1Text.type(value));
	}

	private static String name(@Nullable Object name) {
		return "".equals(name) ? "empty" : Latin1Text.type(name);
	}

	private static boolean isDigits(String text) {
		return ContentLength.parse(text) >= 0;
	}

	// What is absent or of the wrong type breaks another rule, and that one only.
	private String text(String name, String otherwise) {
		return (this.environ.get(name) instanceof String text) ? text : otherwise;
	}

	private Object value(String name, Object otherwise) {
		Object value = this.environ.get(name);
		return (value != null) ? value : otherwise;
	}

}
