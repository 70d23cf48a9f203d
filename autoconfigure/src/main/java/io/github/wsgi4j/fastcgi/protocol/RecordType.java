package io.github.wsgi4j.fastcgi.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The types of records: the FastCGI specification, section 8.
 */
public enum RecordType {

	BEGIN_REQUEST(1),

	ABORT_REQUEST(2),

	END_REQUEST(3),

	PARAMS(4),

	STDIN(5),

	STDOUT(6),

	STDERR(7);

	private final byte code;

	RecordType(int code) {
		this.code = (byte) code;
	}

	byte code() {
		return this.code;
	}

	/**
	 * Returns the type of a record that a server may send in a request.
	 */
	static @Nullable RecordType ofServer(byte code) {
		return switch (code) {
			case 3 -> END_REQUEST;
			case 6 -> STDOUT;
			case 7 -> STDERR;
			default -> null;
		};
	}

}
