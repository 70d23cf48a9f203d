package io.github.wsgi4j.recording;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * Brings bodies into a form in which those that count as equal have the same bytes.
 *
 * @param as the form, or {@code null} for that of the {@code Content-Type}
 * @param ignored what does not count in texts and JSON
 * @param json writes JSON without blanks and with its keys in order
 */
record BodyForm(@Nullable ComparedAs as, List<Pattern> ignored, UnaryOperator<byte[]> json) {

	static final BodyForm BYTES = new BodyForm(ComparedAs.BYTES, List.of(), UnaryOperator.identity());

	byte[] of(@Nullable RecordedHead head, byte[] body) {
		String type = (head != null) ? String.join(", ", head.values("Content-Type")) : "";
		boolean encoded = head != null && !head.values("Content-Encoding").isEmpty();
		return switch (encoded ? ComparedAs.BYTES : (this.as != null) ? this.as : ComparedAs.of(type)) {
			case BYTES -> body;
			case TEXT -> text(body, charset(type));
			case JSON -> text(json(body), StandardCharsets.UTF_8);
		};
	}

	private byte[] json(byte[] body) {
		try {
			return this.json.apply(body);
		}
		catch (RuntimeException ex) {
			// Both may be malformed alike.
			return body;
		}
	}

	private byte[] text(byte[] body, Charset charset) {
		try {
			return counted(charset.newDecoder().decode(ByteBuffer.wrap(body)).toString())
				.getBytes(StandardCharsets.UTF_8);
		}
		catch (CharacterCodingException ex) {
			// Whatever is no character would be the same one.
			return counted(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
		}
	}

	private String counted(String text) {
		String counted = text;
		for (Pattern pattern : this.ignored) {
			counted = pattern.matcher(new InterruptibleText(counted)).replaceAll("");
		}
		return counted;
	}

	private static Charset charset(String type) {
		String name = FieldValue.parameter(type, "charset");
		try {
			return (name != null) ? Charset.forName(name) : StandardCharsets.UTF_8;
		}
		catch (IllegalArgumentException ex) {
			return StandardCharsets.ISO_8859_1;
		}
	}

}
