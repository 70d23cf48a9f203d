package io.github.wsgi4j.autoconfigure.middleware;

import java.util.function.Consumer;
import java.util.function.Function;

import io.github.wsgi4j.middleware.diagnostics.AccessLogEntry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs requests at the level info of the log {@code wsgi.access}.
 */
final class AccessLogger implements Consumer<AccessLogEntry> {

	private static final Log logger = LogFactory.getLog("wsgi.access");

	private final Function<AccessLogEntry, String> format;

	AccessLogger(AccessLogFormat format) {
		this.format = (format == AccessLogFormat.COMBINED) ? AccessLogEntry::combined : AccessLogEntry::keyValues;
	}

	@Override
	public void accept(AccessLogEntry entry) {
		if (logger.isInfoEnabled()) {
			logger.info(this.format.apply(entry));
		}
	}

}
