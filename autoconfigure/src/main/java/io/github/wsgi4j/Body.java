package io.github.wsgi4j;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Ready-made bodies for an {@link Application} to return.
 */
public final class Body {

	private static final int BLOCK_SIZE = 64 * 1024;

	private Body() {
	}

	/**
	 * A body without a byte.
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
	 * What is left of a stream. The rest of a {@link FileInputStream} is sent as a
	 * {@link FileBody}; any other stream is read block by block.
	 * @param stream the stream
	 * @param blockSize the most bytes of a block
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
	 * The blocks of a publisher, each sent when it comes. No thread is held while it does
	 * not: for server-sent events and other streams that are idle most of the time.
	 * @param publisher the publisher, which is asked for one block after the other, and
	 * cancelled when the client has gone away
	 * @return the body
	 */
	public static PublisherBody from(Flow.Publisher<byte[]> publisher) {
		return new PublisherBody(publisher, (block) -> {
		}, () -> {
		});
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
