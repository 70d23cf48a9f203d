package io.github.wsgi4j.container.support;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A response as it was on the wire.
 *
 * @param statusLine the first line
 * @param headers the lines of the headers
 * @param body the bytes of the body without their framing
 * @param complete whether the body ended as its framing says it must
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawResponse(String statusLine, List<String> headers, byte[] body, boolean complete) {

	public int status() {
		return Integer.parseInt(this.statusLine.substring(9, 12));
	}

	/**
	 * The value of the first header of a name, or {@code null}.
	 */
	public @Nullable String header(String name) {
		List<String> values = headers(name);
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * The values of all headers of a name.
	 */
	public List<String> headers(String name) {
		return this.headers.stream()
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).trim())
			.toList();
	}

	/**
	 * The body as latin-1 characters.
	 */
	public String text() {
		return new String(this.body, StandardCharsets.ISO_8859_1);
	}

	RawResponse with(byte[] body, boolean complete) {
		return new RawResponse(this.statusLine, this.headers, body, complete);
	}

	@Override
	public String toString() {
		return this.statusLine + this.headers + (this.complete ? "" : " (cut off)")
				+ Arrays.toString(Arrays.copyOf(this.body, Math.min(this.body.length, 64)));
	}

}
