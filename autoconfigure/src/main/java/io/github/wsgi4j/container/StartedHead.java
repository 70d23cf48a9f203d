package io.github.wsgi4j.container;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * The {@code start_response} of one request: holds the head that was given last, until it
 * is sent.
 */
final class StartedHead implements StartResponse {

	private final boolean strict;

	private final Write write;

	private @Nullable ResponseHead head;

	private volatile boolean sent;

	StartedHead(boolean strict, Write write) {
		this.strict = strict;
		this.write = write;
	}

	@Override
	public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
		if (this.sent) {
			if (excInfo != null) {
				StartedHead.<RuntimeException>raise(excInfo);
			}
			throw new IllegalStateException("start_response was called after the headers had been sent");
		}
		if (this.strict && this.head != null && excInfo == null) {
			throw new IllegalStateException("start_response was called a second time without exc_info");
		}
		this.head = ResponseHead.parse(status, headers);
		return this.write;
	}

	/**
	 * The head to send.
	 * @throws IllegalStateException if the application has not given any
	 */
	ResponseHead get() {
		ResponseHead head = this.head;
		if (head == null) {
			throw new IllegalStateException("The application has not called start_response");
		}
		return head;
	}

	boolean isSent() {
		return this.sent;
	}

	void markSent() {
		this.sent = true;
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void raise(Throwable ex) throws T {
		throw (T) ex;
	}

}
