package io.github.wsgi4j.container.support;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A body that runs one step for each block and counts how often it is closed. It is no
 * collection, so that its length is not known before its end.
 */
public final class ScriptedBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterator<Step> steps;

	private final Step onClose;

	private final AtomicInteger closed = new AtomicInteger();

	private ScriptedBody(Step onClose, Iterator<Step> steps) {
		this.onClose = onClose;
		this.steps = steps;
	}

	public static ScriptedBody of(Step... steps) {
		return closing(() -> null, steps);
	}

	public static ScriptedBody of(Iterator<Step> steps) {
		return new ScriptedBody(() -> null, steps);
	}

	public static ScriptedBody blocks(String... blocks) {
		return of(List.of(blocks).stream().map(ScriptedBody::block).iterator());
	}

	/**
	 * A body that runs a step when it is closed.
	 */
	public static ScriptedBody closing(Step onClose, Step... steps) {
		return new ScriptedBody(onClose, List.of(steps).iterator());
	}

	public static ScriptedBody closing(Step onClose, Iterator<Step> steps) {
		return new ScriptedBody(onClose, steps);
	}

	public static Step block(String block) {
		return () -> ContractSupport.bytes(block);
	}

	public static Step failing(Throwable failure) {
		return () -> {
			throw failure;
		};
	}

	public int closed() {
		return this.closed.get();
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return ScriptedBody.this.steps.hasNext();
			}

			@Override
			public byte[] next() {
				return run(ScriptedBody.this.steps.next());
			}

		};
	}

	@Override
	public void close() {
		this.closed.incrementAndGet();
		run(this.onClose);
	}

	public static byte[] run(Step step) {
		try {
			return step.get();
		}
		catch (Throwable ex) {
			ScriptedBody.<RuntimeException>raise(ex);
			throw new IllegalStateException(ex);
		}
	}

	// Applications in other languages throw what they like.
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void raise(Throwable ex) throws T {
		throw (T) ex;
	}

	@FunctionalInterface
	public interface Step {

		byte[] get() throws Throwable;

	}

}
