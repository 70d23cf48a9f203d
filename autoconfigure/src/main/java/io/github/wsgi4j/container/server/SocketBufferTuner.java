package io.github.wsgi4j.container.server;

import io.netty.channel.Channel;

/**
 * Lets the kernel take more of one response than of others, so that the event loop is
 * woken up less often: of a large file at once, since no work is done too early, and of a
 * stream when its client is known to read.
 */
final class SocketBufferTuner {

	/** The size from which on more does not make a file faster. */
	private static final int FILE = 1024 * 1024;

	/** The size that lasts a fast client until the application has gone on. */
	private static final int STREAM = 512 * 1024;

	/** The bytes that a client has been sent before it is called fast. */
	private static final int TRIED = 8 * STREAM;

	private Runnable undo = () -> {
	};

	private boolean open;

	private long passed;

	/**
	 * Begins with a file.
	 * @param count its length in bytes
	 */
	void file(Channel channel, long count) {
		if (count > FILE) {
			open(channel, FILE);
		}
	}

	/**
	 * Goes on with a stream.
	 * @param count the bytes that are sent of it now
	 */
	void stream(Channel channel, int count) {
		this.passed += count;
		if (this.passed >= TRIED) {
			open(channel, STREAM);
		}
	}

	private void open(Channel channel, int bytes) {
		if (!this.open) {
			this.open = true;
			Runnable kernel = SendMemory.widen(channel, SendMemory.take(bytes));
			this.undo = () -> {
				SendMemory.giveBack();
				kernel.run();
			};
		}
	}

	/**
	 * Leaves the connection as it was.
	 */
	void close() {
		this.undo.run();
	}

}
