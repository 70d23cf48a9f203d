package io.github.wsgi4j.container.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that send one request after another on connections that they keep, until none
 * is taken any more. They tell what became of each request.
 */
final class ShutdownLoad {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final int port;

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger whole = new AtomicInteger();

	private final Set<Integer> refused = ConcurrentHashMap.newKeySet();

	private final Queue<String> cut = new ConcurrentLinkedQueue<>();

	private final List<Thread> clients;

	ShutdownLoad(int port, int clients) {
		this.port = port;
		this.clients = IntStream.range(0, clients)
			.mapToObj((client) -> new Thread(this::run, "load-" + client))
			.toList();
		this.clients.forEach(Thread::start);
	}

	/**
	 * How many requests were sent, or would have been but for a connection that broke.
	 */
	int sent() {
		return this.sent.get();
	}

	/**
	 * How many requests got their whole answer.
	 */
	int whole() {
		return this.whole.get();
	}

	/**
	 * The requests whose connection ended without a byte of an answer.
	 */
	Set<Integer> refused() {
		return this.refused;
	}

	/**
	 * What was seen of answers that were not whole.
	 */
	Queue<String> cut() {
		return this.cut;
	}

	/**
	 * Waits until no client finds the server any more.
	 */
	void await() throws InterruptedException {
		for (Thread client : this.clients) {
			client.join(TIMEOUT_MILLIS);
			if (client.isAlive()) {
				throw new IllegalStateException("The client goes on: " + List.of(client.getStackTrace()));
			}
		}
	}

	private void run() {
		boolean goesOn = true;
		while (goesOn) {
			try (Socket socket = new Socket()) {
				socket.setSoTimeout(TIMEOUT_MILLIS);
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), TIMEOUT_MILLIS);
				while (exchange(socket)) {
					// The connection is kept.
				}
			}
			catch (IOException ex) {
				goesOn = false;
			}
		}
	}

	// Whether the connection can be used again.
	private boolean exchange(Socket socket) {
		int number = this.sent.incrementAndGet();
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		try {
			socket.getOutputStream().write(request(number).getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = socket.getInputStream();
			byte[] bytes = new byte[1024];
			while (!isWhole(received, number)) {
				int count = in.read(bytes);
				if (count < 0) {
					throw new IOException("The connection has ended");
				}
				received.write(bytes, 0, count);
			}
		}
		catch (IOException ex) {
			if (received.size() == 0) {
				this.refused.add(number);
			}
			else {
				this.cut.add(number + ": " + received.toString(StandardCharsets.ISO_8859_1) + ex);
			}
			return false;
		}
		this.whole.incrementAndGet();
		return !received.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains("connection: close");
	}

	private static String request(int number) {
		String path = (number % 2 == 0) ? "/stream?" : "/block?";
		return (number % 3 == 0) ? "POST " + path + number
				+ " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(2000)
				: "GET " + path + number + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	private static boolean isWhole(ByteArrayOutputStream received, int number) {
		String text = received.toString(StandardCharsets.ISO_8859_1);
		return text.contains("\r\n\r\n") && text.startsWith("HTTP/1.1 200")
				&& text.endsWith((number % 2 == 0) ? "end\r\n0\r\n\r\n" : "end");
	}

}
