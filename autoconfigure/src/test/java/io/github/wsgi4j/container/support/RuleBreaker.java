package io.github.wsgi4j.container.support;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.StartResponse;

/**
 * An application that breaks a rule on purpose, for a test of what the container makes of
 * it. All others are checked.
 *
 * @param application the application
 */
public record RuleBreaker(Application application) implements Application {

	public static Application breaking(Application application) {
		return new RuleBreaker(application);
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		return this.application.call(environ, startResponse);
	}

}
