package io.github.wsgi4j.autoconfigure.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a thread where it wants to pass, until it is opened.
 */
public final class Gate {

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch opened = new CountDownLatch(1);

	public void pass() throws InterruptedException {
		this.reached.countDown();
		if (!this.opened.await(TestServer.TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The gate was not opened");
		}
	}

	/**
	 * Waits for a thread that wants to pass.
	 */
	public void awaitReached() throws InterruptedException {
		assertThat(this.reached.await(TestServer.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).as("reached").isTrue();
	}

	public void open() {
		this.opened.countDown();
	}

}
