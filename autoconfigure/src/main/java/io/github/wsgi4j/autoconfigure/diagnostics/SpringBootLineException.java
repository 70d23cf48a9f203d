package io.github.wsgi4j.autoconfigure.diagnostics;

/**
 * The starter runs under a line of Spring Boot that it was not built for.
 */
final class SpringBootLineException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String line;

	SpringBootLineException(String version, String line) {
		super("This version of the WSGI starter is built for Spring Boot " + line + ", and this is Spring Boot "
				+ version + ".");
		this.line = line;
	}

	String getLine() {
		return this.line;
	}

}
