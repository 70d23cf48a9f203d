package io.github.wsgi4j.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;

/**
 * The headers of a part of a form: RFC 7578, section 4.
 *
 * @param name the name of the field
 * @param filename the name of the file, if it is one
 * @param contentType the type, if the client says one
 * @param charset the charset of a text
 */
record PartHead(String name, @Nullable String filename, @Nullable String contentType, Charset charset) {

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
		MediaType mediaType = (type != null) ? MediaType.parseMediaType(type) : MediaType.TEXT_PLAIN;
		if (mediaType.getType().equals("multipart")) {
			throw HttpException.badRequest("A part has parts of its own");
		}
		Charset charset = (mediaType.getCharset() != null) ? mediaType.getCharset() : StandardCharsets.UTF_8;
		String filename = disposition.getFilename();
		return new PartHead(unescape(name), (filename != null) ? basename(unescape(filename)) : null, type, charset);
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
