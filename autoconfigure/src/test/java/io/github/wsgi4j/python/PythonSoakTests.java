package io.github.wsgi4j.python;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.python.application.PythonApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mixed traffic to Python for a while, with clients that are slow and go away, processes
 * that are killed, and reloads. All slots are usable at its end, and what it took is
 * given back. Needs a JVM of its own.
 */
@Tag("soak")
class PythonSoakTests {

	private static final Duration DURATION = DurationStyle.detectAndParse(System.getProperty("soak.duration", "15s"));

	private static final long SEED = Long.getLong("soak.seed", 20260101);

	private static final int CLIENTS = 8;

	private static final int PROCESSES = 2;

	private static final int THREADS = 2;

	private static final int BLOCK = 64 * 1024;

	private static final long HEAP_MARGIN = DataSize.ofMegabytes(16).toBytes();

	private static final long PYTHON_MARGIN = DataSize.ofMegabytes(16).toBytes();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong broken = new AtomicLong();

	private final AtomicInteger killed = new AtomicInteger();

	@Test
	void givesBackWhatItTook(@TempDir Path folder) throws Exception {
		PythonPackage.assumeInterpreter();
		List<Long> last;
		try (PythonServer server = PythonServer.start("twin", "python.callable=slow:application",
				"python.processes=" + PROCESSES, "python.threads=" + THREADS,
				"python.response-spool.directory=" + folder)) {
			PythonApplication application = server.server().bean(PythonApplication.class);
			run(server, application, DURATION.dividedBy(3), SEED);
			awaitIdle(server, application);
			long heap = heap();
			long python = memory(application);
			run(server, application, DURATION.multipliedBy(2).dividedBy(3), SEED + 1000);
			awaitIdle(server, application);
			assertThat(folder).isEmptyDirectory();
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(heap()).as("heap after garbage collection").isLessThan(heap + HEAP_MARGIN));
			assertThat(memory(application)).as("memory of the processes").isLessThan(python + PYTHON_MARGIN);
			last = pids(application);
			System.out.printf("In %s %d requests were answered, %d broken, %d processes killed, with the seed %d%n",
					DURATION, this.answered.get(), this.broken.get(), this.killed.get(), SEED);
		}
		assertThat(this.answered).hasPositiveValue();
		assertThat(last).noneMatch((pid) -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
		assertThat(folder).isEmptyDirectory();
		for (String temporary : List.of("/tmp", System.getProperty("java.io.tmpdir"))) {
			assertThat(Path.of(temporary).toFile().list((parent, name) -> isOurs(name))).isEmpty();
		}
	}

	private static boolean isOurs(String name) {
		return name.startsWith("wsgi4j-" + ProcessHandle.current().pid() + "-");
	}

	private void run(PythonServer server, PythonApplication application, Duration duration, long seed)
			throws InterruptedException {
		long end = System.nanoTime() + duration.toNanos();
		List<Thread> clients = IntStream.range(0, CLIENTS)
			.mapToObj((client) -> new Thread(() -> client(server, new Random(seed + client), end), "soak-" + client))
			.toList();
		clients.forEach(Thread::start);
		CompletableFuture<Void> reload = CompletableFuture.completedFuture(null);
		Random random = new Random(seed);
		while (System.nanoTime() < end) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1500));
			List<Long> pids = pids(application);
			if (random.nextBoolean() && !pids.isEmpty()) {
				ProcessHandle.of(pids.get(random.nextInt(pids.size()))).ifPresent(ProcessHandle::destroyForcibly);
				this.killed.incrementAndGet();
			}
			else if (reload.isDone()) {
				reload = application.reload();
			}
		}
		for (Thread client : clients) {
			client.join();
		}
		assertThat(this.failures).isEmpty();
	}

	private void client(PythonServer server, Random random, long end) {
		while (System.nanoTime() < end && this.failures.isEmpty()) {
			int scenario = random.nextInt(7);
			try (RawClient client = new RawClient(server.server().port(), (scenario > 3) ? 8192 : -1)) {
				run(client, scenario);
			}
			catch (Exception ex) {
				// Its process was killed, and the connection cut.
				this.broken.incrementAndGet();
			}
			catch (AssertionError ex) {
				this.failures.add(ex);
			}
		}
	}

	private void run(RawClient client, int scenario) throws IOException {
		switch (scenario) {
			case 0 -> check(client.send(get("/")).readResponse(), 12);
			case 1 -> check(client.send(get("/blocks?32")).readResponse(), 32 * BLOCK);
			case 2 -> check(client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n")
				.send(new byte[300_000])
				.readResponse(), 6);
			case 3 -> check(client.send(get("/file")).readResponse(), -1);
			case 4 -> {
				client.send(get("/page?64"));
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
				check(client.readResponse(), 64 * BLOCK);
			}
			case 5 -> {
				client.send(get("/blocks?64"));
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
			}
			default -> client.send(get("/events")).readSome(100);
		}
	}

	private void check(RawResponse response, int length) {
		if (response.status() == 200 && response.complete()) {
			this.answered.incrementAndGet();
			assertThat(response.body().length).isEqualTo((length < 0) ? response.body().length : length);
		}
		else {
			assertThat(response.status()).isIn(200, 502, 503);
			this.broken.incrementAndGet();
		}
	}

	private static String get(String target) {
		return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	private static void awaitIdle(PythonServer server, PythonApplication application) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(application.status().processes()).hasSize(PROCESSES)
				.allMatch((process) -> process.state().equals("READY"));
			assertThat(application.spooled()).isZero();
		});
		// Each slot is held by one of them, or the last does not come.
		List<RawClient> holders = IntStream.range(0, PROCESSES * THREADS)
			.mapToObj((slot) -> server.connect().send(get("/events")))
			.toList();
		try {
			holders.forEach((client) -> assertThat(client.readHead().status()).isEqualTo(200));
		}
		finally {
			holders.forEach(RawClient::close);
		}
		assertThat(server.get("/").status()).isEqualTo(200);
	}

	private static List<Long> pids(PythonApplication application) {
		return application.status()
			.processes()
			.stream()
			.filter((process) -> process.state().equals("READY"))
			.map(PythonStatus.Worker::pid)
			.toList();
	}

	private static long memory(PythonApplication application) {
		return application.status().processes().stream().mapToLong(PythonStatus.Worker::memory).sum();
	}

	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
