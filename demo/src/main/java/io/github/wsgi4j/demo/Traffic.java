package io.github.wsgi4j.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * The requests of the last minute, counted each second whether anybody looks or not.
 */
class Traffic implements AutoCloseable {

	static final int SECONDS = 60;

	static final int HEIGHT = 20;

	private final MeterRegistry meters;

	private final Disposable sampling;

	private long total;

	// Replaced, never changed: the pages read it while the next second is counted.
	private volatile List<Long> perSecond = List.of();

	Traffic(MeterRegistry meters) {
		this.meters = meters;
		this.sampling = Flux.interval(Duration.ofSeconds(1)).onBackpressureDrop().subscribe((second) -> sample());
	}

	void sample() {
		long now = total();
		List<Long> more = new ArrayList<>(this.perSecond);
		more.add(now - this.total);
		this.total = now;
		this.perSecond = List.copyOf(more.subList(Math.max(0, more.size() - SECONDS), more.size()));
	}

	/**
	 * Returns the number of responses that have been sent since the start.
	 */
	long total() {
		return this.meters.find("http.server.requests").timers().stream().mapToLong(Timer::count).sum();
	}

	/**
	 * Returns the outline of a chart, one unit wide a second; the latest is at its right.
	 */
	Chart chart() {
		List<Long> counts = this.perSecond;
		long peak = counts.stream().mapToLong(Long::longValue).max().orElse(0);
		int first = SECONDS - counts.size();
		// A single request shall not look like a rush.
		double scale = (double) HEIGHT / Math.max(peak, 4);
		String line = IntStream.range(0, counts.size())
			.mapToObj((i) -> String.format(Locale.ROOT, "%d,%.1f", first + i, HEIGHT - counts.get(i) * scale))
			.collect(Collectors.joining(" "));
		return new Chart("%d,%d %s %d,%d".formatted(first, HEIGHT, line, SECONDS - 1, HEIGHT), peak,
				counts.isEmpty() ? 0 : counts.get(counts.size() - 1));
	}

	@Override
	public void close() {
		this.sampling.dispose();
	}

	record Chart(String points, long peak, long latest) {

	}

}
