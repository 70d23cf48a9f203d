package io.github.wsgi4j.autoconfigure.diagnostics;

/**
 * Thrown when the starter runs on a Spring Boot version that it was not built for.
 */
final class SpringBootLineException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String line;

	SpringBootLineException(String version, String line) {
		super("This version of the WSGI starter is built for Spring Boot " + line + ", but this is Spring Boot "
				+ version + ".");
		this.line = line;
	}

	String getLine() {
		return this.line;
	}

}
