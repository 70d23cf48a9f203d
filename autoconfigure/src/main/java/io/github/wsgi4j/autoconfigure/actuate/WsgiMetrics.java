package io.github.wsgi4j.autoconfigure.actuate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.autoconfigure.ViolationListener;
import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.middleware.validation.Violation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of the container: running, waiting and rejected requests, and violations of
 * rules.
 */
final class WsgiMetrics implements RequestListener, ViolationListener {

	private final MeterRegistry registry;

	private final AtomicInteger active = new AtomicInteger();

	private final AtomicInteger unclosed = new AtomicInteger();

	private final Counter rejected;

	private final Timer waiting;

	WsgiMetrics(MeterRegistry registry) {
		this.registry = registry;
		Gauge.builder("wsgi.requests.active", this.active, AtomicInteger::get)
			.description("Requests that have been accepted and not yet closed")
			.baseUnit("requests")
			.register(registry);
		Gauge.builder("wsgi.bodies.unclosed", this.unclosed, AtomicInteger::get)
			.description("Bodies that applications have returned and that have not been closed yet")
			.baseUnit("bodies")
			.register(registry);
		this.rejected = Counter.builder("wsgi.requests.rejected")
			.description("Requests that were rejected with 503: no thread was free, or too many requests were running")
			.baseUnit("requests")
			.register(registry);
		this.waiting = Timer.builder("wsgi.thread.wait")
			.description("Time that requests wait for a thread")
			.register(registry);
	}

	@Override
	public void accepted(ActiveRequest request) {
		this.active.incrementAndGet();
	}

	@Override
	public void rejected(ActiveRequest request) {
		this.rejected.increment();
	}

	@Override
	public void started(ActiveRequest request) {
		this.waiting.record(request.getAge());
	}

	@Override
	public void opened(ActiveRequest request) {
		this.unclosed.incrementAndGet();
	}

	@Override
	public void closed(ActiveRequest request) {
		this.active.decrementAndGet();
		if (request.hasBody()) {
			this.unclosed.decrementAndGet();
		}
	}

	@Override
	public void violated(String application, Violation violation) {
		Counter.builder("wsgi.violations")
			.description("Violations of the specification that did not fail a request")
			.baseUnit("violations")
			.tag("application", application)
			.tag("place", violation.place().toString())
			.tag("rule", violation.rule().id())
			.register(this.registry)
			.increment();
	}

}
