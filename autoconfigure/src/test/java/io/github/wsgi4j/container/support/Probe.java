package io.github.wsgi4j.container.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;

/**
 * Sends odd bytes on a connection of their own, and reads until the server closes it.
 *
 * @param server the server
 */
public record Probe(WsgiServer server) {

	public static final String LAST = "/last";

	private static final byte[] LAST_REQUEST = Contract
		.bytes("GET " + LAST + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

	/**
	 * Sends requests, and a last one behind their responses.
	 * @param count how many requests they are
	 * @param head whether they are a HEAD
	 */
	public WireParser exchange(byte[] requests, int count, boolean head) {
		return exchange(requests, (received, client) -> {
			if (WireParser.areWhole(received, count, head)) {
				client.send(LAST_REQUEST);
				return true;
			}
			return false;
		});
	}

	/**
	 * Sends what may be a part of a request, and nothing behind it.
	 */
	WireParser exchangeAndEnd(byte[] request) {
		return exchange(request, (received, client) -> {
			client.socket().shutdownOutput();
			return true;
		});
	}

	private WireParser exchange(byte[] request, End end) {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		try (RawClient client = this.server.connect()) {
			// No port is kept for a minute: there are thousands of connections.
			client.socket().setSoLinger(true, 0);
			client.send(request);
			byte[] bytes = new byte[65536];
			boolean ended = end.tryOn(received.toByteArray(), client);
			int count = client.socket().getInputStream().read(bytes);
			while (count >= 0) {
				received.write(bytes, 0, count);
				ended = ended || end.tryOn(received.toByteArray(), client);
				count = client.socket().getInputStream().read(bytes);
			}
			return new WireParser(received.toByteArray(), true);
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The server left a connection open after '" + Contract.text(received.toByteArray())
					+ "' in answer to '" + Contract.text(request) + "'", ex);
		}
		catch (IOException | UncheckedIOException ex) {
			// It may close a connection before it has read all that is sent.
			return new WireParser(received.toByteArray(), false);
		}
	}

	/**
	 * What a client sends at last.
	 */
	@FunctionalInterface
	private interface End {

		boolean tryOn(byte[] received, RawClient client) throws IOException;

	}

}
