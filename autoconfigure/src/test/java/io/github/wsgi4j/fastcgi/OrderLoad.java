package io.github.wsgi4j.fastcgi;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawResponse;
import org.awaitility.Awaitility;

/**
 * Clients that order as long as they are not stopped: every other one by requests that
 * are safe.
 */
final class OrderLoad implements AutoCloseable {

	private static final int CLIENTS = 4;

	private final Set<InetSocketAddress> stopping = ConcurrentHashMap.newKeySet();

	private final AtomicIntegerArray rounds = new AtomicIntegerArray(CLIENTS);

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final List<CompletableFuture<Void>> clients;

	private volatile boolean stopped;

	OrderLoad(List<InetSocketAddress> instances) {
		this.clients = IntStream.range(0, CLIENTS)
			.mapToObj((number) -> CompletableFuture.runAsync(() -> run(number, instances),
					(task) -> new Thread(task).start()))
			.toList();
	}

	private void run(int number, List<InetSocketAddress> instances) {
		try (BalancedClient client = new BalancedClient(instances, this.stopping)) {
			while (!this.stopped) {
				String order = System.identityHashCode(this) + ":" + number + ":" + this.rounds.get(number);
				boolean safe = number % 2 == 0;
				RawResponse response = safe ? client.get("/shop/?" + order) : client.post("/orders/", order);
				this.answers.add(new Answer(safe ? "GET" : "POST", order, response.status(), client.instance(),
						response.text()));
				this.rounds.incrementAndGet(number);
			}
		}
	}

	/**
	 * Lets no request go to an instance any more that is not safe, and waits for those
	 * that did.
	 */
	void leave(InetSocketAddress instance) {
		this.stopping.add(instance);
		awaitRounds();
	}

	/**
	 * Waits until each client has sent some more requests, and those before are answered.
	 */
	void awaitRounds() {
		int[] before = IntStream.range(0, CLIENTS).map(this.rounds::get).toArray();
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.until(() -> this.clients.stream().anyMatch(CompletableFuture::isDone)
					|| IntStream.range(0, CLIENTS).allMatch((number) -> this.rounds.get(number) > before[number] + 4));
	}

	/**
	 * Ends the load, and returns what was answered.
	 */
	List<Answer> end() {
		this.stopped = true;
		this.clients.forEach(TestServer::get);
		return List.copyOf(this.answers);
	}

	@Override
	public void close() {
		this.stopped = true;
	}

	/**
	 * The answer to an order.
	 *
	 * @param instance the instance that has answered
	 * @param host the host whose uWSGI has carried it out
	 */
	record Answer(String method, String order, int status, InetSocketAddress instance, String host) {

	}

}
