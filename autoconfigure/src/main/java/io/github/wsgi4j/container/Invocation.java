package io.github.wsgi4j.container;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One call of an application, from {@code call()} through the iteration of its body to
 * {@code close()}. It runs in steps, never two at once: a step lasts while the
 * application has something to compute and the client has room for it.
 */
final class Invocation implements Runnable, Delivery {

	private static final Log logger = LogFactory.getLog(Invocation.class);

	private final Execution execution;

	private final CallMonitor monitor;

	private final Reply reply;

	private final BodyPump pump;

	private final Runnable whenClosed;

	private final Interruptible thread = new Interruptible();

	private final AtomicInteger work = new AtomicInteger(1);

	private boolean done;

	private volatile boolean sent;

	private volatile boolean closed;

	Invocation(Application application, Map<String, Object> environ, RunningRequest request, Execution execution,
			WsgiContainer container, AwaitedResponse response, Runnable whenClosed) {
		this.execution = execution;
		this.monitor = new CallMonitor(request, container, response::currentContext);
		this.reply = new Reply(request, container, response, this);
		this.pump = new BodyPump(application, environ, this.reply, this.monitor::opened, this::ready);
		this.whenClosed = whenClosed;
	}

	/**
	 * Takes the first step.
	 * @throws RejectedExecutionException if there is no thread for it
	 */
	void start() {
		this.monitor.accepted();
		this.reply.begin();
		try {
			this.execution.start(this, this.reply.connection());
		}
		catch (RejectedExecutionException ex) {
			this.reply.cancel();
			this.monitor.rejected();
			throw ex;
		}
	}

	@Override
	public void ready() {
		if (this.closed || this.work.getAndIncrement() != 0) {
			return;
		}
		try {
			this.execution.resume(this, this.reply.connection());
		}
		catch (RejectedExecutionException ex) {
			// Only after a shutdown; what is left is to close the body, here if need be.
			run();
		}
	}

	@Override
	public void sent() {
		this.sent = true;
		ready();
	}

	@Override
	public void lost() {
		this.reply.cancel();
		this.thread.interrupt();
		if (this.execution instanceof Ticket ticket) {
			ticket.cancel();
		}
		ready();
	}

	@Override
	public void run() {
		Step step = new Step();
		if (this.thread.isInterrupted() || this.closed) {
			step.run();
		}
		else {
			this.monitor.observe(step);
		}
		if (!step.entered) {
			step.run();
		}
		if (step.last) {
			this.monitor.left();
		}
	}

	private boolean advance() {
		if (this.closed) {
			return false;
		}
		if (!this.done && this.thread.enter()) {
			try {
				this.done = this.pump.advance();
			}
			catch (Throwable ex) {
				this.done = true;
				fail(ex);
			}
			finally {
				this.thread.leave();
			}
		}
		if (this.thread.isInterrupted() || (this.done && (this.sent || !this.reply.sendsFile()))) {
			close();
			return true;
		}
		return false;
	}

	private void fail(Throwable ex) {
		this.monitor.failed(ex);
		if (this.thread.isInterrupted() || this.reply.isCancelled()) {
			logger.debug(this.monitor.describe("was interrupted, since nobody waits for it any more"), ex);
		}
		else if (this.reply.fail(Failures.answerable(ex))) {
			logger.error(this.monitor.describe("failed after the headers had been sent; the connection is closed"), ex);
		}
	}

	private void close() {
		this.closed = true;
		if (this.thread.isInterrupted()) {
			// Once more: the application may have begun its body in the meantime.
			this.reply.cancel();
		}
		try {
			this.pump.close();
		}
		catch (Throwable ex) {
			logger.error(this.monitor.describe("failed to close its body"), ex);
		}
		finally {
			Thread.interrupted();
			this.whenClosed.run();
			this.monitor.closed();
		}
	}

	/**
	 * What one thread does. As soon as no work is left another thread may have the next
	 * step, so that all it knows of itself is its own.
	 */
	private final class Step implements Runnable {

		private boolean entered;

		private boolean last;

		@Override
		public void run() {
			this.entered = true;
			int missed = 1;
			do {
				this.last |= advance();
				missed = Invocation.this.work.addAndGet(-missed);
			}
			while (missed != 0);
		}

	}

}
