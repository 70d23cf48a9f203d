package io.github.wsgi4j.middleware.validation;

import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Iterator;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.middleware.Latin1Text;
import org.jspecify.annotations.Nullable;

/**
 * Checks how a body is iterated and closed, and what it gives. It knows the application's
 * body and not the one that the server gets, so that the latter can be garbage-collected,
 * which shows that it will never be closed.
 */
final class CheckedBody implements BodyFilter {

	private static final Cleaner CLEANER = Cleaner.create();

	private final Iterable<byte[]> body;

	private final Conversation conversation;

	private final Checks checks;

	private boolean iterated;

	private volatile boolean closed;

	private Cleaner.@Nullable Cleanable watch;

	private CheckedBody(Iterable<byte[]> body, Conversation conversation) {
		this.body = body;
		this.conversation = conversation;
		this.checks = conversation.checks();
	}

	static Iterable<byte[]> of(Iterable<byte[]> body, Conversation conversation) throws Exception {
		Checks checks = conversation.checks();
		if (!checks.check(Rule.BODY_GIVEN, body != null, () -> "the application returned null")) {
			return body;
		}
		CheckedBody check = new CheckedBody(body, conversation);
		Iterable<byte[]> checked = Body.filter(body, check);
		if (check.isCloseable()) {
			check.watch = CLEANER.register(checked, check::gone);
		}
		return Body.orClose(checked, () -> {
			checks.check(Rule.BODY_TEXT, !(body instanceof CharSequence) && !((Object) body instanceof Path),
					() -> "the body is a " + Latin1Text.type(body));
			if (body instanceof FileBody file) {
				conversation.known(file.count());
			}
			return checked;
		});
	}

	@Override
	@SuppressWarnings("NullAway") // what is null breaks a rule, and goes on to the server
	public Iterator<byte[]> iterate(Iterable<byte[]> body) {
		// Of a body in memory this is the only iteration that a filter sees.
		this.checks.check(Rule.BODY_ITERATED_ONCE, !this.iterated, () -> "iterator() was called a second time");
		this.iterated = true;
		Iterator<?> blocks = body.iterator();
		return this.checks.check(Rule.BODY_ITERATOR, blocks != null, () -> "iterator() returned null")
				? new CheckedBlocks(blocks, this.conversation, this::checkOpen) : null;
	}

	@Override
	public byte[] block(byte[] block) {
		return block;
	}

	@Override
	public void close(AutoCloseable body) throws Exception {
		boolean again = this.closed;
		this.closed = true;
		this.conversation.closing();
		if (this.watch != null) {
			this.watch.clean();
		}
		this.checks.check(Rule.BODY_CLOSED_ONCE, !isCloseable() || !again, () -> "close() was called again");
		body.close();
	}

	private boolean isCloseable() {
		return this.body instanceof AutoCloseable;
	}

	private void checkOpen() {
		this.checks.check(Rule.BODY_READ_AFTER_CLOSE, !this.closed, () -> "a block was requested after close()");
	}

	private void gone() {
		if (!this.closed) {
			this.checks.foundLate(Rule.BODY_CLOSED, "a " + Latin1Text.type(this.body) + " was not closed");
		}
	}

}
