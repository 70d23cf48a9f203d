package io.github.wsgi4j.container.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parses what a server has sent on one connection to the letter of RFC 9112: nothing that
 * a client might take for the beginning of another header or response gets through.
 */
public final class WireParser {

	// A refused version comes back as it was sent: the server has no other.
	private static final Pattern STATUS_LINE = Pattern
		.compile("(HTTP/1\\.[01] [0-9]{3}|HTTP/[0-9]\\.[0-9] (400|505)) [^\\x00-\\x1F\\x7F]*");

	private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+: [^\\x00-\\x1F\\x7F]*");

	private final byte[] bytes;

	private final boolean orderly;

	private int position;

	/**
	 * Creates a parser.
	 * @param bytes all that was received
	 * @param orderly whether the connection ended in an orderly way
	 */
	WireParser(byte[] bytes, boolean orderly) {
		this.bytes = bytes;
		this.orderly = orderly;
	}

	/**
	 * Whether nothing was received, and the connection not even broken.
	 */
	public boolean isSilent() {
		return this.orderly && this.bytes.length == 0;
	}

	public boolean isAtEnd() {
		return this.position == this.bytes.length;
	}

	/**
	 * Whether whole responses are there.
	 * @param count how many
	 * @param head whether they answer a HEAD
	 */
	static boolean areWhole(byte[] bytes, int count, boolean head) {
		if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
			return false;
		}
		WireParser parser = new WireParser(bytes, false);
		int whole = 0;
		while (whole < count && !parser.isAtEnd() && parser.next(head).complete()) {
			whole++;
		}
		return whole >= count;
	}

	/**
	 * Parses the next response; one that is cut off is not complete.
	 * @param head whether it answers a HEAD
	 */
	public RawResponse next(boolean head) {
		List<String> lines = new ArrayList<>();
		String line = line();
		while (line != null && !line.isEmpty()) {
			assertThat(line).matches(lines.isEmpty() ? STATUS_LINE : HEADER);
			lines.add(line);
			line = line();
		}
		assertThat(lines).isNotEmpty();
		RawResponse response = new RawResponse(lines.get(0), List.copyOf(lines.subList(1, lines.size())), new byte[0],
				line != null);
		return (line != null) ? withBody(response, head) : response;
	}

	private RawResponse withBody(RawResponse response, boolean head) {
		int status = response.status();
		List<String> lengths = response.headers("Content-Length");
		List<String> codings = response.headers("Transfer-Encoding");
		if (head || status < 200 || status == 204 || status == 304) {
			return response.with(new byte[0], true);
		}
		if (!codings.isEmpty()) {
			assertThat(codings).containsExactly("chunked");
			assertThat(lengths).isEmpty();
			return chunked(response);
		}
		if (!lengths.isEmpty()) {
			assertThat(lengths.stream().distinct()).hasSize(1);
			long length = Long.parseLong(lengths.get(0));
			byte[] body = take(length);
			return response.with(body, body.length == length);
		}
		return response.with(take(Long.MAX_VALUE), this.orderly);
	}

	private RawResponse chunked(RawResponse response) {
		byte[] body = new byte[0];
		String size = line();
		while (size != null && !size.equals("0")) {
			assertThat(size).matches("[1-9a-fA-F][0-9a-fA-F]*");
			byte[] chunk = take(Integer.parseInt(size, 16));
			int end = body.length;
			body = Arrays.copyOf(body, end + chunk.length);
			System.arraycopy(chunk, 0, body, end, chunk.length);
			size = "".equals(line()) ? line() : null;
		}
		return response.with(body, size != null && "".equals(line()));
	}

	private byte[] take(long size) {
		int end = (int) Math.min(this.bytes.length, this.position + Math.min(size, this.bytes.length));
		byte[] taken = Arrays.copyOfRange(this.bytes, this.position, end);
		this.position = end;
		return taken;
	}

	// What comes before the next CRLF, or null if there is none.
	private String line() {
		for (int i = this.position; i + 1 < this.bytes.length; i++) {
			if (this.bytes[i] == '\r' && this.bytes[i + 1] == '\n') {
				String line = new String(this.bytes, this.position, i - this.position, StandardCharsets.ISO_8859_1);
				this.position = i + 2;
				return line;
			}
		}
		this.position = this.bytes.length;
		return null;
	}

}
