package io.github.wsgi4j.autoconfigure;

import java.util.Set;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.LateAnswer;
import io.github.wsgi4j.middleware.LateStartContract;
import io.github.wsgi4j.middleware.LateStartContract.Scenario;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An observed middleware before an application that starts its response late.
 */
class ObservedMiddlewareLateStartTests {

	private final Middleware middleware = new ObservedMiddleware(new NamedMiddleware("none", Middleware.identity()),
			registry());

	@ParameterizedTest
	@EnumSource
	void theResponseIsThatOfAnEarlyStart(Scenario scenario) {
		for (LateAnswer.Shape shape : LateAnswer.Shape.values()) {
			LateStartContract.isKeptBy(this.middleware, scenario, shape, Set.of("Content-Length"));
		}
	}

	@Test
	void aPublisherHoldsNoThread() throws Exception {
		LateStartContract.holdsNoThread(this.middleware);
	}

	private static ObservationRegistry registry() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		return registry;
	}

}
