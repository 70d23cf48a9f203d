package io.github.wsgi4j.container.dispatch;

import java.security.Principal;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.util.ClassUtils;

/**
 * The user for blocking code that an application calls, such as a service whose methods
 * Spring Security protects: it looks into the {@code SecurityContextHolder}, which the
 * propagation of context fills on the thread of the application.
 */
final class BlockingSecurity {

	private static final boolean PRESENT = CallObservation.PROPAGATION && ClassUtils.isPresent(
			"org.springframework.security.core.context.SecurityContextImpl", BlockingSecurity.class.getClassLoader());

	private BlockingSecurity() {
	}

	/**
	 * Adds the user to the context of a call.
	 */
	static Mono<Void> of(Mono<Void> call, @Nullable Principal user) {
		return (PRESENT && user != null) ? Present.of(call, user) : call;
	}

	// Apart, so that the library may be absent.
	private static final class Present {

		/** The key of Spring Security's accessor of the thread-local. */
		private static final String KEY = SecurityContext.class.getName();

		private Present() {
		}

		static Mono<Void> of(Mono<Void> call, Principal user) {
			return (user instanceof Authentication authentication)
					? call.contextWrite((context) -> context.put(KEY, new SecurityContextImpl(authentication))) : call;
		}

	}

}
