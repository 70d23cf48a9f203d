package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import io.github.wsgi4j.fastcgi.protocol.Records;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to a server. It is pushed while the response is read,
 * so that an application may answer while it reads.
 */
abstract class RequestUpload {

	private static final int PIECE = 32 * 1024;

	private volatile @Nullable Consumer<Exception> failed;

	private volatile boolean ended;

	private volatile boolean finished;

	private volatile boolean stopped;

	/**
	 * Begins to write, on the loop of the channel.
	 * @param failed is told if the body cannot be read
	 */
	final void start(Channel channel, Consumer<Exception> failed) {
		this.failed = failed;
		try {
			begin(channel);
		}
		catch (RuntimeException ex) {
			// There is no thread for it.
			fail(ex);
		}
	}

	abstract void begin(Channel channel);

	/**
	 * Goes on, on the loop of the channel, since it may have become writable.
	 */
	abstract void resume(Channel channel);

	/**
	 * Writes no more, since nobody reads it.
	 */
	void stop() {
		this.stopped = true;
	}

	final void fail(Exception failure) {
		Consumer<Exception> failed = this.failed;
		if (failed != null) {
			failed.accept(failure);
		}
	}

	/**
	 * Returns whether a part of the body may have left the memory.
	 */
	final boolean isBegun() {
		return this.failed != null;
	}

	/**
	 * Returns whether the whole body was written, so that nothing of it comes behind the
	 * next request.
	 */
	final boolean isFinished() {
		return this.finished;
	}

	final boolean isOver() {
		return this.stopped || this.ended;
	}

	/**
	 * Reads a piece, and maybe waits for it, and writes it.
	 */
	final void writePiece(InputStream input, Channel channel) throws IOException {
		ByteBuf record = Records.beginInput(channel.alloc(), PIECE);
		try {
			this.ended = record.writeBytes(input, PIECE) < 0;
			Records.endInput(record);
		}
		catch (IOException | RuntimeException ex) {
			record.release();
			throw ex;
		}
		ChannelFuture written = channel.write(record);
		if (this.ended) {
			written.addListener((done) -> this.finished = done.isSuccess());
		}
	}

}
