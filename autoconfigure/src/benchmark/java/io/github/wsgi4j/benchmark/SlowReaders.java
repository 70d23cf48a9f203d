package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The resources that a server needs for clients that have asked for a gibibyte and do
 * not read it, and its response times for others meanwhile.
 */
final class SlowReaders {

	private static final byte[] GENERATOR = Requests.get("/generator").getBytes(StandardCharsets.US_ASCII);

	private static final byte[] HELLO = Requests.get("/hello").getBytes(StandardCharsets.US_ASCII);

	private static final int TIMEOUT_MILLIS = 10_000;

	/** As little as the kernel takes for a client. */
	private static final int RECEIVE_BUFFER = 4096;

	private static final int HELLOS = 500;

	private static final double MEBIBYTE = 1024 * 1024;

	private SlowReaders() {
	}

	static void run(Options options, Path files) {
		System.out.printf(Locale.ROOT, "%n### slow: %,d clients that do not read%n%n", options.streams());
		System.out.println("| contender | threads | heap MiB | direct MiB | hello p50 ms | hello p99 ms |");
		System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
		for (Contender contender : Contender.all()) {
			if (options.wants(contender) && contender.runsHere() && contender.scenarios().contains(Scenario.GENERATOR)) {
				try (ServerProcess server = new ServerProcess(contender, options, files, 20)) {
					measure(server, options.streams());
				}
				catch (IOException ex) {
					Report.leftOut(contender, ex);
				}
			}
		}
	}

	private static void measure(ServerProcess server, int clients) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < clients; i++) {
				sockets.add(open(server.port()));
			}
			double[] millis = hello(server.port());
			List<Long> memory = server.memory();
			System.out.printf(Locale.ROOT, "| %s | %d | %,.0f | %,.0f | %.2f | %.2f |%n", server.contender().name(),
					memory.get(0), memory.get(1) / MEBIBYTE, memory.get(2) / MEBIBYTE, millis[HELLOS / 2],
					millis[HELLOS * 99 / 100]);
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	// The status alone is read, so that the body has begun; what the kernel keeps for the
	// client is the least it can.
	private static Socket open(int port) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(RECEIVE_BUFFER);
		socket.setSoTimeout(TIMEOUT_MILLIS);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
		socket.getOutputStream().write(GENERATOR);
		expect(socket);
		return socket;
	}

	private static void expect(Socket socket) throws IOException {
		byte[] status = socket.getInputStream().readNBytes(12);
		if (!"HTTP/1.1 200".equals(new String(status, StandardCharsets.US_ASCII))) {
			throw new IOException("No response but '" + new String(status, StandardCharsets.US_ASCII) + "'");
		}
	}

	private static double[] hello(int port) throws IOException {
		double[] millis = new double[HELLOS];
		byte[] rest = new byte[1024];
		for (int i = 0; i < HELLOS; i++) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				socket.setSoTimeout(TIMEOUT_MILLIS);
				long begun = System.nanoTime();
				socket.getOutputStream().write(HELLO);
				expect(socket);
				String response = "";
				while (!response.endsWith("Hello World")) {
					int count = socket.getInputStream().read(rest);
					if (count < 0) {
						throw new IOException("The response is cut short");
					}
					response += new String(rest, 0, count, StandardCharsets.ISO_8859_1);
				}
				millis[i] = (System.nanoTime() - begun) / 1e6;
			}
		}
		Arrays.sort(millis);
		return millis;
	}

}
