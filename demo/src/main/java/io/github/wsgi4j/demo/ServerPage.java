package io.github.wsgi4j.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.ServerSentEvent;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;

/**
 * The server itself: what the actuator's endpoint {@code wsgi} and the meters say, on a
 * page, and as an event a second for whoever stays on it.
 */
class ServerPage {

	private static final EndpointId ENDPOINT = EndpointId.of("wsgi");

	private final WebEndpointsSupplier endpoints;

	private final MeterRegistry meters;

	private final Traffic traffic;

	private final JsonMapper json;

	private final Flux<ServerSentEvent> events;

	ServerPage(WebEndpointsSupplier endpoints, MeterRegistry meters, Traffic traffic, JsonMapper json,
			ITemplateEngine templates) {
		this.endpoints = endpoints;
		this.meters = meters;
		this.traffic = traffic;
		this.json = json;
		// Rendered once for all who look, and not at all if nobody does.
		this.events = Flux.interval(Duration.ZERO, Duration.ofSeconds(1))
			.onBackpressureDrop()
			.map((second) -> templates.process("server", Set.of("live"), new Context(Locale.ENGLISH, state())))
			.map(ServerSentEvent::of)
			.share();
	}

	Response page(Request request) {
		return Page.of(request, "server", "Server", state());
	}

	/**
	 * Sends the part of the page that changes, until the client goes away.
	 */
	Response events(Request request) {
		// Who reads too slowly misses some seconds, and holds up nobody else.
		return Response.events(JdkFlowAdapter.publisherToFlowPublisher(this.events.onBackpressureLatest()));
	}

	private Map<String, Object> state() {
		Map<String, Object> state = new HashMap<>(endpoint());
		state.put("chart", this.traffic.chart());
		state.put("figures", figures());
		return state;
	}

	/**
	 * Reads the endpoint, which is found late: it knows this application.
	 */
	private Map<String, Object> endpoint() {
		WebOperation operation = this.endpoints.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(ENDPOINT))
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.filter((candidate) -> candidate.getType() == OperationType.READ)
			.findFirst()
			.orElseThrow(() -> new HttpException(404, "The endpoint \"wsgi\" is not exposed"));
		return this.json.convertValue(operation.invoke(new InvocationContext(SecurityContext.NONE, Map.of())),
				new TypeReference<>() {
				});
	}

	private Map<String, String> figures() {
		Map<String, String> figures = new LinkedHashMap<>();
		figures.put("Under way", number(meter("wsgi.requests.active")));
		figures.put("Open streams", number(meter("wsgi.bodies.unclosed")));
		figures.put("Rejected", number(meter("wsgi.requests.rejected")));
		figures.put("Answered", number(this.traffic.total()));
		figures.put("Threads", number(meter("jvm.threads.live")));
		figures.put("Heap", number(meter("jvm.memory.used", "area", "heap") / 1_000_000) + " MB");
		return figures;
	}

	private long meter(String name, String... tags) {
		return Math.round(this.meters.find(name)
			.tags(tags)
			.meters()
			.stream()
			.flatMap((meter) -> StreamSupport.stream(meter.measure().spliterator(), false))
			.mapToDouble(Measurement::getValue)
			.sum());
	}

	private static String number(long value) {
		return String.format(Locale.ENGLISH, "%,d", value);
	}

}
