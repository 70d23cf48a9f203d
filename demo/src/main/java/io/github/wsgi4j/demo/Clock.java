package io.github.wsgi4j.demo;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.ServerSentEvent;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/**
 * The time of day in UTC: on a page, and as an event a second for whoever stays on it.
 */
class Clock {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss");

	Response page(Request request) {
		return Page.of(request, "clock", "Clock", Map.of("time", now()));
	}

	/**
	 * Sends events until the client goes away. Between two of them no thread waits, so
	 * that many can look at the clock.
	 */
	Response events(Request request) {
		Flux<ServerSentEvent> seconds = Flux.interval(Duration.ZERO, Duration.ofSeconds(1))
			// Who reads too slowly misses some seconds.
			.onBackpressureLatest()
			.map((second) -> ServerSentEvent.of(now()));
		return Response.events(JdkFlowAdapter.publisherToFlowPublisher(seconds));
	}

	private static String now() {
		return LocalTime.now(ZoneOffset.UTC).format(FORMAT);
	}

}
