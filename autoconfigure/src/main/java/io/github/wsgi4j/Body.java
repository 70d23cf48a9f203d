package io.github.wsgi4j;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;

/**
 * Ready-made bodies for an {@link Application} to return, and operations of a
 * {@link Middleware} on bodies. {@link #filter}, {@link #onClose} and {@link #orClose}
 * preserve the kind of a body: a body in memory keeps its length, a {@link FileBody} is
 * sent without a copy, a {@link PublisherBody} holds no thread, and blocks are still
 * computed one by one.
 */
public final class Body {

	private static final int BLOCK_SIZE = 64 * 1024;

	private Body() {
	}

	/**
	 * An empty body.
	 * @return the body
	 */
	public static Iterable<byte[]> empty() {
		return List.of();
	}

	/**
	 * A body that is in memory, with a known length.
	 * @param blocks the blocks
	 * @return the body
	 */
	public static Iterable<byte[]> of(byte[]... blocks) {
		return List.of(blocks);
	}

	/**
	 * A body of one block of text.
	 * @param utf8 the text, sent as UTF-8
	 * @return the body
	 */
	public static Iterable<byte[]> text(String utf8) {
		return List.of(utf8.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A whole file. Its length becomes the {@code Content-Length} unless the application
	 * gives one, and its bytes need not pass through the heap.
	 * @param file the file
	 * @return the body, which closes the file
	 * @throws IOException if the file cannot be opened
	 */
	public static FileBody of(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
		try {
			return new FileBody(channel, 0, channel.size(), BLOCK_SIZE, channel);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * The rest of a stream. The rest of a {@link FileInputStream} is sent as a
	 * {@link FileBody}; any other stream is read block by block.
	 * @param stream the stream
	 * @param blockSize the maximum number of bytes in a block
	 * @return the body, which closes the stream
	 * @throws IOException if the stream cannot be read
	 */
	public static Iterable<byte[]> of(InputStream stream, int blockSize) throws IOException {
		if (blockSize < 1) {
			throw new IllegalArgumentException("A block must have at least one byte, not " + blockSize);
		}
		if (stream.getClass() == FileInputStream.class) {
			FileChannel channel = ((FileInputStream) stream).getChannel();
			long position = position(channel);
			if (position >= 0 && channel.size() > position) {
				return new FileBody(channel, position, channel.size() - position, blockSize, stream);
			}
		}
		return new StreamBody(stream, blockSize);
	}

	/**
	 * The blocks of a publisher, each sent as soon as it arrives. No thread is held in
	 * between, which suits server-sent events and other streams that are idle most of the
	 * time.
	 * @param publisher the publisher, which is asked for one block at a time, and
	 * cancelled when the client disconnects
	 * @return the body
	 */
	public static PublisherBody from(Flow.Publisher<byte[]> publisher) {
		return new PublisherBody(publisher, Iterable::iterator, () -> {
		});
	}

	/**
	 * Applies a filter to a body. The filter does not see the blocks of a
	 * {@link FileBody}, which is sent as a file: {@link FileBody#count()} is their
	 * length, and {@code replace(file, () -> file.iterator())} turns the file into
	 * blocks.
	 *
	 * <pre class="code">
	 * return Body.filter(application.call(environ, startResponse), (block) -&gt; {
	 *     digest.update(block);
	 *     return block;
	 * });
	 * </pre>
	 * @param body the application's body
	 * @param filter sees each block, the end and the close
	 * @return the body to return in its place
	 */
	public static Iterable<byte[]> filter(Iterable<byte[]> body, BodyFilter filter) {
		return FilteredBody.of(body, filter);
	}

	/**
	 * Runs an action when the first block of a body, or its end, has arrived, before it
	 * is passed on. The action can call start_response as late as PEP 3333, "The
	 * start_response() Callable", permits. No thread waits for a {@link PublisherBody}. A
	 * {@link FileBody} has arrived, and is sent without an iteration: the action runs at
	 * once.
	 * @param body the application's body, which is closed if the action fails at once
	 * @param start is run on the thread that iterates the body
	 * @return the body to return in its place
	 */
	public static Iterable<byte[]> startLate(Iterable<byte[]> body, Runnable start) {
		if (body instanceof FileBody file) {
			startNow(file, start);
			return file;
		}
		return filter(body, new LateStart(start));
	}

	private static void startNow(FileBody file, Runnable start) {
		try {
			start.run();
		}
		catch (RuntimeException | Error ex) {
			close(file, ex);
			throw ex;
		}
	}

	/**
	 * Adds an action to the close of a body.
	 * @param body the application's body
	 * @param action is run after the body has been closed, even if that has failed
	 * @return the body to return in its place
	 */
	public static Iterable<byte[]> onClose(Iterable<byte[]> body, AutoCloseable action) {
		return filter(body, new BodyFilter() {

			@Override
			public byte[] block(byte[] block) {
				return block;
			}

			@Override
			public Iterator<byte[]> iterate(Iterable<byte[]> body) {
				return body.iterator();
			}

			@Override
			@SuppressWarnings("try") // it throws what the application's body throws
			public void close(AutoCloseable body) throws Exception {
				try (action) {
					body.close();
				}
			}

		});
	}

	/**
	 * Replaces a body with another one, which also closes the original.
	 * @param body the application's body, which need not be iterated
	 * @param replacement the other body
	 * @return the body to return in its place
	 */
	public static Iterable<byte[]> replace(Iterable<byte[]> body, Iterable<byte[]> replacement) {
		return (body instanceof AutoCloseable closeable) ? onClose(replacement, closeable) : replacement;
	}

	/**
	 * Does the work of a middleware between the application's return and its own, and
	 * closes the body if the work fails, because the server does not get the body then.
	 * @param body the application's body
	 * @param work returns the body for the server
	 * @return that body
	 * @throws Exception if the work fails
	 */
	public static Iterable<byte[]> orClose(Iterable<byte[]> body, Callable<Iterable<byte[]>> work) throws Exception {
		try {
			return work.call();
		}
		catch (Exception | Error ex) {
			if (body instanceof AutoCloseable closeable) {
				close(closeable, ex);
			}
			throw ex;
		}
	}

	private static void close(AutoCloseable body, Throwable cause) {
		try {
			body.close();
		}
		catch (Exception | Error ex) {
			cause.addSuppressed(ex);
		}
	}

	// A pipe has no position, and a device no size: they are read like any stream.
	private static long position(FileChannel channel) {
		try {
			return channel.position();
		}
		catch (IOException ex) {
			return -1;
		}
	}

}
