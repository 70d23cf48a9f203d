package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask once and take 16 KiB of their response each second.
 */
final class SlowClients implements AutoCloseable {

	private static final int BUFFER = 8 * 1024;

	private static final long PAUSE_NANOS = 500_000_000;

	private static final int PATIENCE_MILLIS = 60_000;

	private final List<SocketChannel> channels = new ArrayList<>();

	private final Thread reader = new Thread(this::read, "slow-clients");

	private volatile boolean closed;

	/**
	 * Connects the clients, and waits until a request after theirs has been answered.
	 */
	SlowClients(int port, int count, String request) throws IOException {
		try {
			for (int i = 0; i < count; i++) {
				SocketChannel channel = SocketChannel.open();
				this.channels.add(channel);
				channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
				channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
				channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
				channel.configureBlocking(false);
			}
		}
		catch (IOException ex) {
			closeAll();
			throw ex;
		}
		this.reader.setDaemon(true);
		this.reader.start();
		try {
			await(port);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	private static void await(int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.getOutputStream().write(Requests.get("/hello").getBytes(StandardCharsets.US_ASCII));
			socket.getInputStream().readNBytes(12);
		}
	}

	private void read() {
		ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
		while (!this.closed) {
			for (SocketChannel channel : this.channels) {
				try {
					channel.read(buffer.clear());
				}
				catch (IOException ex) {
					// The server has given up on this one.
				}
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private void closeAll() throws IOException {
		for (SocketChannel channel : this.channels) {
			channel.close();
		}
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		closeAll();
	}

}
