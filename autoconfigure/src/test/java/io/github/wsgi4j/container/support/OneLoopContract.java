package io.github.wsgi4j.container.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests on one event loop share: an application that waits for something, and
 * requests that are to be answered meanwhile.
 */
public abstract class OneLoopContract extends Contract {

	public OneLoopContract(WsgiServer server) {
		super(server);
	}

	/**
	 * Serves an application that does something before it answers, at {@code /wait}, and
	 * something else, at {@code /go}. At any other path it answers at once.
	 */
	public final void serve(Action wait, Action go) {
		Application application = (environ, start) -> {
			String path = Environ.get(environ, Environ.PATH_INFO);
			if (path.equals("/wait")) {
				wait.run();
			}
			else if (path.equals("/go")) {
				go.run();
			}
			start.call("200 OK", NO_HEADERS);
			return Body.text("answered");
		};
		this.server.serve(application);
	}

	/**
	 * Both applications answer, on connections of their own.
	 */
	public final void assertOthersAreAnswered() {
		assertThat(this.server.get("/").text()).isEqualTo("answered");
		assertThat(this.server.get("/hello").text()).isEqualTo("hello");
	}

	/**
	 * The application waits until it may go on, and others are answered meanwhile.
	 */
	public final void assertWaits(Action wait, Runnable release) {
		CountDownLatch entered = new CountDownLatch(1);
		serve(() -> {
			entered.countDown();
			wait.run();
		}, () -> {
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/wait"));
			passed(entered);
			assertOthersAreAnswered();
			release.run();
			assertThat(client.readResponse().text()).isEqualTo("answered");
		}
	}

	/**
	 * Two requests wait, one of them for the other, and a third one is answered
	 * meanwhile.
	 * @param wait what the first one does; it holds what the second one needs until the
	 * latch is open
	 * @param go what the second one does
	 */
	public final void assertSecondWaitsForTheFirst(Holding wait, Action go) {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		CompletableFuture<Thread> second = new CompletableFuture<>();
		serve(() -> wait.run(() -> {
			entered.countDown();
			pass(mayGoOn);
		}), () -> {
			second.complete(Thread.currentThread());
			go.run();
		});
		try (RawClient one = this.server.connect(); RawClient two = this.server.connect()) {
			one.send(get("/wait"));
			passed(entered);
			two.send(get("/go"));
			Thread waiting = take(second);
			await()
				.until(() -> waiting.getState() == Thread.State.BLOCKED || waiting.getState() == Thread.State.WAITING);
			assertOthersAreAnswered();
			mayGoOn.countDown();
			assertThat(one.readResponse().text()).isEqualTo("answered");
			assertThat(two.readResponse().text()).isEqualTo("answered");
		}
	}

	public static void passed(CountDownLatch latch) {
		try {
			pass(latch);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	public interface Action {

		void run() throws Exception;

	}

	@FunctionalInterface
	public interface Holding {

		void run(Action meanwhile) throws Exception;

	}

}
