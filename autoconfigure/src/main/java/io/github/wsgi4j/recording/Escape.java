package io.github.wsgi4j.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.github.wsgi4j.http.Percent;

/**
 * Bytes as one line of printable ASCII, in which text stays readable.
 */
final class Escape {

	private Escape() {
	}

	static String line(byte[] bytes) {
		StringBuilder line = new StringBuilder(bytes.length);
		for (byte octet : bytes) {
			switch (octet) {
				case '\\' -> line.append("\\\\");
				case '\n' -> line.append("\\n");
				case '\r' -> line.append("\\r");
				case '\t' -> line.append("\\t");
				default -> {
					if (octet >= 0x20 && octet != 0x7F) {
						line.append((char) octet);
					}
					else {
						Percent.appendHex(line.append("\\x"), octet);
					}
				}
			}
		}
		return line.toString();
	}

	/**
	 * The same of a text whose characters are bytes, as those of an environ are.
	 */
	static String line(String latin1) {
		return line(latin1.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * The bytes of a line.
	 * @throws IllegalArgumentException if an escape is malformed
	 */
	static byte[] bytes(String line) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length());
		int i = 0;
		while (i < line.length()) {
			char c = line.charAt(i++);
			if (c != '\\') {
				bytes.write(c);
				continue;
			}
			char escape = (i < line.length()) ? line.charAt(i++) : ' ';
			switch (escape) {
				case '\\' -> bytes.write('\\');
				case 'n' -> bytes.write('\n');
				case 'r' -> bytes.write('\r');
				case 't' -> bytes.write('\t');
				case 'x' -> {
					bytes.write(HexFormat.fromHexDigits(line, i, i + 2));
					i += 2;
				}
				default -> throw new IllegalArgumentException("There is no escape \\" + escape);
			}
		}
		return bytes.toByteArray();
	}

	static String text(String line) {
		return new String(bytes(line), StandardCharsets.ISO_8859_1);
	}

}
