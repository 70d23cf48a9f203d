package io.github.wsgi4j.container.dispatch;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.server.NativeExchange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.util.context.ContextView;

/**
 * Tells those who look on what becomes of one call of an application.
 */
final class CallMonitor {

	private static final Log logger = LogFactory.getLog(CallMonitor.class);

	private final ActiveRequest request;

	private final List<RequestListener> listeners;

	private final CallObservation observation;

	private volatile boolean accepted;

	private boolean started;

	CallMonitor(ActiveRequest request, WsgiContainer container, Supplier<ContextView> context) {
		this.request = request;
		this.listeners = container.listeners();
		this.observation = new CallObservation(request, container.observations(), container.convention(), context);
	}

	/**
	 * Runs a step of the application with the thread-locals of its request, if they can
	 * be had.
	 */
	void observe(Runnable step) {
		start();
		guard(() -> this.observation.run(step));
	}

	private void start() {
		if (!this.started) {
			this.started = true;
			guard(this.observation::start);
			tell(RequestListener::started);
		}
	}

	/**
	 * Tells once that the request was accepted: on the thread that has started it, or on
	 * the one that it has got, whichever comes first. The other waits meanwhile, so that
	 * nothing else is told before.
	 */
	void accepted() {
		if (!this.accepted && !this.listeners.isEmpty()) {
			acceptOnce();
		}
	}

	private synchronized void acceptOnce() {
		if (!this.accepted) {
			tell(RequestListener::accepted);
			this.accepted = true;
		}
	}

	void rejected() {
		tell(RequestListener::rejected);
	}

	void opened() {
		tell(RequestListener::opened);
	}

	void failed(Throwable failure) {
		// The failure may be that the application cannot even be called.
		start();
		guard(() -> this.observation.error(failure));
	}

	void closed() {
		tell(RequestListener::closed);
	}

	/**
	 * Ends what lasts longer than the last step: an observation outlives its scopes.
	 */
	void left() {
		if (this.started) {
			guard(this.observation::stop);
		}
	}

	/**
	 * A line for the log.
	 */
	String describe(String what) {
		return NativeExchange.logLine(this.request.getExchange(),
				"the application '" + this.request.getApplication() + "' " + what);
	}

	private void tell(BiConsumer<RequestListener, ActiveRequest> event) {
		for (RequestListener listener : this.listeners) {
			guard(() -> event.accept(listener, this.request));
		}
	}

	// Whoever looks on does not end a request, nor does a library that does not fit
	// another.
	private void guard(Runnable event) {
		try {
			event.run();
		}
		catch (RuntimeException | Error ex) {
			logger.warn(describe("could not be observed"), ex);
		}
	}

}
