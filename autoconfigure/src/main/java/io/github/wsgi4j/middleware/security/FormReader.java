package io.github.wsgi4j.middleware.security;

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a field at the beginning of a form, so that a middleware can ask for it that
 * knows no library for such forms.
 */
@FunctionalInterface
public interface FormReader {

	/**
	 * Finds a field.
	 * @param contentType the {@code Content-Type} of the form
	 * @param form the form, which may be cut off; what is read of it is read again by the
	 * application
	 * @param name the name of the field
	 * @return the value of the first field of the name, or {@code null} if it is not
	 * there as a whole
	 */
	@Nullable String first(String contentType, InputStream form, String name);

}
