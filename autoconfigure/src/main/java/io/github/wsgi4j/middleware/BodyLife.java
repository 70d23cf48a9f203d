package io.github.wsgi4j.middleware;

import java.lang.ref.Cleaner;

import org.jspecify.annotations.Nullable;

/**
 * Whether a body is still open. It knows the application's body and not the one that
 * checks it, so that the latter can be collected as garbage, which tells that nobody is
 * going to close it any more.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class BodyLife implements AutoCloseable {

	private static final Cleaner CLEANER = Cleaner.create();

	private final Conversation conversation;

	private final Checks checks;

	private final @Nullable AutoCloseable body;

	private volatile boolean closed;

	private Cleaner.@Nullable Cleanable watch;

	BodyLife(Object body, Conversation conversation) {
		this.body = (body instanceof AutoCloseable closeable) ? closeable : null;
		this.conversation = conversation;
		this.checks = conversation.checks();
	}

	Conversation conversation() {
		return this.conversation;
	}

	/**
	 * Notices that a body is gone without having been closed.
	 */
	<T> T watch(T checked) {
		if (this.body != null) {
			this.watch = CLEANER.register(checked, this::gone);
		}
		return checked;
	}

	void checkOpen() {
		this.checks.check(Rule.BODY_READ_AFTER_CLOSE, !this.closed, () -> "a block was asked for after close()");
	}

	@Override
	public void close() throws Exception {
		checkClose();
		if (this.body != null) {
			this.body.close();
		}
	}

	/**
	 * Notes that a body closes itself.
	 */
	void closing() {
		checkClose();
	}

	private void checkClose() {
		boolean before = this.closed;
		this.closed = true;
		this.conversation.closing();
		if (this.watch != null) {
			this.watch.clean();
		}
		this.checks.check(Rule.BODY_CLOSED_ONCE, this.body == null || !before, () -> "close() was called again");
	}

	private void gone() {
		if (!this.closed) {
			this.checks.foundLate(Rule.BODY_CLOSED, "a " + Latin1Text.type(this.body) + " was not closed");
		}
	}

}
