package io.github.wsgi4j.container.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.netty.util.ResourceLeakDetector;
import org.slf4j.LoggerFactory;

/**
 * Keeps the warnings and errors for a test, in the place of all that writes them
 * somewhere.
 */
final class KeptLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	KeptLog() {
		Iterator<Appender<ILoggingEvent>> appenders = this.root.iteratorForAppenders();
		appenders.forEachRemaining(this.others::add);
		this.others.forEach(this.root::detachAppender);
		start();
		this.root.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		// A leak is told when memory is collected, whichever test has lost it: LeakTests
		// and SoakTests look for those.
		boolean isLeak = event.getLoggerName().equals(ResourceLeakDetector.class.getName());
		if (!isLeak && event.getLevel().isGreaterOrEqual(Level.WARN)) {
			this.events.add(event);
		}
	}

	void clear() {
		this.events.clear();
	}

	/**
	 * The lines of a level or above, each with the name of its logger.
	 */
	List<String> lines(Level level) {
		return this.events.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(level))
			.map((event) -> event.getLoggerName() + ": " + event.getFormattedMessage())
			.toList();
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
		this.others.forEach(this.root::addAppender);
	}

}
