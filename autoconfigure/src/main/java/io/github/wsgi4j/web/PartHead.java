package io.github.wsgi4j.web;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;

/**
 * The headers of a part of a form: RFC 7578, section 4.
 *
 * @param name the name of the field
 * @param filename the name of the file, if it is one
 * @param contentType the type, if the client says one
 */
record PartHead(String name, @Nullable String filename, @Nullable String contentType) {

	/**
	 * Reads the headers.
	 * @param headers the headers, by their names in lower case
	 * @throws IllegalArgumentException if they are malformed
	 * @throws HttpException with 400 if they are those of no field
	 */
	static PartHead of(Map<String, String> headers) {
		ContentDisposition disposition = parse(headers.getOrDefault("content-disposition", ""));
		String name = disposition.getName();
		if (!disposition.isFormData() || name == null) {
			throw HttpException.badRequest("A part has no name");
		}
		checkEncoding(headers.getOrDefault("content-transfer-encoding", "binary"));
		String type = headers.get("content-type");
		if (type != null) {
			checkType(ContentType.of(type).type());
		}
		String filename = disposition.getFilename();
		return new PartHead(unescape(name), (filename != null) ? basename(unescape(filename)) : null, type);
	}

	/**
	 * Returns the charset of a text.
	 * @throws HttpException with 415 if there is no such charset
	 */
	Charset charset() {
		return ContentType.of((this.contentType != null) ? this.contentType : "").charset();
	}

	private static void checkType(String type) {
		if (type.indexOf('/') < 0) {
			throw HttpException.badRequest("The type of a part is malformed");
		}
		if (type.startsWith("multipart/")) {
			throw HttpException.badRequest("A part has parts of its own");
		}
	}

	// Spring fails over a quote alone, or half an escape, by its index.
	private static ContentDisposition parse(String header) {
		try {
			return ContentDisposition.parse(header);
		}
		catch (IndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("The head of a part is malformed", ex);
		}
	}

	private static void checkEncoding(String encoding) {
		switch (encoding.toLowerCase(Locale.ROOT)) {
			case "binary", "8bit", "7bit" -> {
			}
			default -> throw HttpException.badRequest("A part is encoded as " + encoding);
		}
	}

	// The three escapes of browsers: HTML, "multipart/form-data encoding algorithm".
	private static String unescape(String text) {
		return (text.indexOf('%') < 0) ? text
				: text.replace("%22", "\"").replaceAll("%0[Dd]", "\r").replaceAll("%0[Aa]", "\n");
	}

	private static String basename(String filename) {
		String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
		return (name.equals(".") || name.equals("..")) ? "" : name;
	}

}
