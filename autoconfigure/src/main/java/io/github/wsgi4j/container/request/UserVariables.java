package io.github.wsgi4j.container.request;

import java.security.Principal;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Latin1;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogFormatUtils;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.ClassUtils;

/**
 * The variables of the authenticated user. Spring Security need not be there.
 */
final class UserVariables {

	private static final boolean SECURITY = ClassUtils.isPresent("org.springframework.security.core.Authentication",
			UserVariables.class.getClassLoader());

	private static final Log logger = LogFactory.getLog(UserVariables.class);

	private final AtomicBoolean logged = new AtomicBoolean();

	void addTo(Map<String, Object> environ, Principal user) {
		if (SECURITY && Authorities.isAnonymous(user)) {
			// A name for nobody, whom an application would take for a user of it.
			return;
		}
		environ.put(Environ.REMOTE_USER, Latin1.encode(user.getName()));
		// No variable of the deployer stands for the rights of somebody.
		environ.remove(Environ.AUTHORITIES);
		if (SECURITY) {
			Authorities.addTo(environ, user, this);
		}
	}

	private void leftOut(String authority) {
		if (this.logged.compareAndSet(false, true)) {
			logger.warn("An authority that contains a comma is omitted from '" + Environ.AUTHORITIES + "' (logged "
					+ "once): " + LogFormatUtils.formatValue(authority, -1, true));
		}
	}

	/**
	 * Apart, as it needs Spring Security.
	 */
	private static final class Authorities {

		static boolean isAnonymous(Principal user) {
			return user instanceof AnonymousAuthenticationToken;
		}

		static void addTo(Map<String, Object> environ, Principal user, UserVariables variables) {
			if (!(user instanceof Authentication authentication)) {
				return;
			}
			StringJoiner joined = new StringJoiner(",");
			for (GrantedAuthority granted : authentication.getAuthorities()) {
				String authority = granted.getAuthority();
				if (authority == null || authority.isEmpty()) {
					continue;
				}
				if (authority.indexOf(',') >= 0) {
					variables.leftOut(authority);
				}
				else {
					joined.add(authority);
				}
			}
			environ.put(Environ.AUTHORITIES, Latin1.encode(joined.toString()));
		}

	}

}
