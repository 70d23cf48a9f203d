package io.github.wsgi4j.container.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.Step;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.request.RequestStreams;
import io.github.wsgi4j.container.response.ApplicationResponse;
import io.github.wsgi4j.container.response.FailureStatus;
import io.github.wsgi4j.container.response.ResponseCallback;
import io.github.wsgi4j.container.response.ResponseSubscription;
import io.github.wsgi4j.container.response.TimeoutMonitor;
import io.github.wsgi4j.container.response.UnavailableException;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.server.ServerConnection;
import io.github.wsgi4j.http.FieldSyntax;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.server.ServerWebExchange;

/**
 * One run of an application, from {@code call()} through the iteration of its body to
 * {@code close()}. It goes on in steps, never two at once: a step lasts while the
 * application has something to compute and the client has room for it.
 */
final class ApplicationRun implements ActiveRequest, ResponseCallback, Step {

	private static final Log logger = LogFactory.getLog(ApplicationRun.class);

	private final String name;

	private final NativeExchange exchange;

	private final RequestStreams streams;

	private final Execution execution;

	private final CallMonitor monitor;

	private final ApplicationResponse response;

	private final ApplicationCall call;

	private final Interruptible thread = new Interruptible();

	private final AtomicInteger work = new AtomicInteger(1);

	private final long acceptedNanos = System.nanoTime();

	private boolean done;

	private volatile boolean sent;

	private volatile boolean closed;

	ApplicationRun(String name, Application application, NativeExchange exchange, RequestStreams streams,
			Map<String, Object> environ, Execution execution, WsgiContainer container, TimeoutMonitor timeouts,
			ResponseSubscription subscription) {
		this.name = name;
		this.exchange = exchange;
		this.streams = streams;
		this.execution = execution;
		this.monitor = new CallMonitor(this, container, subscription::currentContext);
		this.response = new ApplicationResponse(name, exchange, ServerConnection.of(exchange), streams.body(),
				container.settings(), timeouts, subscription, this);
		this.call = new ApplicationCall(application, environ, this.response, this.monitor, this::ready);
	}

	/**
	 * Takes the first step.
	 * @throws RejectedExecutionException if there is no thread for it
	 */
	void start() {
		try {
			this.response.watch();
			this.execution.start(this, this.response.executor());
		}
		catch (RuntimeException | Error ex) {
			this.response.cancel();
			this.monitor.rejected();
			throw ex;
		}
		this.monitor.accepted();
		if (this.response.isCancelled()) {
			// The client may have left before there was anything to cancel.
			this.execution.cancel(this);
		}
	}

	@Override
	public void ready() {
		if (this.closed || this.work.getAndIncrement() != 0) {
			return;
		}
		try {
			this.execution.resume(this, this.response.executor());
		}
		catch (RuntimeException | Error ex) {
			// There is no thread, or what decorates it has failed.
			refuse(ex);
		}
	}

	@Override
	public void refuse(Throwable reason) {
		if (!this.done) {
			this.done = true;
			fail(UnavailableException.explain(reason));
		}
		run();
	}

	@Override
	public void sent() {
		this.sent = true;
		ready();
	}

	@Override
	public void lost() {
		this.response.cancel();
		this.thread.interrupt();
		this.execution.cancel(this);
		ready();
	}

	@Override
	public void run() {
		this.monitor.accepted();
		Turn turn = new Turn();
		if (this.thread.isInterrupted() || this.closed) {
			turn.run();
		}
		else {
			this.monitor.observe(turn);
		}
		if (!turn.entered) {
			turn.run();
		}
		if (turn.last) {
			this.monitor.left();
		}
	}

	private boolean advance() {
		if (this.closed) {
			return false;
		}
		if (!this.done && this.thread.enter()) {
			try {
				this.done = this.call.advance();
			}
			catch (Throwable ex) {
				this.done = true;
				fail(ex);
			}
			finally {
				this.thread.leave();
			}
		}
		if (this.thread.isInterrupted() || (this.done && (this.sent || !this.response.sendsFile()))) {
			close();
			return true;
		}
		return false;
	}

	private void fail(Throwable ex) {
		this.monitor.failed(ex);
		Throwable answer = FailureStatus.answerable(ex);
		if (this.thread.isInterrupted() || this.response.isCancelled()) {
			logger.debug(this.monitor.describe("was interrupted because nobody is waiting for the response any more"),
					ex);
		}
		else if (this.response.fail(answer)) {
			logger.error(this.monitor.describe("failed after the headers had been sent; the connection is closed"), ex);
		}
		else if (FailureStatus.isGateways(answer)) {
			// The message may have what the other server has sent.
			String message = FieldSyntax.printable(String.valueOf(answer.getMessage()));
			logger.warn(this.monitor.describe("gave no response: " + message));
		}
	}

	private void close() {
		this.closed = true;
		if (this.thread.isInterrupted()) {
			// Once more: the application may have begun its body in the meantime.
			this.response.cancel();
		}
		try {
			this.call.close();
		}
		catch (Throwable ex) {
			logger.error(this.monitor.describe("failed to close its body"), ex);
		}
		finally {
			Thread.interrupted();
			try {
				this.streams.end();
			}
			finally {
				this.execution.release(this);
				this.monitor.closed();
			}
		}
	}

	@Override
	public String getApplication() {
		return this.name;
	}

	@Override
	public ServerWebExchange getExchange() {
		return this.exchange.exchange();
	}

	@Override
	public boolean hasBody() {
		return this.call.hasBody();
	}

	@Override
	public Duration getAge() {
		return Duration.ofNanos(System.nanoTime() - this.acceptedNanos);
	}

	/**
	 * The work of one thread. As soon as no work is left another thread may have the next
	 * step, so that all it knows of itself is its own.
	 */
	private final class Turn implements Runnable {

		private boolean entered;

		private boolean last;

		@Override
		public void run() {
			this.entered = true;
			int missed = 1;
			do {
				this.last |= advance();
				missed = ApplicationRun.this.work.addAndGet(-missed);
			}
			while (missed != 0);
		}

	}

}
