package io.github.wsgi4j.container.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.http.body.SpooledBytes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A gathered body: in memory while it is small, in a temporary file once it is not. The
 * file has no name in the file system by the time that it is filled, so nothing is left
 * behind.
 */
final class Spool implements RequestBody {

	/** The most bytes that are written to the file at a time. */
	private static final int BATCH = 128 * 1024;

	/** The size that a small buffer counts for, so that few of them are held as well. */
	private static final int LEAST = 8 * 1024;

	private final int memorySize;

	private final long maxSize;

	private final SpooledBytes content;

	private List<DataBuffer> batch = new ArrayList<>();

	private int batchSize;

	private CompletableFuture<@Nullable Void> written = CompletableFuture.completedFuture(null);

	private long length;

	private boolean closed;

	Spool(int memorySize, long maxSize) {
		this.memorySize = memorySize;
		this.content = new SpooledBytes(memorySize, ".body");
		this.maxSize = maxSize;
	}

	/**
	 * Takes a buffer over; completes when there is room for the next one. One batch is
	 * gathered while another is written.
	 */
	Mono<Void> append(DataBuffer buffer) {
		this.length += buffer.readableByteCount();
		if (this.length > this.maxSize) {
			DataBufferUtils.release(buffer);
			return Mono.error(new RequestBodyTooLargeException(this.maxSize));
		}
		if (this.length <= this.memorySize) {
			return remember(buffer);
		}
		if (!hold(buffer)) {
			DataBufferUtils.release(buffer);
			return Mono.error(new ClosedChannelException());
		}
		CompletableFuture<@Nullable Void> before = this.written;
		return spill(BATCH) ? Mono.fromFuture(before, true) : Mono.empty();
	}

	private Mono<Void> remember(DataBuffer buffer) {
		try {
			write(buffer);
			return Mono.empty();
		}
		catch (IOException ex) {
			return Mono.error(ex);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private synchronized boolean hold(DataBuffer buffer) {
		if (this.closed) {
			return false;
		}
		this.batch.add(buffer);
		this.batchSize += Math.max(buffer.readableByteCount(), LEAST);
		return true;
	}

	/**
	 * Ends the gathering; completes when all is written.
	 */
	Mono<Void> finish() {
		spill(1);
		return Mono.fromFuture(this.written, true);
	}

	private synchronized boolean spill(int least) {
		if (this.batchSize < least) {
			return false;
		}
		this.written = this.written.whenCompleteAsync((nothing, failure) -> writeBatch(),
				Schedulers.boundedElastic()::schedule);
		return true;
	}

	private void writeBatch() {
		List<DataBuffer> batch = takeBatch();
		try {
			for (DataBuffer buffer : batch) {
				write(buffer);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			batch.forEach(DataBufferUtils::release);
		}
	}

	private synchronized List<DataBuffer> takeBatch() {
		List<DataBuffer> taken = this.batch;
		this.batch = new ArrayList<>();
		this.batchSize = 0;
		return taken;
	}

	private void write(DataBuffer buffer) throws IOException {
		try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
			while (parts.hasNext()) {
				this.content.write(parts.next());
			}
		}
	}

	@Override
	public InputStream stream() {
		return this.content.stream();
	}

	@Override
	public long length() {
		return this.length;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		takeBatch().forEach(DataBufferUtils::release);
		try {
			this.content.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
