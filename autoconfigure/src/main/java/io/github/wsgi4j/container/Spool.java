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

	private final int memorySize;

	private final long maxSize;

	private final FastByteArrayOutputStream memory = new FastByteArrayOutputStream();

	private long length;

	private @Nullable FileChannel file;

	private boolean closed;

	Spool(int memorySize, long maxSize) {
		this.memorySize = memorySize;
		this.maxSize = maxSize;
	}

	/**
	 * Adds and releases a buffer; completes when there is room for the next one.
	 */
	Mono<Void> append(DataBuffer buffer) {
		try {
			this.length += buffer.readableByteCount();
			if (this.length > this.maxSize) {
				return Mono.error(new RequestBodyTooLargeException(this.maxSize));
			}
			buffer.asInputStream().transferTo(this.memory);
		}
		catch (IOException ex) {
			return Mono.error(ex);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
		return (this.memory.size() > this.memorySize) ? spill() : Mono.empty();
	}

	/**
	 * Ends the gathering.
	 */
	Mono<Void> finish() {
		return (this.length > this.memorySize && this.memory.size() > 0) ? spill() : Mono.empty();
	}

	private Mono<Void> spill() {
		return Mono.<Void>fromCallable(() -> {
			FileChannel channel = file();
			ByteBuffer bytes = ByteBuffer.wrap(this.memory.toByteArrayUnsafe());
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			this.memory.reset();
			return null;
		}).subscribeOn(Schedulers.boundedElastic());
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
