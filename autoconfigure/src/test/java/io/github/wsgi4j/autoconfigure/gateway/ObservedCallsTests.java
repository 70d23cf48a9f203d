package io.github.wsgi4j.autoconfigure.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Set;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.middleware.LateAnswer;
import io.github.wsgi4j.middleware.LateStartContract;
import io.github.wsgi4j.middleware.LateStartContract.Scenario;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedCallsTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@ParameterizedTest
	@CsvSource({ "101 Switching Protocols,INFORMATIONAL", "200 OK,SUCCESS", "302 Found,REDIRECTION",
			"404 Not Found,CLIENT_ERROR", "503 Service Unavailable,SERVER_ERROR", "700 Odd,UNKNOWN" })
	void theOutcomeIsTheClassOfTheStatus(String status, String outcome) throws Exception {
		Iterable<byte[]> body = call((environ, startResponse) -> {
			startResponse.call(status, List.of());
			return Body.empty();
		});
		((AutoCloseable) body).close();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("wsgi.python.requests")
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", outcome);
	}

	@Test
	void isCurrentDuringTheCallAlone() throws Exception {
		call((environ, startResponse) -> {
			assertThat(this.registry.getCurrentObservation()).isNotNull();
			return Body.empty();
		});
		assertThat(this.registry.getCurrentObservation()).isNull();
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().isNotStopped();
	}

	@Test
	void leavesTheApplicationAloneWhereNobodyObserves() {
		Application application = (environ, startResponse) -> Body.empty();
		assertThat(new ObservedCalls("python", "shop", ObservationRegistry.NOOP).wrap(application))
			.isSameAs(application);
	}

	@ParameterizedTest
	@EnumSource
	void theResponseIsThatOfAnEarlyStart(Scenario scenario) {
		for (LateAnswer.Shape shape : LateAnswer.Shape.values()) {
			LateStartContract.isKeptBy(calls(), scenario, shape, Set.of("Content-Length"));
		}
	}

	@Test
	void aPublisherHoldsNoThread() throws Exception {
		LateStartContract.holdsNoThread(calls());
	}

	private ObservedCalls calls() {
		return new ObservedCalls("python", "shop", this.registry);
	}

	private Iterable<byte[]> call(Application application) throws Exception {
		return calls().wrap(application).call(new HashMap<>(), (status, headers, failure) -> (block) -> {
		});
	}

}
