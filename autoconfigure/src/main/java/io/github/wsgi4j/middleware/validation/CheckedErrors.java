package io.github.wsgi4j.middleware.validation;

import java.io.PrintWriter;

/**
 * An error stream that checks how it is used.
 */
final class CheckedErrors extends PrintWriter {

	private final PrintWriter errors;

	private final Checks checks;

	CheckedErrors(PrintWriter errors, Checks checks) {
		super(errors);
		this.errors = errors;
		this.checks = checks;
	}

	@Override
	public void write(int c) {
		this.errors.write(c);
	}

	@Override
	public void write(char[] text) {
		checkText(text);
		this.errors.write(text);
	}

	@Override
	public void write(char[] text, int offset, int length) {
		checkText(text);
		this.errors.write(text, offset, length);
	}

	@Override
	public void write(String text) {
		checkText(text);
		this.errors.write(text);
	}

	@Override
	public void write(String text, int offset, int length) {
		checkText(text);
		this.errors.write(text, offset, length);
	}

	@Override
	public void println() {
		this.errors.println();
	}

	@Override
	public void flush() {
		this.errors.flush();
	}

	@Override
	public boolean checkError() {
		return this.errors.checkError();
	}

	@Override
	public void close() {
		this.checks.check(Rule.ERRORS_CLOSE, false, () -> "close() was called");
		this.errors.close();
	}

	private void checkText(Object text) {
		this.checks.check(Rule.ERRORS_TEXT, text != null, () -> "null was written");
	}

}
