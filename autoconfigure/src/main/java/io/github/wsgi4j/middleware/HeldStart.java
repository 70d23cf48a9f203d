package io.github.wsgi4j.middleware;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the head of a response until the body is known that it belongs to, so that a
 * middleware can decide by both. It cannot be kept from a {@code write()}, nor where the
 * application starts its response as late as in the iteration: then it goes on as that of
 * a stream.
 */
public final class HeldStart implements StartResponse {

	private final StartResponse server;

	private final UnaryOperator<HeldHead> streamed;

	private @Nullable HeldHead head;

	private @Nullable Write write;

	private boolean released;

	/**
	 * Creates one for a call.
	 * @param streamed changes the head of a response whose body is not known
	 */
	public HeldStart(StartResponse server, UnaryOperator<HeldHead> streamed) {
		this.server = server;
		this.streamed = streamed;
	}

	@Override
	public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
		List<Header> copy = StreamSupport.stream(headers.spliterator(), false).toList();
		HeldHead head = new HeldHead(status, copy, excInfo);
		if (this.released) {
			send(this.streamed.apply(head));
		}
		else {
			this.head = head;
		}
		return this::write;
	}

	public boolean isStarted() {
		return this.head != null;
	}

	/**
	 * Hands on the head if there is one yet. From now on none is kept.
	 * @param change changes it, now that the body is known
	 */
	public void release(UnaryOperator<HeldHead> change) {
		HeldHead head = this.head;
		boolean first = !this.released;
		this.released = true;
		if (first && head != null) {
			send(change.apply(head));
		}
	}

	private void send(HeldHead head) {
		this.write = this.server.call(head.status(), head.headers(), head.excInfo());
	}

	private void write(byte[] block) throws IOException {
		release(this.streamed);
		Write write = this.write;
		if (write == null) {
			throw new IllegalStateException("The response could not be started");
		}
		write.call(block);
	}

}
