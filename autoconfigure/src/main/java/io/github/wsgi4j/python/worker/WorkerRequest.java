package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.gateway.PublishedResponse;
import io.github.wsgi4j.python.protocol.Frame;
import io.github.wsgi4j.python.protocol.FrameType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a process, and the blocks of its response. Frames come
 * on the event loop of the slot's connection, the demand for blocks from wherever the
 * body is iterated.
 */
public final class WorkerRequest extends PublishedResponse {

	/** The time that a client has to show that it keeps up. */
	private static final long PATIENCE_MILLIS = 10;

	private static final long MOST_PATIENCE_MILLIS = 640;

	private static final int PIECE = 256 * 1024;

	/** Sends the head that an application has sent by writing nothing. */
	private static final byte[] NOTHING = {};

	private final SlotPool pool;

	private final ByteBuf frame;

	private final InputStream input;

	private final @Nullable Consumer<Runnable> scope;

	private final @Nullable ServerTiming timing;

	private final ResponseSpool spool;

	private volatile IntConsumer pulls = this::feed;

	private volatile boolean streamed;

	private volatile @Nullable Throwable cut;

	private @Nullable SlotConnection slot;

	private @Nullable WorkerHead head;

	private @Nullable WorkerFile file;

	private long remaining = -1;

	private boolean paused;

	private boolean watched;

	private boolean left;

	private boolean written;

	/**
	 * Creates a request.
	 * @param pool where the process comes from
	 * @param frame the request, in memory of the heap that needs no release
	 * @param input the body, as far as it is not in the frame
	 * @param space where a response that its client is slow to take may wait
	 * @param scope runs what logs for the request, or {@code null} for nothing special
	 * @param timing takes the times of the request, or {@code null}
	 */
	public WorkerRequest(SlotPool pool, ByteBuf frame, InputStream input, SpoolSpace space,
			@Nullable Consumer<Runnable> scope, @Nullable ServerTiming timing) {
		this.pool = pool;
		this.frame = frame;
		this.input = input;
		this.scope = scope;
		this.timing = timing;
		this.spool = new ResponseSpool(space);
	}

	/**
	 * Lets another thread read the body, which then calls {@link #feed}.
	 */
	void onPull(IntConsumer pulls) {
		this.pulls = pulls;
		this.streamed = true;
	}

	@Override
	protected void begin() {
		if (this.timing != null) {
			this.timing.asked();
		}
		this.pool.acquire(this);
	}

	/**
	 * Gives the route, the status and the headers on, on the thread that iterates the
	 * body.
	 */
	public void begin(Map<String, Object> environ, StartResponse startResponse) {
		WorkerHead head = head();
		if (head != null) {
			if (head.route() != null) {
				// Java may have mounted the application below its own mount.
				environ.merge(Environ.PATTERN, head.route(), WorkerRequest::below);
			}
			Write write = startResponse.call(head.status(),
					(this.timing != null) ? this.timing.addTo(head.headers()) : head.headers());
			if (isWritten()) {
				send(write);
			}
		}
	}

	private static void send(Write write) {
		try {
			write.call(NOTHING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Object below(Object mount, Object route) {
		return (mount instanceof String pattern && pattern.endsWith("/**"))
				? pattern.substring(0, pattern.length() - 3) + route : route;
	}

	private synchronized boolean isWritten() {
		return this.written;
	}

	private synchronized @Nullable WorkerHead head() {
		return this.head;
	}

	/**
	 * Whether the process has had all that it needs for a response, and has not begun
	 * one.
	 */
	boolean isLate() {
		return !this.streamed && head() == null;
	}

	void noteScope(LogScopes scopes, int number) {
		if (this.scope != null) {
			scopes.add(Integer.toString(number), this.scope);
		}
	}

	ByteBuf frame() {
		return this.frame;
	}

	/**
	 * Takes note of the slot that the request runs on.
	 * @return whether it still shall
	 */
	synchronized boolean run(SlotConnection slot) {
		if (!isDone()) {
			this.slot = slot;
			if (this.timing != null) {
				this.timing.sent();
			}
		}
		return !isDone();
	}

	/**
	 * Whether somebody still waits for a response.
	 */
	synchronized boolean isWanted() {
		return !isDone();
	}

	void receive(Frame frame) {
		switch (frame.type()) {
			case HEAD -> change(() -> head(WorkerHead.read(frame.content())));
			case BLOCK -> block(ByteBufUtil.getBytes(frame.content()));
			case PULL -> this.pulls.accept(frame.content().readInt());
			case END -> end(null);
			default -> throw new IllegalStateException("Unexpected frame in a response: " + frame.type());
		}
	}

	private void head(WorkerHead head) {
		this.head = head;
		if (this.timing != null) {
			this.timing.answered();
		}
		this.remaining = head.contentLength();
		if (head.isWhole() || this.remaining == 0) {
			finish(null);
		}
	}

	private void block(byte[] block) {
		change(() -> {
			if (isEnded() || isDone()) {
				return;
			}
			this.written |= block.length == 0;
			this.spool.add(block);
			if (this.remaining > 0) {
				this.remaining -= block.length;
				if (this.remaining <= 0) {
					finish(null);
				}
			}
		});
		// What the client has taken at once is not waiting.
		synchronized (this) {
			pace();
			watch(PATIENCE_MILLIS);
		}
	}

	/**
	 * Takes a file for the rest of the body, which the process gives no blocks of then.
	 */
	void file(WorkerFile file) {
		change(() -> {
			if (isEnded() || isDone()) {
				file.close();
			}
			else {
				this.file = file;
			}
		});
	}

	// A process that is at the end may come to its next request.
	private void pace() {
		SlotConnection slot = this.slot;
		boolean paused = !isEnded() && !isDone() && this.spool.isFull();
		if (slot != null && paused != this.paused) {
			this.paused = paused;
			slot.setReading(!paused);
		}
	}

	private void watch(long millis) {
		SlotConnection slot = this.slot;
		if (slot != null && !this.watched && !isDone() && (this.paused || this.spool.isOver())) {
			this.watched = true;
			long mark = this.spool.mark();
			slot.later(() -> settle(mark, millis), millis);
		}
	}

	// Tries again where there was no space.
	private synchronized void settle(long mark, long millis) {
		this.watched = false;
		boolean keepsUp = this.spool.keepsUp(mark);
		if (!keepsUp) {
			this.spool.settle();
		}
		pace();
		watch(keepsUp ? PATIENCE_MILLIS : Math.min(2 * millis, MOST_PATIENCE_MILLIS));
	}

	/**
	 * Takes note that the process has come to the end of the body.
	 * @param failure why that is not the end of the response, or {@code null}
	 * @return whether the response had been whole before
	 */
	boolean end(@Nullable RuntimeException failure) {
		boolean whole;
		synchronized (this) {
			this.left = true;
			whole = finish(failure);
			pace();
		}
		deliver();
		return whole;
	}

	/**
	 * Reads a part of the body for the process.
	 */
	void feed(int most) {
		SlotConnection slot = slot();
		if (slot == null) {
			return;
		}
		int wanted = Math.min(most, PIECE);
		// Of the heap: an input stream reads into an array, whatever the buffer.
		ByteBuf data = Frame.beginHeap(slot.allocator(), FrameType.DATA, wanted);
		try {
			data.writeBytes(this.input, wanted);
			slot.send(Frame.end(data));
		}
		catch (IOException | RuntimeException | Error ex) {
			data.release();
			this.cut = ex;
			cut(slot, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Why the process could not read the body any further, or {@code null} if it could:
	 * the fault of the client, which has an answer of its own unless the application has
	 * given one.
	 */
	@Nullable Throwable cut() {
		return this.cut;
	}

	/**
	 * Refuses the process a part of the body.
	 */
	void refuse() {
		SlotConnection slot = slot();
		if (slot != null) {
			cut(slot, "The request has ended");
		}
	}

	private static void cut(SlotConnection slot, String reason) {
		slot.send(Frame.text(slot.allocator(), FrameType.CUT, reason));
	}

	private synchronized @Nullable SlotConnection slot() {
		return this.slot;
	}

	@Override
	protected void discard() {
		this.spool.close();
		if (this.file != null) {
			this.file.close();
			this.file = null;
		}
	}

	@Override
	protected void abandon() {
		SlotConnection running;
		synchronized (this) {
			running = this.slot;
			if (running != null && this.left) {
				return;
			}
		}
		if (running != null) {
			running.abandon(this);
		}
		// It may wait for another one.
		this.pool.cancel(this);
	}

	private void change(Runnable change) {
		synchronized (this) {
			change.run();
		}
		deliver();
	}

	@Override
	protected byte @Nullable [] next() {
		byte[] block = null;
		try {
			block = this.spool.poll();
			if (block != null) {
				pace();
				return block;
			}
			if (this.file != null) {
				block = this.file.read();
			}
		}
		catch (IOException ex) {
			fail(new UncheckedIOException(ex));
		}
		WorkerFile file = this.file;
		if (file == null) {
			return null;
		}
		if (block == null) {
			file.close();
			this.file = null;
		}
		return block;
	}

	@Override
	protected boolean isTaken() {
		return this.spool.isEmpty() && (this.file == null || hasFailed());
	}

}
