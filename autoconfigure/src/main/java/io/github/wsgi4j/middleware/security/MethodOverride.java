package io.github.wsgi4j.middleware.security;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.FormFields;
import org.jspecify.annotations.Nullable;

/**
 * Lets a {@code POST} be a {@code PUT}, {@code PATCH} or {@code DELETE}, for HTML forms
 * and clients that cannot send those. The method is taken from the header
 * {@code X-HTTP-Method-Override}, from the parameter {@code _method} of the query, or
 * from that field of a form in {@code application/x-www-form-urlencoded}, where it must
 * be in the first 64 KiB. The application can still read the whole form.
 */
public final class MethodOverride implements Middleware {

	/** The variable that holds the method that was sent, if it was overridden. */
	public static final String ORIGINAL_METHOD = "wsgi4j.original_method";

	private static final String PARAMETER = "_method";

	private static final int MOST_BYTES = 64 * 1024;

	private static final Set<String> METHODS = Set.of("PUT", "PATCH", "DELETE");

	/**
	 * Creates a middleware.
	 */
	public MethodOverride() {
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if ("POST".equals(environ.get(Environ.REQUEST_METHOD))) {
				override(environ);
			}
			return application.call(environ, startResponse);
		};
	}

	private static void override(Map<String, Object> environ) {
		String given = given(environ);
		String method = (given != null) ? given.strip().toUpperCase(Locale.ROOT) : "";
		if (METHODS.contains(method)) {
			environ.put(ORIGINAL_METHOD, "POST");
			environ.put(Environ.REQUEST_METHOD, method);
		}
	}

	private static @Nullable String given(Map<String, Object> environ) {
		if (environ.get("HTTP_X_HTTP_METHOD_OVERRIDE") instanceof String header) {
			return header;
		}
		String parameter = FormFields.first((String) environ.getOrDefault(Environ.QUERY_STRING, ""), PARAMETER);
		try {
			return (parameter != null) ? parameter : PeekedForm.first(environ, PARAMETER, MOST_BYTES, null);
		}
		catch (IOException ex) {
			// For the application to see, if it reads the form.
			return null;
		}
	}

}
