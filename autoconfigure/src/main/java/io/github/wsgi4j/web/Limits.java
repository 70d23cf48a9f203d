package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;

/**
 * Limits of the parts of a request that the framework reads. It is a middleware: the
 * application that it wraps has these limits. A query that exceeds them is answered with
 * 400, and a body with 413.
 *
 * @param parameters the maximum number of parameters of a query, fields of a form and
 * parts together
 * @param bodyBytes the largest body as bytes, text or JSON, and the longest line
 * @param formBytes the largest form without the contents of its uploads
 * @param uploadBytes the largest upload
 * @param multipartBytes the largest multipart form with all its uploads
 * @param memoryBytes the maximum number of bytes of all uploads of a form that are kept
 * in memory; if there are more, the uploads are in a temporary file
 */
public record Limits(int parameters, int bodyBytes, int formBytes, long uploadBytes, long multipartBytes,
		int memoryBytes) implements Middleware {

	private static final String KEY = "wsgi4j.web.limits";

	private static final Limits DEFAULTS = new Limits(1000, 1 << 20, 1 << 20, 32L << 20, 64L << 20, 64 << 10);

	/**
	 * Creates limits.
	 * @throws IllegalArgumentException if one is negative
	 */
	public Limits {
		if (parameters < 0 || bodyBytes < 0 || formBytes < 0 || uploadBytes < 0 || multipartBytes < 0
				|| memoryBytes < 0) {
			throw new IllegalArgumentException("A limit is negative");
		}
	}

	/**
	 * The default limits: 1,000 parameters, bodies and forms of 1 MiB, uploads of 32 MiB,
	 * 64 MiB together, in memory up to 64 KiB.
	 * @return the limits
	 */
	public static Limits defaults() {
		return DEFAULTS;
	}

	/**
	 * The same limits with another one for bodies that are read as bytes, text or JSON.
	 * @param bytes the largest body, and the longest line
	 * @return other limits
	 */
	public Limits withBody(int bytes) {
		return new Limits(this.parameters, bytes, this.formBytes, this.uploadBytes, this.multipartBytes,
				this.memoryBytes);
	}

	/**
	 * The same limits with others for forms.
	 * @param parameters the maximum number of fields, parts, and parameters of a query
	 * @param bytes the largest form without the contents of its uploads
	 * @return other limits
	 */
	public Limits withForm(int parameters, int bytes) {
		return new Limits(parameters, this.bodyBytes, bytes, this.uploadBytes, this.multipartBytes, this.memoryBytes);
	}

	/**
	 * The same limits with others for uploads.
	 * @param upload the largest upload
	 * @param multipart the largest form with all its uploads
	 * @param memory the maximum number of bytes of all uploads of a form that are kept in
	 * memory
	 * @return other limits
	 */
	public Limits withUploads(long upload, long multipart, int memory) {
		return new Limits(this.parameters, this.bodyBytes, this.formBytes, upload, multipart, memory);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			environ.put(KEY, this);
			return application.call(environ, startResponse);
		};
	}

	static Limits of(Map<String, Object> environ) {
		return (environ.get(KEY) instanceof Limits limits) ? limits : DEFAULTS;
	}

}
