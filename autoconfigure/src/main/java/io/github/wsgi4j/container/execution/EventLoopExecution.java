package io.github.wsgi4j.container.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.Step;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Runs applications on the event loop of their request's connection: on the loop's own
 * thread, or on virtual threads that the loop carries. An application that holds a loop
 * up again and again is moved away from them all.
 */
public final class EventLoopExecution implements Execution, AutoCloseable {

	private final boolean virtual;

	private final EventLoopLimits limits;

	private final LoopCarriers carriers;

	private final Queue<LoopApplication> applications;

	private final LoopApplication application;

	/**
	 * Creates an execution.
	 * @param virtual whether a step gets a virtual thread of its own, so that it may
	 * block
	 * @param limits how long the loops may be held
	 * @param fallback where applications run that have held them too often
	 * @throws IllegalStateException if virtual threads cannot be carried by a loop here
	 */
	public EventLoopExecution(boolean virtual, EventLoopLimits limits, Execution fallback) {
		String obstacle = virtual ? obstacle() : null;
		if (obstacle != null) {
			throw new IllegalStateException("An event loop cannot carry virtual threads: " + obstacle);
		}
		this.virtual = virtual;
		this.limits = limits;
		this.carriers = new LoopCarriers(limits);
		this.applications = new ConcurrentLinkedQueue<>();
		this.application = new LoopApplication("", limits, fallback);
	}

	private EventLoopExecution(EventLoopExecution parent, LoopApplication application) {
		this.virtual = parent.virtual;
		this.limits = parent.limits;
		this.carriers = parent.carriers;
		this.applications = parent.applications;
		this.application = application;
		this.applications.add(application);
	}

	/**
	 * Why an event loop cannot carry virtual threads here.
	 * @return what is missing, or {@code null} if nothing is
	 */
	public static @Nullable String obstacle() {
		return CarriedThreads.obstacle();
	}

	@Override
	public Execution forApplication(String name) {
		return new EventLoopExecution(this,
				new LoopApplication(name, this.limits, this.application.fallback().forApplication(name)));
	}

	@Override
	public void start(Step step, Executor connection) {
		if (this.application.isDemoted() || !(connection instanceof EventLoop loop)) {
			this.application.fallback().start(step, connection);
		}
		else if (this.virtual) {
			new LoopThread(this.carriers.of(loop), this.application, step).start(true);
		}
		else {
			this.carriers.of(loop).start(new LoopStep(this.application, step, connection));
		}
	}

	@Override
	public void resume(Step step, Executor connection) {
		if (this.application.isDemoted() || !(connection instanceof EventLoop loop)) {
			this.application.fallback().resume(step, connection);
		}
		else if (this.virtual) {
			new LoopThread(this.carriers.of(loop), this.application, step).start(false);
		}
		else {
			// Never at once: an application that always has more would keep the loop.
			this.carriers.of(loop).resume(new LoopStep(this.application, step, connection));
		}
	}

	@Override
	public Map<String, Object> describe() {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("mode", this.virtual ? "virtual-on-event-loop" : "event-loop");
		figures.put("demoted",
				this.applications.stream().filter(LoopApplication::isDemoted).map(LoopApplication::name).toList());
		return figures;
	}

	@Override
	public void close() {
		this.carriers.close();
	}

}
