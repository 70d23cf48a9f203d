package io.github.wsgi4j.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A gathered body: in memory while it is small, in a temporary file once it is not. The
 * file has no name in the file system by the time that it is filled, so nothing is left
 * behind.
 */
final class Spool implements RequestBody {

	/** The most bytes that are written to the file at a time. */
	private static final int BATCH = 128 * 1024;

	/** What a small buffer counts for, so that few of them are held as well. */
	private static final int LEAST = 8 * 1024;

	private final int memorySize;

	private final long maxSize;

	private final FastByteArrayOutputStream memory = new FastByteArrayOutputStream();

	private List<DataBuffer> batch = new ArrayList<>();

	private int batchSize;

	private long length;

	private @Nullable FileChannel file;

	private boolean closed;

	Spool(int memorySize, long maxSize) {
		this.memorySize = memorySize;
		this.maxSize = maxSize;
	}

	/**
	 * Takes a buffer over; completes when there is room for the next one.
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
		return (this.batchSize >= BATCH) ? spill() : Mono.empty();
	}

	private Mono<Void> remember(DataBuffer buffer) {
		try {
			buffer.asInputStream().transferTo(this.memory);
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
	 * Ends the gathering.
	 */
	Mono<Void> finish() {
		return (this.batchSize > 0) ? spill() : Mono.empty();
	}

	private Mono<Void> spill() {
		return Mono.<Void>fromCallable(() -> {
			FileChannel channel = file();
			List<DataBuffer> batch = takeBatch();
			try {
				write(ByteBuffer.wrap(this.memory.toByteArrayUnsafe()), channel);
				this.memory.reset();
				for (DataBuffer buffer : batch) {
					write(buffer, channel);
				}
			}
			finally {
				batch.forEach(DataBufferUtils::release);
			}
			return null;
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private synchronized List<DataBuffer> takeBatch() {
		List<DataBuffer> taken = this.batch;
		this.batch = new ArrayList<>();
		this.batchSize = 0;
		return taken;
	}

	private static void write(DataBuffer buffer, FileChannel channel) throws IOException {
		try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
			while (parts.hasNext()) {
				write(parts.next(), channel);
			}
		}
	}

	private static void write(ByteBuffer bytes, FileChannel channel) throws IOException {
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

	private synchronized FileChannel file() throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		if (this.file == null) {
			Path path = Files.createTempFile("wsgi-", ".body");
			this.file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
		}
		return this.file;
	}

	@Override
	public synchronized InputStream stream() {
		if (this.file == null) {
			return this.memory.getInputStream();
		}
		try {
			return Channels.newInputStream(this.file.position(0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public long length() {
		return this.length;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		takeBatch().forEach(DataBufferUtils::release);
		if (this.file != null) {
			try {
				this.file.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

}
