package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The heap that a server needs for streams that have sent one event and wait for the
 * next.
 */
final class IdleStreams {

	private static final byte[] REQUEST = Requests.get("/idle").getBytes(StandardCharsets.US_ASCII);

	private IdleStreams() {
	}

	static void run(Options options, Path files) throws IOException {
		System.out.printf(Locale.ROOT, "%n### idle: %,d streams%n%n", options.streams());
		System.out.println("| contender | heap bytes/stream | beyond the first |");
		System.out.println("| --- | ---: | ---: |");
		double first = Double.NaN;
		for (Contender contender : Contender.all()) {
			if (options.wants(contender) && contender.runsHere() && contender.scenarios().contains(Scenario.HELLO)) {
				try (ServerProcess server = new ServerProcess(contender, options, files, 20)) {
					double heap = measure(server, options.streams());
					first = Double.isNaN(first) ? heap : first;
					System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f |%n", contender.name(), heap, heap - first);
				}
				catch (IOException ex) {
					Report.leftOut(contender, ex);
				}
			}
		}
	}

	private static double measure(ServerProcess server, int streams) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 100; i++) {
				sockets.add(open(server.port()));
			}
			long before = server.heap();
			for (int i = 0; i < streams; i++) {
				sockets.add(open(server.port()));
			}
			return (server.heap() - before) / (double) streams;
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	private static Socket open(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(10_000);
		socket.getOutputStream().write(REQUEST);
		byte[] bytes = new byte[1024];
		String response = "";
		while (!response.contains("Hello World")) {
			int count = socket.getInputStream().read(bytes);
			response += (count > 0) ? new String(bytes, 0, count, StandardCharsets.ISO_8859_1) : "";
			if (count < 0 || !response.startsWith("HTTP/1.1 200")) {
				socket.close();
				throw new IOException("It does not stream: " + response.lines().findFirst().orElse("no response"));
			}
		}
		return socket;
	}

}
