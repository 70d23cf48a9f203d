package io.github.wsgi4j.container.response;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.container.server.ServerConnection;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.SynchronousSink;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Hands the blocks of a body from the thread of the application to the connection, and
 * tells the application to wait while the connection is behind. Blocks that are there
 * together are flushed together; none waits for another.
 */
final class BodyPublisher implements Publisher<Publisher<DataBuffer>>, Subscription {

	/** The size that a small block counts for, so that few of them wait as well. */
	private static final int LEAST = 8 * 1024;

	/** The bytes after which the connection is asked again whether it is writable. */
	private static final int GROUP = 64 * 1024;

	private final ServerConnection connection;

	private final int limit;

	private final Runnable whenRoom;

	private final Runnable whenCancelled;

	private final Queue<DataBuffer> blocks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger work = new AtomicInteger();

	private final AtomicLong requested = new AtomicLong();

	private volatile @Nullable Subscriber<? super Publisher<DataBuffer>> subscriber;

	private volatile @Nullable Throwable failure;

	/** The bytes that wait when there is said to be room again. */
	private volatile int enough;

	private volatile boolean ended;

	private volatile boolean cancelled;

	private boolean terminated;

	/**
	 * Creates a publisher.
	 * @param connection the connection
	 * @param limit the bytes that wait for the connection before the application does
	 * @param whenRoom is called when there is room again
	 * @param whenCancelled is called when the connection is lost
	 */
	BodyPublisher(ServerConnection connection, int limit, Runnable whenRoom, Runnable whenCancelled) {
		this.connection = connection;
		this.limit = limit;
		this.whenRoom = whenRoom;
		this.whenCancelled = whenCancelled;
	}

	/**
	 * Whether the application may go on.
	 */
	boolean hasRoom() {
		return this.waiting.get() < this.limit;
	}

	/**
	 * Takes a block over.
	 */
	void offer(DataBuffer block) {
		// Seldom for a thread other than this loop's: to wake it up costs what sending a
		// block does, and what the connection has taken lasts meanwhile.
		this.enough = this.connection.isHere() ? this.limit - 1 : 0;
		this.waiting.addAndGet(weight(block));
		this.blocks.add(block);
		drain();
	}

	/**
	 * Ends the body behind the last block.
	 */
	void complete() {
		this.ended = true;
		drain();
	}

	/**
	 * Breaks the connection behind the last block.
	 */
	void fail(Throwable failure) {
		this.failure = failure;
		complete();
	}

	@Override
	public void subscribe(Subscriber<? super Publisher<DataBuffer>> subscriber) {
		this.connection.open(this::drain);
		subscriber.onSubscribe(this);
		this.subscriber = subscriber;
		drain();
	}

	@Override
	public void request(long n) {
		this.requested.accumulateAndGet(n, Operators::addCap);
		drain();
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		drain();
	}

	boolean isCancelled() {
		return this.cancelled;
	}

	private void drain() {
		if (this.work.getAndIncrement() == 0) {
			this.connection.execute(this::drainLoop);
		}
	}

	private void drainLoop() {
		int missed = 1;
		do {
			if (this.cancelled) {
				abandon();
			}
			else if (!this.terminated) {
				emit();
			}
			missed = this.work.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private void emit() {
		Subscriber<? super Publisher<DataBuffer>> subscriber = this.subscriber;
		while (subscriber != null && !this.cancelled) {
			boolean ended = this.ended;
			boolean empty = this.blocks.isEmpty();
			if (ended && empty) {
				end(subscriber);
				return;
			}
			if (empty || this.requested.get() == 0 || !this.connection.isWritable()) {
				return;
			}
			this.requested.decrementAndGet();
			subscriber.onNext(Flux.generate(() -> 0, this::next));
		}
	}

	// A group takes its blocks when it is subscribed to, so one that never is holds none.
	private int next(int sent, SynchronousSink<DataBuffer> sink) {
		DataBuffer block = (sent < Math.min(GROUP, this.limit)) ? this.blocks.poll() : null;
		if (block == null) {
			sink.complete();
			return sent;
		}
		int size = block.readableByteCount();
		release(weight(block));
		this.connection.passed(size);
		sink.next(block);
		return sent + size;
	}

	private void end(Subscriber<? super Publisher<DataBuffer>> subscriber) {
		Throwable failure = this.failure;
		if (failure != null) {
			// As a group of its own, behind the others: an error beside them overtakes.
			if (this.requested.get() == 0) {
				return;
			}
			subscriber.onNext(Mono.error(failure));
		}
		else {
			this.connection.complete();
		}
		terminate();
		subscriber.onComplete();
	}

	private void terminate() {
		if (!this.terminated) {
			this.terminated = true;
			this.connection.close();
		}
	}

	// Reactor Netty completes a response whose connection is lost: it only tells here.
	private void abandon() {
		boolean lost = !this.terminated;
		terminate();
		discard();
		if (lost) {
			this.whenCancelled.run();
		}
	}

	private void discard() {
		DataBuffer block = this.blocks.poll();
		while (block != null) {
			release(weight(block));
			DataBufferUtils.release(block);
			block = this.blocks.poll();
		}
	}

	private void release(int weight) {
		int before = this.waiting.getAndAdd(-weight);
		int enough = this.enough;
		if (before > enough && before - weight <= enough) {
			this.whenRoom.run();
		}
	}

	private static int weight(DataBuffer block) {
		return Math.max(block.readableByteCount(), LEAST);
	}

}
