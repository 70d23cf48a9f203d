package io.github.wsgi4j.test;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.wsgi4j.http.FormFields;
import org.jspecify.annotations.Nullable;

/**
 * A form as a browser sends it: the URL Standard, section 5.2, and RFC 7578 if it has a
 * file.
 */
final class FormBody {

	private final String boundary = UUID.randomUUID().toString();

	private final List<Part> parts = new ArrayList<>();

	void addField(String name, String value) {
		this.parts.add(new Part(name, null, null, StandardCharsets.UTF_8.encode(value)));
	}

	void addFile(String name, String filename, String type, byte[] content) {
		this.parts.add(new Part(name, filename, type, ByteBuffer.wrap(content.clone())));
	}

	String type() {
		return isMultipart() ? FormFields.MULTIPART + "; boundary=" + this.boundary : FormFields.URLENCODED;
	}

	byte[] bytes() {
		return isMultipart() ? multipart()
				: this.parts.stream()
					.map((part) -> encode(part.name) + "=" + encode(part.text()))
					.collect(Collectors.joining("&"))
					.getBytes(StandardCharsets.US_ASCII);
	}

	private boolean isMultipart() {
		return this.parts.stream().anyMatch((part) -> part.filename != null);
	}

	private byte[] multipart() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (Part part : this.parts) {
			body.writeBytes(("--" + this.boundary + "\r\n" + part.head() + "\r\n").getBytes(StandardCharsets.UTF_8));
			body.writeBytes(part.bytes());
			body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		body.writeBytes(("--" + this.boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
		return body.toByteArray();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private record Part(String name, @Nullable String filename, @Nullable String type, ByteBuffer content) {

		String text() {
			return StandardCharsets.UTF_8.decode(this.content.duplicate()).toString();
		}

		byte[] bytes() {
			byte[] bytes = new byte[this.content.remaining()];
			this.content.duplicate().get(bytes);
			return bytes;
		}

		String head() {
			String disposition = "Content-Disposition: form-data; name=\"" + escape(this.name) + "\"";
			return (this.filename != null) ? disposition + "; filename=\"" + escape(this.filename)
					+ "\"\r\nContent-Type: " + this.type + "\r\n" : disposition + "\r\n";
		}

		// The HTML Standard, section 4.10.22.8.
		private static String escape(String text) {
			return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
		}

	}

}
