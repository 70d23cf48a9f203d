package io.github.wsgi4j.middleware.security;

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds a field at the beginning of a form, for middleware that does not depend on a
 * library for such forms.
 */
@FunctionalInterface
public interface FormReader {

	/**
	 * Finds a field.
	 * @param contentType the {@code Content-Type} of the form
	 * @param form the form, which may be cut off; the application reads it again
	 * @param name the name of the field
	 * @return the value of the first field of the name, or {@code null} if there is no
	 * complete one
	 */
	@Nullable String first(String contentType, InputStream form, String name);

}
