package io.github.wsgi4j.container.support;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.container.Step;

/**
 * A step that keeps why it was refused.
 */
public final class TestStep implements Step {

	private final Runnable task;

	private final List<Throwable> refusals = new ArrayList<>();

	public TestStep() {
		this(() -> {
		});
	}

	public TestStep(Runnable task) {
		this.task = task;
	}

	@Override
	public void run() {
		this.task.run();
	}

	@Override
	public void refuse(Throwable reason) {
		this.refusals.add(reason);
	}

	public List<Throwable> refusals() {
		return this.refusals;
	}

}
