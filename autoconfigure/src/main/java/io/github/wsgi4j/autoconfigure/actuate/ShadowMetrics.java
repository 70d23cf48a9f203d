package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Locale;
import java.util.Map;

import io.github.wsgi4j.recording.ShadowReport;
import io.github.wsgi4j.recording.ShadowResult.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of shadows.
 */
record ShadowMetrics(Map<String, ShadowReport> reports) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		this.reports.forEach((name, report) -> {
			for (Outcome outcome : Outcome.values()) {
				FunctionCounter.builder("wsgi.shadow.requests", report, (counts) -> counts.count(outcome))
					.description("Requests that were selected for comparison with a shadow")
					.baseUnit("requests")
					.tag("application", name)
					.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
					.register(registry);
			}
		});
	}

}
