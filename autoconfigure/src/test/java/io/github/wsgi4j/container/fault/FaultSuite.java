package io.github.wsgi4j.container.fault;

import java.util.stream.Stream;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.support.NameOfSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong with a request: its body is closed exactly once, its buffers are
 * released, its thread is free again, its connection goes on or ends as it must, and the
 * log says so once and says which request it was. Of a client that has gone away nothing
 * but a debug line is logged.
 */
@Timeout(60)
@ExtendWith(NameOfSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultSuite {

	private final ExecutionMode mode;

	private final Buffering buffering;

	private FaultServer server;

	private final boolean http2;

	FaultSuite(ExecutionMode mode, Buffering buffering) {
		this(mode, buffering, false);
	}

	FaultSuite(ExecutionMode mode, Buffering buffering, boolean http2) {
		this.mode = mode;
		this.buffering = buffering;
		this.http2 = http2;
	}

	@BeforeAll
	void start() {
		this.server = new FaultServer(this.mode, this.buffering, this.http2);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	Stream<Fault> faults() {
		return all().filter((fault) -> fault.happensIn(this.mode, this.buffering));
	}

	Stream<Fault> all() {
		return Fault.all();
	}

	FaultServer server() {
		return this.server;
	}

	void suffer(Fault fault) throws Exception {
		this.server.suffer(fault);
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aFaultLeavesNothingBehind(Fault fault) throws Exception {
		suffer(fault);
	}

}
