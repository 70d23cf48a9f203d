package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.container.support.ContractSupport;

/**
 * The place where a {@link Script} is played: what has happened there, and gates that a
 * test opens. This one is in the memory of the test.
 */
public class Stage {

	private final Queue<String> notes = new ConcurrentLinkedQueue<>();

	private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

	/**
	 * What the script has noted so far, in its order.
	 */
	public List<String> notes() {
		return List.copyOf(this.notes);
	}

	/**
	 * Lets the script pass a gate.
	 */
	public void open(String gate) {
		gate(gate).countDown();
	}

	void note(String note) {
		this.notes.add(note);
	}

	void pass(String gate) throws InterruptedException {
		ContractSupport.pass(gate(gate));
	}

	private CountDownLatch gate(String name) {
		return this.gates.computeIfAbsent(name, (key) -> new CountDownLatch(1));
	}

}
