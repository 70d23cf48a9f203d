package io.github.wsgi4j.python.process;

import io.github.wsgi4j.python.process.ProcessState.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessStateTests {

	@ParameterizedTest
	@CsvSource({ "STARTING, IMPORTED, READY", "STARTING, NOT_IMPORTED, FAILED", "STARTING, RETIRED, DRAINING",
			"STARTING, EXITED, FAILED", "READY, RETIRED, DRAINING", "READY, EXITED, FAILED",
			"DRAINING, EXITED, STOPPED", "FAILED, EXITED, FAILED" })
	void changes(ProcessState from, Event event, ProcessState to) {
		assertThat(from.on(event)).isEqualTo(to);
	}

	@ParameterizedTest
	@CsvSource({ "DRAINING, IMPORTED", "FAILED, IMPORTED", "READY, NOT_IMPORTED", "DRAINING, NOT_IMPORTED",
			"FAILED, RETIRED" })
	void ignoresWhatComesTooLate(ProcessState state, Event event) {
		assertThat(state.on(event)).isEqualTo(state);
	}

	@ParameterizedTest
	@EnumSource(Event.class)
	void staysStopped(Event event) {
		assertThat(ProcessState.STOPPED.on(event)).isEqualTo(ProcessState.STOPPED);
	}

	@Test
	void hasAShortLife() {
		ProcessState state = ProcessState.STARTING.on(Event.IMPORTED).on(Event.RETIRED).on(Event.EXITED);
		assertThat(state).isEqualTo(ProcessState.STOPPED);
	}

}
