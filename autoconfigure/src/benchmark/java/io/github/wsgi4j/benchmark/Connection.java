package io.github.wsgi4j.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection on which one request follows the response to another.
 */
final class Connection implements AutoCloseable {

	/** The number of writes or reads of a connection before the others have their turn. */
	private static final int TURN = 16;

	private static final ByteBuffer UPLOAD = ByteBuffer.allocateDirect(256 * 1024);

	private final ResponseParser response = new ResponseParser();

	private final SocketChannel channel;

	private final SelectionKey key;

	private final ByteBuffer request;

	private final long uploads;

	private final long length;

	private long left;

	private long begun;

	Connection(Selector selector, int port, byte[] request, long uploads, long length) throws IOException {
		this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
		this.uploads = uploads;
		this.length = length;
		this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
	}

	/**
	 * Sends the next request.
	 */
	void begin() throws IOException {
		this.response.reset();
		this.request.rewind();
		this.left = this.uploads;
		this.begun = System.nanoTime();
		write();
	}

	/**
	 * Goes on with the request.
	 */
	void write() throws IOException {
		if (this.request.hasRemaining()) {
			this.channel.write(this.request);
		}
		boolean writable = !this.request.hasRemaining();
		for (int i = 0; i < TURN && writable && this.left > 0; i++) {
			ByteBuffer block = UPLOAD.duplicate();
			block.limit((int) Math.min(block.capacity(), this.left));
			this.left -= this.channel.write(block);
			writable = !block.hasRemaining();
		}
		boolean more = this.request.hasRemaining() || this.left > 0;
		int interest = more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
		if (this.key.interestOps() != interest) {
			this.key.interestOps(interest);
		}
	}

	/**
	 * Goes on with the response.
	 * @return whether it is complete
	 * @throws IOException if it is not as it should be
	 */
	boolean read(ByteBuffer buffer) throws IOException {
		for (int i = 0; i < TURN; i++) {
			buffer.clear();
			int count = this.channel.read(buffer);
			if (count < 0) {
				throw new EOFException("The connection was closed behind\n" + this.response.head());
			}
			if (count == 0) {
				return false;
			}
			if (this.response.read(buffer.flip())) {
				check(buffer);
				return true;
			}
		}
		return false;
	}

	private void check(ByteBuffer rest) throws IOException {
		if (this.response.status() != 200 || this.response.body() != this.length || rest.hasRemaining()
				|| this.left > 0) {
			throw new IOException("Not the response that was asked for: a body of " + this.response.body()
					+ " bytes instead of " + this.length + " behind\n" + this.response.head());
		}
	}

	/**
	 * The nanoseconds since the request was begun.
	 */
	long age() {
		return System.nanoTime() - this.begun;
	}

	/**
	 * The head of the last response.
	 */
	String head() {
		return this.response.head();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
