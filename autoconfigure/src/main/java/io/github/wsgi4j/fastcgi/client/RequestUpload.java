package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.wsgi4j.fastcgi.protocol.Records;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to a server. It is pushed while the response is read,
 * so that an application may answer while it reads, and as fast as the server takes it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class RequestUpload {

	private static final int PIECE = 32 * 1024;

	private final InputStream input;

	private final @Nullable Executor threads;

	/** The times that there was room since the last look, of which one writes. */
	private final AtomicInteger work = new AtomicInteger();

	private volatile @Nullable Consumer<Throwable> failed;

	private volatile boolean ended;

	private volatile boolean finished;

	private volatile boolean stopped;

	/**
	 * Creates an upload.
	 * @param threads runs each task on a thread of its own, where it may wait for a body
	 * that is still arriving, or {@code null} for a body that is here, in memory or in a
	 * file, and is read on the event loop
	 */
	RequestUpload(InputStream input, @Nullable Executor threads) {
		this.input = input;
		this.threads = threads;
	}

	/**
	 * Begins to write, on the loop of the channel.
	 * @param failed is told if the body cannot be read
	 */
	void start(Channel channel, Consumer<Throwable> failed) {
		this.failed = failed;
		resume(channel);
	}

	/**
	 * Goes on, on the loop of the channel, since it may have become writable.
	 */
	void resume(Channel channel) {
		if (!isBegun() || isOver() || this.work.getAndIncrement() != 0) {
			return;
		}
		if (this.threads == null) {
			write(channel, 1);
			return;
		}
		try {
			this.threads.execute(() -> write(channel, 1));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			fail(new GatewayException(503, "No thread is free for the body of the request: " + ex));
		}
	}

	private void write(Channel channel, int seen) {
		int missed = seen;
		try {
			do {
				writePieces(channel);
				missed = this.work.addAndGet(-missed);
			}
			while (missed != 0 && this.threads != null);
			if (missed != 0) {
				// A server may take all at once, and others wait for the loop.
				int left = missed;
				channel.eventLoop().execute(() -> write(channel, left));
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			// The end of the request closes the body under the thread that reads it.
			if (!isOver()) {
				fail(ex);
			}
		}
	}

	private void writePieces(Channel channel) throws IOException {
		boolean arriving = this.threads != null;
		while (!isOver() && channel.isWritable()) {
			writePiece(channel);
			if (arriving) {
				channel.flush();
			}
		}
		if (!arriving) {
			channel.flush();
		}
	}

	/**
	 * Reads a piece, and maybe waits for it, and writes it.
	 */
	private void writePiece(Channel channel) throws IOException {
		ByteBuf record = Records.beginInput(channel.alloc(), PIECE);
		try {
			this.ended = record.writeBytes(this.input, PIECE) < 0;
			Records.endInput(record);
		}
		catch (IOException | RuntimeException | Error ex) {
			record.release();
			throw ex;
		}
		ChannelFuture written = channel.write(record);
		if (this.ended) {
			written.addListener((done) -> this.finished = done.isSuccess());
		}
	}

	private void fail(Throwable failure) {
		Consumer<Throwable> failed = this.failed;
		if (failed != null) {
			failed.accept(failure);
		}
	}

	/**
	 * Writes no more, since nobody reads it.
	 */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Returns whether a part of the body may have left the memory.
	 */
	boolean isBegun() {
		return this.failed != null;
	}

	/**
	 * Returns whether the whole body was written, so that nothing of it comes behind the
	 * next request.
	 */
	boolean isFinished() {
		return this.finished;
	}

	boolean isOver() {
		return this.stopped || this.ended;
	}

}
