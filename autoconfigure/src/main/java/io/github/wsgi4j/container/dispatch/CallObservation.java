package io.github.wsgi4j.container.dispatch;

import java.util.function.Supplier;

import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.WsgiObservationContext;
import io.github.wsgi4j.container.WsgiObservationConvention;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * The observation of one call of an application, a child of that of its request, and what
 * the reactive context of the request has to say to the threads of the application.
 */
final class CallObservation {

	/** Whether thread-locals are set at all. */
	static final boolean PROPAGATION = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			CallObservation.class.getClassLoader());

	private static final WsgiObservationConvention CONVENTION = new WsgiObservationConvention() {
	};

	private final Observation observation;

	private final ContextView context;

	CallObservation(ActiveRequest request, ObservationRegistry registry, @Nullable WsgiObservationConvention convention,
			Supplier<ContextView> context) {
		this.observation = Observation.createNotStarted(convention, CONVENTION,
				() -> new WsgiObservationContext(request), registry);
		if (this.observation.isNoop()) {
			// To ask for it costs a walk through all operators of the request.
			this.context = PROPAGATION ? context.get() : Context.empty();
		}
		else {
			this.observation.parentObservation(context.get().getOrDefault(ObservationThreadLocalAccessor.KEY, null));
			this.context = Context.of(context.get()).put(ObservationThreadLocalAccessor.KEY, this.observation);
		}
	}

	/**
	 * Runs a step of the application with the thread-locals of its request.
	 */
	void run(Runnable step) {
		if (PROPAGATION) {
			Propagation.run(step, this.context);
		}
		else if (this.observation.isNoop()) {
			step.run();
		}
		else {
			this.observation.scoped(step);
		}
	}

	void start() {
		this.observation.start();
	}

	void error(Throwable error) {
		this.observation.error(error);
	}

	void stop() {
		this.observation.stop();
	}

	// Apart, so that the library may be absent.
	private static final class Propagation {

		private static final ContextSnapshotFactory FACTORY = ContextSnapshotFactory.builder().build();

		private Propagation() {
		}

		static void run(Runnable step, ContextView context) {
			FACTORY.captureFrom(context).wrap(step).run();
		}

	}

}
