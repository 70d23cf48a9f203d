package io.github.wsgi4j.container.execution;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * An event loop that runs applications between its own work. What a loop that is held up
 * does not come to is run elsewhere, so that no application can hold up another's thread,
 * nor a loop wait for a thread that waits for the loop.
 */
final class LoopCarrier {

	private final EventLoop loop;

	private final Runnable next = this::next;

	private final Queue<LoopTask> waiting = new ConcurrentLinkedQueue<>();

	private volatile @Nullable LoopRun current;

	private final AtomicLong taken = new AtomicLong();

	private long takenBefore;

	private boolean held;

	LoopCarrier(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Runs the first part of a task: at once if the loop is here already.
	 */
	void start(LoopTask task) {
		if (this.loop.inEventLoop()) {
			run(task);
		}
		else {
			resume(task);
		}
	}

	/**
	 * Runs the first part of a task as soon as the loop has left what it does now.
	 */
	void startInTurn(LoopTask task) {
		if (!this.loop.inEventLoop() || !EventLoopTick.current().add(() -> run(task))) {
			resume(task);
		}
	}

	/**
	 * Runs a further part of a task, behind what the loop does now.
	 */
	void resume(LoopTask task) {
		this.waiting.add(task);
		try {
			this.loop.execute(this.next);
		}
		catch (RejectedExecutionException ex) {
			// The server has gone; the application may still come to its end.
			rescue();
		}
	}

	private void next() {
		LoopTask task = this.waiting.poll();
		this.taken.lazySet(this.taken.get() + 1);
		if (task != null) {
			EventLoopTick.current().run(() -> run(task));
		}
	}

	private void run(LoopTask task) {
		LoopRun run = new LoopRun(task, Thread.currentThread(), System.nanoTime());
		LoopRun outer = this.current;
		this.current = run;
		try {
			task.run();
		}
		finally {
			this.current = outer;
			task.application().ran(System.nanoTime() - run.startNanos());
		}
	}

	/**
	 * The task that runs on the loop now, or {@code null} if that is nothing of an
	 * application's.
	 */
	@Nullable LoopRun current() {
		return this.current;
	}

	/**
	 * Runs elsewhere what the loop has not come to since the last call. Is called by one
	 * thread only.
	 */
	void relieve() {
		long taken = this.taken.get();
		if (taken == this.takenBefore && this.held) {
			rescue();
		}
		this.held = !this.waiting.isEmpty();
		this.takenBefore = taken;
	}

	private void rescue() {
		LoopTask task = this.waiting.poll();
		while (task != null) {
			task.runElsewhere();
			task = this.waiting.poll();
		}
	}

}
