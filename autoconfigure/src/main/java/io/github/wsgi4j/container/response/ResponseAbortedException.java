package io.github.wsgi4j.container.response;

/**
 * Says that a response ends before its body does. The reason has been logged; it is no
 * cause of this exception, so that an application's own lost connection is not taken for
 * that of the client.
 */
final class ResponseAbortedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ResponseAbortedException(String message) {
		super(message, null, false, false);
	}

}
