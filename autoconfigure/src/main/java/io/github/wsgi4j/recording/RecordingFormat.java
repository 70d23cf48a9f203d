package io.github.wsgi4j.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * Recordings as lines of ASCII. The format is described at {@link Recording}.
 */
final class RecordingFormat {

	private static final String FIRST_LINE = "WSGI recording 1";

	private static final Pattern ENDING = Pattern.compile("([0-9]{1,18}) bytes, ([^,]+)(, cut)?");

	private final Map<String, String> variables = new TreeMap<>();

	private final Side request = new Side();

	private final Side response = new Side();

	private RecordingFormat() {
	}

	static byte[] write(Recording recording) {
		return text(recording).getBytes(StandardCharsets.US_ASCII);
	}

	static List<String> lines(Recording recording) {
		return text(recording).lines().toList();
	}

	private static String text(Recording recording) {
		StringBuilder lines = new StringBuilder(FIRST_LINE).append('\n');
		recording.variables()
			.forEach((name,
					value) -> lines.append("@ ").append(name).append('=').append(Escape.line(value)).append('\n'));
		append(lines, '>', recording.request(), recording.requestBody());
		append(lines, '<', recording.response(), recording.responseBody());
		return lines.toString();
	}

	private static void append(StringBuilder lines, char side, @Nullable RecordedHead head, RecordedBody body) {
		if (head != null) {
			lines.append(side).append(' ').append(Escape.line(head.line())).append('\n');
			head.headers()
				.forEach((header) -> lines.append(side)
					.append(' ')
					.append(header.name())
					.append(": ")
					.append(Escape.line(header.value()))
					.append('\n'));
		}
		body.blocks()
			.forEach((block) -> lines.append(side).append(side).append(' ').append(Escape.line(block)).append('\n'));
		lines.append(side)
			.append("= ")
			.append(body.total())
			.append(" bytes, ")
			.append(body.ending())
			.append(body.isCut() ? ", cut" : "")
			.append('\n');
	}

	static Recording read(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
		if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
			throw new IOException(file + " does not begin with the line '" + FIRST_LINE + "'");
		}
		RecordingFormat format = new RecordingFormat();
		for (int i = 1; i < lines.size(); i++) {
			try {
				format.read(lines.get(i));
			}
			catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
				throw new IOException(file + ", line " + (i + 1) + ", is malformed: " + ex.getMessage(), ex);
			}
		}
		RecordedHead request = format.request.head();
		if (request == null || format.request.body == null || format.response.body == null) {
			throw new IOException(file + " is not a complete recording");
		}
		if (!request.line().matches("\\S+ .* \\S+")) {
			throw new IOException(file + " has a malformed request line: " + request.line());
		}
		return new Recording(format.variables, request, format.request.body, format.response.head(),
				format.response.body);
	}

	private void read(String line) {
		int space = line.indexOf(' ');
		String rest = line.substring(space + 1);
		switch ((space < 0) ? line : line.substring(0, space)) {
			case "@" -> {
				int equals = rest.indexOf('=');
				this.variables.put(rest.substring(0, equals), Escape.text(rest.substring(equals + 1)));
			}
			case ">" -> this.request.addHead(rest);
			case ">>" -> this.request.blocks.add(Escape.bytes(rest));
			case ">=" -> this.request.end(rest);
			case "<" -> this.response.addHead(rest);
			case "<<" -> this.response.blocks.add(Escape.bytes(rest));
			case "<=" -> this.response.end(rest);
			case "#", "" -> {
			}
			default -> throw new IllegalArgumentException("there is no line of this kind");
		}
	}

	/**
	 * The head and the body of a request or a response.
	 */
	private static final class Side {

		private @Nullable String line;

		private final List<Header> headers = new ArrayList<>();

		private final List<byte[]> blocks = new ArrayList<>();

		private @Nullable RecordedBody body;

		void addHead(String text) {
			if (this.line == null) {
				this.line = Escape.text(text);
			}
			else {
				int colon = text.indexOf(": ");
				this.headers.add(Header.of(text.substring(0, colon), Escape.text(text.substring(colon + 2))));
			}
		}

		void end(String text) {
			Matcher matcher = ENDING.matcher(text);
			if (!matcher.matches()) {
				throw new IllegalArgumentException("it does not say how many bytes there were");
			}
			this.body = new RecordedBody(List.copyOf(this.blocks), Long.parseLong(matcher.group(1)), matcher.group(2));
		}

		@Nullable RecordedHead head() {
			return (this.line != null) ? new RecordedHead(this.line, List.copyOf(this.headers)) : null;
		}

	}

}
