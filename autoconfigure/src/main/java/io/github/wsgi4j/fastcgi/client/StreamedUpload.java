package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.netty.channel.Channel;

/**
 * A body that is still arriving. A thread of its own waits for it, and for the server.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class StreamedUpload extends RequestUpload {

	private final InputStream input;

	private final Executor threads;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	StreamedUpload(InputStream input, Executor threads) {
		this.input = input;
		this.threads = threads;
	}

	@Override
	void begin(Channel channel) {
		this.threads.execute(() -> run(channel));
	}

	private void run(Channel channel) {
		try {
			while (awaitWritable(channel)) {
				writePiece(this.input, channel);
				channel.flush();
			}
		}
		catch (IOException | RuntimeException ex) {
			// The end of the request closes the body under the thread that reads it.
			if (!isOver()) {
				fail(ex);
			}
		}
	}

	private boolean awaitWritable(Channel channel) {
		this.lock.lock();
		try {
			while (!isOver() && !channel.isWritable()) {
				this.changed.awaitUninterruptibly();
			}
			return !isOver();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	void resume(Channel channel) {
		signal();
	}

	@Override
	void stop() {
		super.stop();
		signal();
	}

	private void signal() {
		this.lock.lock();
		try {
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

}
