package io.github.wsgi4j.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.middleware.validation.Place;
import io.github.wsgi4j.middleware.validation.Rule;
import io.github.wsgi4j.middleware.validation.Violation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs the first violation of each rule at each place as a warning, and the others at the
 * level debug: a fault of an application affects every request, and would flood the log.
 */
final class ViolationLog implements ViolationListener {

	private static final Log logger = LogFactory.getLog(ViolationLog.class);

	private final Set<Known> known = ConcurrentHashMap.newKeySet();

	@Override
	public void violated(String application, Violation violation) {
		String line = "Application '" + application + "': " + violation.message();
		if (this.known.add(new Known(application, violation.rule(), violation.place()))) {
			logger.warn(line);
		}
		else {
			logger.debug(line);
		}
	}

	private record Known(String application, Rule rule, Place place) {

	}

}
