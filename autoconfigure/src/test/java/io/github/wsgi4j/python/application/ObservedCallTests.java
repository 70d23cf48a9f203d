package io.github.wsgi4j.python.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedCallTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ObservedCall call = Objects
		.requireNonNull(ObservedCall.start("shop", new HashMap<>(), this.registry));

	@ParameterizedTest
	@CsvSource({ "101 Switching Protocols,INFORMATIONAL", "200 OK,SUCCESS", "302 Found,REDIRECTION",
			"404 Not Found,CLIENT_ERROR", "503 Service Unavailable,SERVER_ERROR", "700 Odd,UNKNOWN" })
	void theOutcomeIsTheClassOfTheStatus(String status, String outcome) {
		this.call.seen((line, headers, failure) -> (block) -> {
		}).call(status, List.of());
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", outcome);
	}

	@Test
	void linesOfTheLogAreWrittenInItAndAlsoWhenItIsOver() {
		List<Boolean> inside = new ArrayList<>();
		Runnable line = () -> inside.add(this.registry.getCurrentObservation() != null);
		this.call.scope(line);
		this.call.fail(new IllegalStateException("failed on purpose"));
		this.call.scope(line);
		assertThat(inside).containsExactly(true, true);
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

}
