package io.github.wsgi4j.middleware.validation;

import java.util.Map;

import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.http.StatusLine;

/**
 * The state of one call of an application.
 */
final class Conversation {

	private final Checks checks;

	private final boolean head;

	private boolean started;

	private boolean sent;

	private boolean asked;

	private boolean closing;

	private long contentLength = -1;

	private long written;

	Conversation(Map<String, Object> environ, Checks checks) {
		this.checks = checks;
		this.head = environ != null && Methods.isHead(environ);
	}

	Checks checks() {
		return this.checks;
	}

	/**
	 * Whether the headers have been sent, as far as the application can know.
	 */
	boolean isSent() {
		return this.sent;
	}

	/**
	 * The response was started. One that has no content declares the length of another.
	 */
	void started(int code, long contentLength) {
		this.started = true;
		this.contentLength = (this.head || StatusLine.WITHOUT_BODY.contains(code)) ? -1 : contentLength;
	}

	void checkWrite(byte[] block) {
		this.sent = true;
		this.checks.check(Rule.WRITE_TIME, !this.asked || (block != null && block.length == 0),
				() -> "write() was called after that");
		if (this.checks.check(Rule.WRITE_BLOCK, block != null, () -> "null was written")) {
			this.written += block.length;
			checkNotTooLong(0);
		}
	}

	/**
	 * Whether the server has closed the body, or does so now.
	 */
	boolean isClosing() {
		return this.closing;
	}

	/**
	 * The server closes the body.
	 */
	void closing() {
		this.closing = true;
	}

	/**
	 * A block of the body is asked for.
	 */
	void asked() {
		this.asked = true;
	}

	/**
	 * The body has given a block.
	 * @param count how many bytes its blocks have, this one among them
	 */
	void given(byte[] block, long count) {
		checkStarted();
		checkNotTooLong(count);
		this.sent |= block.length > 0;
	}

	/**
	 * The body has given its last block.
	 * @param count how many bytes its blocks have
	 */
	void ended(long count) {
		checkStarted();
		this.checks.check(Rule.BODY_TOO_SHORT, this.written + count >= this.contentLength, () -> sizes(count));
	}

	/**
	 * The whole body is known before it is sent.
	 */
	void known(long count) {
		checkNotTooLong(count);
		ended(count);
	}

	private void checkStarted() {
		this.checks.check(Rule.BODY_STARTED, this.started, () -> "start_response has not been called");
	}

	private void checkNotTooLong(long count) {
		this.checks.check(Rule.BODY_TOO_LONG, this.contentLength < 0 || this.written + count <= this.contentLength,
				() -> sizes(count));
	}

	private String sizes(long count) {
		return "the Content-Length is " + this.contentLength + ", and there are " + (this.written + count) + " bytes";
	}

}
