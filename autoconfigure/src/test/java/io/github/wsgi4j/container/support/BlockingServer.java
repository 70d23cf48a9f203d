package io.github.wsgi4j.container.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The simplest server there is: it writes blocks of 64 KiB to its only client until a
 * write fails. What it writes to a client that does not read is what the kernel holds.
 */
public final class BlockingServer implements AutoCloseable {

	private final AtomicInteger begun = new AtomicInteger();

	private final ServerSocket server;

	public BlockingServer() {
		try {
			this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread writer = new Thread(this::write, "blocking-server");
		writer.setDaemon(true);
		writer.start();
	}

	private void write() {
		byte[] block = GeneratedBody.block(0);
		try (Socket client = this.server.accept()) {
			client.setTcpNoDelay(true);
			OutputStream out = client.getOutputStream();
			while (true) {
				this.begun.incrementAndGet();
				out.write(block);
			}
		}
		catch (IOException ex) {
			this.begun.set(-1);
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * How many blocks were written, or begun to be.
	 */
	public int begun() {
		return this.begun.get();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
