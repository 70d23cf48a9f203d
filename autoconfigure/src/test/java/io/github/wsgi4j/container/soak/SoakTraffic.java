package io.github.wsgi4j.container.soak;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.wsgi4j.container.support.RawClient;

/**
 * A fixed number of clients that behave in all ways by turns, for a given time. Each of
 * them does the same in the same order whenever it is given the same seed.
 */
final class SoakTraffic {

	private static final int CLIENTS = 12;

	private static final SoakScenario[] SCENARIOS = SoakScenario.values();

	private final SoakServer server;

	private final long seed;

	private final long end;

	private final AtomicLong runs = new AtomicLong();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private SoakTraffic(SoakServer server, long seed, Duration duration) {
		this.server = server;
		this.seed = seed;
		this.end = System.nanoTime() + duration.toNanos();
	}

	/**
	 * Sends traffic to a server.
	 * @return how many times a client has come
	 */
	static long run(SoakServer server, long seed, Duration duration) throws InterruptedException {
		SoakTraffic traffic = new SoakTraffic(server, seed, duration);
		List<Thread> clients = IntStream.range(0, CLIENTS)
			.mapToObj((client) -> new Thread(() -> traffic.client(client), "soak-" + client))
			.toList();
		clients.forEach(Thread::start);
		for (Thread client : clients) {
			client.join();
		}
		Throwable failure = traffic.failures.poll();
		if (failure != null) {
			traffic.failures.forEach(failure::addSuppressed);
			throw new AssertionError("With the seed " + seed, failure);
		}
		return traffic.runs.get();
	}

	private void client(int number) {
		Random random = new Random(this.seed + number);
		while (System.nanoTime() < this.end && this.failures.isEmpty()) {
			SoakScenario scenario = SCENARIOS[random.nextInt(SCENARIOS.length)];
			String mount = this.server.mounts().get(random.nextInt(this.server.mounts().size()));
			try (RawClient client = this.server.connect((scenario == SoakScenario.SLOW_READER) ? 8192 : -1)) {
				scenario.run(client, mount, random);
				this.runs.incrementAndGet();
			}
			catch (Throwable ex) {
				this.failures.add(new AssertionError(scenario + " at " + mount, ex));
			}
		}
	}

}
