package io.github.wsgi4j.web.routing;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wsgi4j.Environ;

/**
 * Warns once of URLs that are made of a host which nobody has checked.
 */
final class UncheckedHost {

	final AtomicBoolean warned = new AtomicBoolean();

	void warn(Map<String, Object> environ) {
		if (environ.containsKey("HTTP_HOST") && !Boolean.TRUE.equals(environ.get(Environ.HOST_TRUSTED))
				&& this.warned.compareAndSet(false, true)) {
			System.getLogger("io.github.wsgi4j.web")
				.log(Level.WARNING,
						"A URL was built from an unchecked Host header, which clients can set to any host. Let "
								+ "TrustedHosts reject the hosts that are not listed "
								+ "(wsgi.middleware.trusted-hosts). This is logged once.");
		}
	}

}
