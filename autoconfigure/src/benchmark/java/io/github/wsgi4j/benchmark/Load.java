package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.HdrHistogram.Histogram;

/**
 * The load of one scenario on one server, in one thread: connections that are always
 * waiting for a response, or as many requests in a second as are wanted.
 */
final class Load implements AutoCloseable {

	/** The time that a response may take. */
	private static final long PATIENCE = 60_000_000_000L;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

	private final Histogram latencies = new Histogram(3);

	private final Selector selector = Selector.open();

	private final List<Connection> connections = new ArrayList<>();

	/** The connections whose latencies do not count. */
	private final Set<Connection> beside = new HashSet<>();

	/** The connections that wait for their turn. */
	private final Deque<Connection> resting = new ArrayDeque<>();

	private long deadline;

	private int waiting;

	private double rate = Double.POSITIVE_INFINITY;

	Load(Scenario scenario, int port) throws IOException {
		this(scenario.connections(), scenario.request(), scenario.uploads(), scenario.length(), port);
		for (byte[] request : scenario.beside()) {
			Connection connection = new Connection(this.selector, port, request, 0, scenario.length());
			this.connections.add(connection);
			this.beside.add(connection);
		}
	}

	Load(int connections, byte[] request, long uploads, long length, int port) throws IOException {
		for (int i = 0; i < connections; i++) {
			this.connections.add(new Connection(this.selector, port, request, uploads, length));
		}
	}

	/**
	 * Begins no more requests in a second than some, however fast the responses come.
	 */
	Load at(double rate) {
		this.rate = rate;
		return this;
	}

	/**
	 * Sends requests for a while, and waits for the last responses.
	 */
	Outcome run(double seconds) throws IOException {
		long start = System.nanoTime();
		this.deadline = start + (long) (seconds * 1e9);
		this.latencies.reset();
		this.resting.addAll(this.connections);
		long begun = 0;
		while (this.waiting > 0 || System.nanoTime() < this.deadline) {
			long now = System.nanoTime();
			if (now - this.deadline > PATIENCE) {
				throw new IOException(this.waiting + " responses did not come");
			}
			while (now < this.deadline && begun <= (now - start) / 1e9 * this.rate && !this.resting.isEmpty()) {
				begin(this.resting.remove());
				begun++;
			}
			this.selector.select(this::go, (this.resting.isEmpty() || now >= this.deadline) ? 1000 : 1);
		}
		this.resting.clear();
		return new Outcome(System.nanoTime() - start, this.latencies.copy(), this.connections.get(0).head());
	}

	private void begin(Connection connection) throws IOException {
		this.waiting++;
		connection.begin();
	}

	private void go(SelectionKey key) {
		Connection connection = (Connection) key.attachment();
		try {
			if (key.isWritable()) {
				connection.write();
			}
			if (key.isReadable() && connection.read(this.buffer)) {
				complete(connection);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void complete(Connection connection) throws IOException {
		if (!this.beside.contains(connection)) {
			this.latencies.recordValue(connection.age());
		}
		this.waiting--;
		if (this.rate == Double.POSITIVE_INFINITY && System.nanoTime() < this.deadline) {
			begin(connection);
		}
		else {
			this.resting.add(connection);
		}
	}

	@Override
	public void close() throws IOException {
		for (Connection connection : this.connections) {
			connection.close();
		}
		this.selector.close();
	}

	/**
	 * The outcome of a load.
	 *
	 * @param nanos how long it took, in nanoseconds
	 * @param latencies the latencies of the requests, in nanoseconds
	 * @param head the head of a response
	 */
	record Outcome(long nanos, Histogram latencies, String head) {

	}

}
