package io.github.wsgi4j.container.support;

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
public final class FuzzServer implements AutoCloseable {

	private final WsgiServer server = new WsgiServer("logging.threshold.console=off");

	private final List<ILoggingEvent> errors = new CopyOnWriteArrayList<>();

	public FuzzServer() {
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
	public WireParser exchange(Application application, byte[] request, boolean head) {
		return serve(application).exchange(request, 1, head);
	}

	/**
	 * Sends what may be a part of a request, and nothing behind it.
	 */
	public WireParser exchangeAndEnd(Application application, byte[] request) {
		return serve(application).exchangeAndEnd(request);
	}

	private Probe serve(Application application) {
		this.errors.clear();
		return new Probe(this.server.serve(application));
	}

	public void assertNoErrors() {
		assertThat(this.errors).isEmpty();
	}

	public void assertNoLeaks() {
		assertThat(this.errors).noneMatch((event) -> event.getFormattedMessage().startsWith("LEAK"));
	}

	@Override
	public void close() {
		this.server.close();
	}

}
