package io.github.wsgi4j.container.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An event loop that is held up while virtual threads wait for it to carry them.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class HeldLoopTests extends OneLoopContract {

	private static final ReentrantLock LOCK = new ReentrantLock();

	private static final Object MONITOR = new Object();

	private static final CompletableFuture<Thread> AT_THE_MONITOR = new CompletableFuture<>();

	private static WsgiServer running;

	HeldLoopTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = OneLoop.start(Filtered.class, "virtual-on-event-loop", "wsgi.execution.event-loop.demote-after=0",
				"wsgi.execution.event-loop.max-hold=20ms");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Test
	void loopWaitsForALockWhoseOwnerWaitsForTheLoop() {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		serve(() -> {
			LOCK.lock();
			try {
				entered.countDown();
				pass(mayGoOn);
			}
			finally {
				LOCK.unlock();
			}
		}, () -> {
		});
		try (RawClient owner = this.server.connect(); RawClient filtered = this.server.connect()) {
			owner.send(get("/wait"));
			passed(entered);
			filtered.send(get("/locking"));
			await().until(LOCK::hasQueuedThreads);
			mayGoOn.countDown();
			assertThat(owner.readResponse().text()).isEqualTo("answered");
			assertThat(filtered.readResponse().text()).isEqualTo("answered");
		}
		assertOthersAreAnswered();
	}

	@Test
	void loopWaitsForAMonitorWhoseOwnerWaitsForTheLoop() {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		serve(() -> {
			synchronized (MONITOR) {
				entered.countDown();
				pass(mayGoOn);
			}
		}, () -> {
		});
		try (RawClient owner = this.server.connect(); RawClient filtered = this.server.connect()) {
			owner.send(get("/wait"));
			passed(entered);
			filtered.send(get("/synchronizing"));
			Thread loop = take(AT_THE_MONITOR);
			await().until(() -> loop.getState() == Thread.State.BLOCKED);
			mayGoOn.countDown();
			assertThat(owner.readResponse().text()).isEqualTo("answered");
			assertThat(filtered.readResponse().text()).isEqualTo("answered");
		}
		assertOthersAreAnswered();
	}

	@Test
	void otherRequestsGoOnElsewhereWhileOneComputes() {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		CountDownLatch computing = new CountDownLatch(1);
		CompletableFuture<String> wentOn = new CompletableFuture<>();
		AtomicBoolean enough = new AtomicBoolean();
		serve(() -> {
			entered.countDown();
			pass(mayGoOn);
			wentOn.complete(Thread.currentThread().toString());
		}, () -> {
			computing.countDown();
			while (!enough.get()) {
				Thread.onSpinWait();
			}
		});
		try (RawClient waiting = this.server.connect(); RawClient burning = this.server.connect()) {
			waiting.send(get("/wait"));
			passed(entered);
			burning.send(get("/go"));
			passed(computing);
			mayGoOn.countDown();
			assertThat(take(wentOn)).contains("ForkJoinPool-");
			enough.set(true);
			assertThat(waiting.readResponse().text()).isEqualTo("answered");
			assertThat(burning.readResponse().text()).isEqualTo("answered");
		}
		finally {
			enough.set(true);
		}
	}

	@Test
	void threadComesBackToTheLoop() {
		AtomicInteger step = new AtomicInteger();
		CountDownLatch[] mayGoOn = { new CountDownLatch(1), new CountDownLatch(1) };
		CountDownLatch computing = new CountDownLatch(1);
		AtomicBoolean enough = new AtomicBoolean();
		this.server.serve((environ, start) -> {
			if (Environ.get(environ, Environ.PATH_INFO).equals("/go")) {
				computing.countDown();
				while (!enough.get()) {
					Thread.onSpinWait();
				}
				start.call("200 OK", NO_HEADERS);
				return Body.empty();
			}
			step.incrementAndGet();
			pass(mayGoOn[0]);
			String elsewhere = Thread.currentThread().toString();
			step.incrementAndGet();
			pass(mayGoOn[1]);
			// On a busy machine the loop may seem to be held a little longer.
			while (!Thread.currentThread().toString().contains("reactor-http-")) {
				Thread.sleep(1);
			}
			start.call("200 OK", NO_HEADERS);
			return Body.text(elsewhere);
		});
		try (RawClient waiting = this.server.connect(); RawClient burning = this.server.connect()) {
			waiting.send(get("/wait"));
			await().untilAtomic(step, Matchers.is(1));
			burning.send(get("/go"));
			passed(computing);
			mayGoOn[0].countDown();
			await().untilAtomic(step, Matchers.is(2));
			enough.set(true);
			assertThat(burning.readResponse().status()).isEqualTo(200);
			mayGoOn[1].countDown();
			assertThat(waiting.readResponse().text()).contains("ForkJoinPool-");
		}
		finally {
			enough.set(true);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Filtered extends OneLoop {

		@Bean
		WebFilter locking() {
			return (exchange, chain) -> {
				String path = exchange.getRequest().getPath().value();
				if (path.equals("/locking")) {
					LOCK.lock();
					try {
						assertThat(LOCK.isHeldByCurrentThread()).isTrue();
					}
					finally {
						LOCK.unlock();
					}
				}
				if (path.equals("/synchronizing")) {
					AT_THE_MONITOR.complete(Thread.currentThread());
					synchronized (MONITOR) {
						assertThat(Thread.holdsLock(MONITOR)).isTrue();
					}
				}
				return chain.filter(exchange);
			};
		}

	}

}
