package io.github.wsgi4j.test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.PublishedBlocks;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * One call of an application, from {@code call()} to {@code close()}, with what a client
 * gets of it.
 */
final class Exchange implements StartResponse {

	private final Map<String, Object> environ;

	private final boolean head;

	private final int most;

	private final long begin = System.nanoTime();

	private final List<byte[]> blocks = new ArrayList<>();

	private final List<Duration> arrivals = new ArrayList<>();

	private @Nullable ResponseHead started;

	private @Nullable List<Header> sent;

	private long length = -1;

	private long remaining = Long.MAX_VALUE;

	private boolean full;

	private boolean excessive;

	private boolean over;

	private boolean ended;

	private boolean closeable;

	/**
	 * Begins an exchange.
	 * @param most the number of blocks after which the client goes away
	 */
	Exchange(Map<String, Object> environ, int most) {
		this.environ = environ;
		this.head = Methods.isHead(environ);
		this.most = most;
	}

	/**
	 * Calls an application.
	 * @param validation stands before the application, and goes unnoticed
	 */
	WsgiResponse run(Application application, Middleware validation) {
		Iterable<byte[]> body = null;
		Throwable failure = null;
		try {
			body = required(validation.wrap(noting(application)).call(this.environ, this),
					"The application returned null instead of a body");
			take(body);
		}
		catch (Throwable ex) {
			// What an application does about a client that has gone away concerns nobody.
			failure = (isGone() && !Validation.isVerdict(ex)) ? null : ex;
		}
		this.over = true;
		if (body instanceof AutoCloseable closeable) {
			failure = close(closeable, failure);
		}
		if (failure != null && Validation.isVerdict(failure)) {
			Exchange.<RuntimeException>raise(failure);
		}
		String status = (this.started != null && this.sent != null) ? this.started.status().toString() : null;
		return new WsgiResponse(this.environ, status, (this.sent != null) ? this.sent : List.of(), this.blocks,
				this.arrivals, new Outcome(failure, this.ended, this.excessive, this.closeable ? 1 : 0));
	}

	// A body that is checked can always be closed.
	private Application noting(Application application) {
		return (environ, start) -> {
			Iterable<byte[]> body = application.call(environ, start);
			this.closeable = body instanceof AutoCloseable;
			return body;
		};
	}

	@Override
	public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
		if (this.sent != null || this.over) {
			if (excInfo != null) {
				Exchange.<RuntimeException>raise(excInfo);
			}
			throw new IllegalStateException("start_response was called after the headers had been sent");
		}
		this.started = ResponseHead.parse(status, headers);
		return this::write;
	}

	private void write(byte[] block) throws IOException {
		if (this.over) {
			throw new IOException("The request has ended");
		}
		if (isGone()) {
			throw new IOException("The client has disconnected");
		}
		send(block, -1);
	}

	private void take(Iterable<byte[]> body) {
		long length = -1;
		if (this.sent == null) {
			length = length(body);
			if (length >= 0 && forbidsBody(start())) {
				commit((length > 0 || body instanceof FileBody) ? length : -1);
				this.ended = true;
				return;
			}
		}
		var iterator = required(body.iterator(), "The application's body returned null instead of an iterator");
		while (!this.full && !isGone() && iterator.hasNext()) {
			byte[] block = required(iterator.next(), "The application's body contains a null block");
			if (block.length > 0) {
				send(block, isWhole(iterator) ? block.length : length);
			}
		}
		end();
	}

	// One block and its end at once are a body in memory.
	private static boolean isWhole(Iterator<byte[]> blocks) {
		return blocks instanceof PublishedBlocks published && published.isComplete() && !published.hasNext();
	}

	private static long length(Iterable<byte[]> body) {
		if (body instanceof FileBody file) {
			return file.count();
		}
		if (!(body instanceof Collection<byte[]> collection)) {
			return -1;
		}
		long length = 0;
		for (byte[] block : collection) {
			length += required(block, "The application's body contains a null block").length;
		}
		return length;
	}

	private void send(byte[] block, long knownLength) {
		ResponseHead head = commit(knownLength);
		int size = (int) Math.min(block.length, this.remaining);
		if (forbidsBody(head)) {
			this.full = true;
			return;
		}
		this.excessive |= (size < block.length);
		this.full |= this.excessive;
		if (size > 0) {
			this.blocks.add(Arrays.copyOf(block, size));
			this.arrivals.add(Duration.ofNanos(System.nanoTime() - this.begin));
			this.remaining -= size;
		}
	}

	private void end() {
		ResponseHead head = start();
		boolean empty = this.sent == null && head.contentLength() <= 0 && !forbidsBody(head);
		commit(empty ? 0 : -1);
		this.ended = !isGone() && (forbidsBody(head) || this.length < 0 || this.remaining == 0);
	}

	private ResponseHead commit(long knownLength) {
		ResponseHead head = start();
		if (this.sent == null) {
			this.sent = sent(head, knownLength);
			this.length = (head.contentLength() >= 0) ? head.contentLength() : knownLength;
			this.remaining = (this.length >= 0) ? this.length : Long.MAX_VALUE;
		}
		return head;
	}

	private boolean forbidsBody(ResponseHead head) {
		return this.head || head.status().forbidsBody();
	}

	// As a server sends them, with the length of the body where it is known or needed.
	private static List<Header> sent(ResponseHead head, long length) {
		List<Header> sent = new ArrayList<>(head.headers());
		int code = head.status().code();
		if (code == 205 || code == 204) {
			sent.removeIf((header) -> header.name().equalsIgnoreCase("Content-Length"));
		}
		if (code == 205 || (code != 204 && head.contentLength() < 0 && length >= 0)) {
			sent.add(Header.of("Content-Length", Long.toString((code == 205) ? 0 : length)));
		}
		return List.copyOf(sent);
	}

	private ResponseHead start() {
		return required(this.started, "The application has not called start_response");
	}

	private boolean isGone() {
		return this.blocks.size() >= this.most;
	}

	private static @Nullable Throwable close(AutoCloseable body, @Nullable Throwable failure) {
		try {
			body.close();
			return failure;
		}
		catch (Throwable ex) {
			if (failure == null) {
				return ex;
			}
			if (!failure.equals(ex)) {
				failure.addSuppressed(ex);
			}
			return failure;
		}
	}

	private static <T> T required(@Nullable T value, String message) {
		if (value == null) {
			throw new IllegalStateException(message);
		}
		return value;
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void raise(Throwable ex) throws T {
		throw (T) ex;
	}

	/**
	 * The end of a call.
	 *
	 * @param failure the exception of the application, or {@code null}
	 * @param ended whether the client got all that it was to get
	 * @param excessive whether there was more than the {@code Content-Length} says
	 * @param closed how often the body was closed
	 */
	record Outcome(@Nullable Throwable failure, boolean ended, boolean excessive, int closed) {

	}

}
