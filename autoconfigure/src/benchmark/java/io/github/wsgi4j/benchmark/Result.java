package io.github.wsgi4j.benchmark;

/**
 * The result of one server in one round.
 *
 * @param rate the requests in a second
 * @param p50 the median of the latencies, in milliseconds
 * @param p99 the 99th percentile of the latencies, in milliseconds
 * @param cpu the time of processors that a request took, in microseconds
 * @param allocated the bytes of the heap that a request took
 */
record Result(double rate, double p50, double p99, double cpu, double allocated) {

	static Result of(Load.Outcome outcome, Usage before, Usage after) {
		double requests = outcome.latencies().getTotalCount();
		return new Result(requests * 1e9 / outcome.nanos(), outcome.latencies().getValueAtPercentile(50) / 1e6,
				outcome.latencies().getValueAtPercentile(99) / 1e6,
				(after.cpuNanos() - before.cpuNanos()) / 1e3 / requests,
				(after.allocated() - before.allocated()) / requests);
	}

}
