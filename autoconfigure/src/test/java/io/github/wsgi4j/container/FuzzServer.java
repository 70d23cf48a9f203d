package io.github.wsgi4j.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.wsgi4j.Application;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that gets one odd connection after the other, and keeps the errors that it
 * logs for itself.
 */
final class FuzzServer implements AutoCloseable {

	private static final byte[] LAST_REQUEST = Contract
		.bytes("GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

	private final WsgiServer server = new WsgiServer("logging.threshold.console=off");

	private final List<ILoggingEvent> errors = new CopyOnWriteArrayList<>();

	FuzzServer() {
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
					FuzzServer.this.errors.add(event);
				}
			}

		};
		appender.start();
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
	}

	/**
	 * Sends a request on a connection of its own, and a last one behind its response;
	 * reads until the server closes the connection.
	 * @param head whether the request is a HEAD
	 */
	WireParser exchange(Application application, byte[] request, boolean head) {
		return exchange(application, request, (received, client) -> {
			if (WireParser.isWhole(received, head)) {
				client.send(LAST_REQUEST);
				return true;
			}
			return false;
		});
	}

	/**
	 * Sends what may be a part of a request, and nothing behind it.
	 */
	WireParser exchangeAndEnd(Application application, byte[] request) {
		return exchange(application, request, (received, client) -> {
			client.socket().shutdownOutput();
			return true;
		});
	}

	private WireParser exchange(Application application, byte[] request, End end) {
		this.errors.clear();
		this.server.serve(application);
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

	void assertNoErrors() {
		assertThat(this.errors).isEmpty();
	}

	void assertNoLeaks() {
		assertThat(this.errors).noneMatch((event) -> event.getFormattedMessage().startsWith("LEAK"));
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * What a client sends at last.
	 */
	@FunctionalInterface
	private interface End {

		boolean tryOn(byte[] received, RawClient client) throws IOException;

	}

}
