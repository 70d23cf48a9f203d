package io.github.wsgi4j.container.fault;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.ScriptedBody.Step;

/**
 * Where an application has come to with one request, for the client that waits for it.
 */
final class Scene {

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch over = new CountDownLatch(1);

	private final AtomicInteger closed = new AtomicInteger();

	private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	void enter() {
		this.threads.add(Thread.currentThread());
	}

	/**
	 * The threads on which the application was called.
	 */
	Set<Thread> threads() {
		return this.threads;
	}

	/**
	 * The application is where the fault is to happen.
	 */
	void reach() {
		this.reached.countDown();
	}

	void awaitReached() throws InterruptedException {
		ContractSupport.pass(this.reached);
	}

	/**
	 * Waits for an interrupt.
	 */
	@SuppressWarnings("TypeParameterUnusedInFormals")
	<T> T hang() throws InterruptedException {
		reach();
		ContractSupport.pass(new CountDownLatch(1));
		throw new IllegalStateException("Nobody has interrupted this thread");
	}

	/**
	 * Waits for an interrupt, and does not care about it.
	 */
	byte[] hangAndGoOn() {
		try {
			hang();
		}
		catch (InterruptedException ex) {
			// As if nothing had happened.
		}
		return ContractSupport.bytes("x");
	}

	/**
	 * Waits until the client has gone away, whatever else happens.
	 */
	byte[] outlast() {
		reach();
		boolean passed = false;
		while (!passed) {
			try {
				ContractSupport.pass(this.over);
				passed = true;
			}
			catch (InterruptedException ex) {
				// The client is gone, but it is not told so here.
			}
		}
		return new byte[0];
	}

	/**
	 * The client has gone away or has its response.
	 */
	void end() {
		this.over.countDown();
	}

	/**
	 * Does something when the request is over.
	 */
	void afterwards(Runnable action) {
		this.afterwards.add(action);
	}

	void runAfterwards() {
		this.afterwards.forEach(Runnable::run);
	}

	/**
	 * How often the body was closed.
	 */
	int closed() {
		return this.closed.get();
	}

	void close() {
		this.closed.incrementAndGet();
	}

	/**
	 * A body of steps.
	 */
	Iterable<byte[]> steps(Step... steps) {
		return body(ScriptedBody.of(steps));
	}

	/**
	 * A body that counts how often it is closed.
	 */
	Iterable<byte[]> body(Iterable<byte[]> blocks) {
		return closing(() -> null, blocks);
	}

	/**
	 * A body in memory that counts how often it is closed.
	 */
	List<byte[]> memory(byte[] block) {
		return new CountedList(this, block);
	}

	/**
	 * A body that does something when it is closed.
	 */
	Iterable<byte[]> closing(Step onClose, Iterable<byte[]> blocks) {
		return new CountedBody(this, onClose, blocks);
	}

	/**
	 * A body that counts.
	 *
	 * @param scene where it counts
	 * @param onClose what it does when it is closed
	 * @param blocks its blocks
	 */
	private record CountedBody(Scene scene, Step onClose,
			Iterable<byte[]> blocks) implements Iterable<byte[]>, AutoCloseable {

		@Override
		public Iterator<byte[]> iterator() {
			return this.blocks.iterator();
		}

		@Override
		public void close() {
			this.scene.close();
			ScriptedBody.run(this.onClose);
		}

	}

	/**
	 * A body in memory that counts.
	 */
	private static final class CountedList extends AbstractList<byte[]> implements AutoCloseable {

		private final Scene scene;

		private final byte[] block;

		CountedList(Scene scene, byte[] block) {
			this.scene = scene;
			this.block = block;
		}

		@Override
		public byte[] get(int index) {
			return this.block;
		}

		@Override
		public int size() {
			return 1;
		}

		@Override
		public void close() {
			this.scene.close();
		}

	}

}
