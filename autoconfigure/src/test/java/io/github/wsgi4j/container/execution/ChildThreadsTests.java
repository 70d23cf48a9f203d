package io.github.wsgi4j.container.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.NewThreads;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual threads that an application starts while its own is carried by an event loop: a
 * running thread names its carrier.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class ChildThreadsTests extends Contract {

	private static final String LOOP = "reactor-http-";

	private static final String JDK = "ForkJoinPool-";

	private static WsgiServer running;

	ChildThreadsTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = OneLoop.start("virtual-on-event-loop", "wsgi.execution.event-loop.max-hold=1m");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Test
	void applicationItselfIsCarriedByTheLoopBeforeAndAfterItWaits() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			String before = carrier();
			Thread.sleep(1);
			start.call("200 OK", NO_HEADERS);
			return Body.text(before + "\n" + carrier());
		});
		assertThat(response.text().lines()).hasSize(2).allMatch((line) -> line.contains(LOOP));
	}

	@Test
	void childIsCarriedByTheJdkBeforeAndAfterItWaits() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			CompletableFuture<String> child = new CompletableFuture<>();
			NewThreads.startVirtual(() -> child.complete(carrier() + "\n" + carrierAfterAWait()));
			start.call("200 OK", NO_HEADERS);
			return Body.text(child.get());
		});
		assertThat(response.text().lines()).hasSize(2).allMatch((line) -> line.contains(JDK));
	}

	@Test
	void grandchildIsCarriedByTheJdk() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			CompletableFuture<String> grandchild = new CompletableFuture<>();
			NewThreads.startVirtual(() -> NewThreads.startVirtual(() -> grandchild.complete(carrierAfterAWait())));
			start.call("200 OK", NO_HEADERS);
			return Body.text(grandchild.get());
		});
		assertThat(response.text()).contains(JDK).doesNotContain(LOOP);
	}

	@Test
	void threadsOfAnExecutorAreCarriedByTheJdk() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			ExecutorService executor = NewThreads.newVirtualExecutor();
			try {
				String one = executor.submit(ChildThreadsTests::carrier).get();
				String two = executor.submit(ChildThreadsTests::carrierAfterAWait).get();
				start.call("200 OK", NO_HEADERS);
				return Body.text(one + "\n" + two + "\n" + carrier());
			}
			finally {
				executor.shutdown();
			}
		});
		assertThat(response.text().lines()).hasSize(3);
		assertThat(response.text().lines().limit(2)).allMatch((line) -> line.contains(JDK));
		assertThat(response.text().lines().skip(2)).allMatch((line) -> line.contains(LOOP));
	}

	@Test
	void childThatComputesDoesNotHoldTheLoop() {
		AtomicBoolean enough = new AtomicBoolean();
		CountDownLatch computing = new CountDownLatch(1);
		CompletableFuture<Void> child = new CompletableFuture<>();
		this.server.serve((environ, start) -> {
			NewThreads.startVirtual(() -> {
				computing.countDown();
				while (!enough.get()) {
					Thread.onSpinWait();
				}
				child.complete(null);
			});
			child.get();
			start.call("200 OK", NO_HEADERS);
			return Body.text("computed");
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			OneLoopContract.passed(computing);
			assertThat(this.server.get("/hello").text()).isEqualTo("hello");
			assertThat(child).isNotDone();
			enough.set(true);
			assertThat(client.readResponse().text()).isEqualTo("computed");
		}
		finally {
			enough.set(true);
		}
	}

	private static String carrier() {
		return Thread.currentThread().toString();
	}

	private static String carrierAfterAWait() {
		try {
			Thread.sleep(1);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return carrier();
	}

}
