package io.github.wsgi4j.container.support;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What a logger logs until this is closed.
 */
public final class LogRecords implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	public LogRecords(String logger) {
		this.logger = (Logger) LoggerFactory.getLogger(logger);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	public List<ILoggingEvent> events() {
		return List.copyOf(this.appender.list);
	}

	public List<String> messages() {
		return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
	}

}
