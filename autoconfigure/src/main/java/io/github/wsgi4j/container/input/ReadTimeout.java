package io.github.wsgi4j.container.input;

import java.time.Duration;

import io.github.wsgi4j.container.RequestBodyTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Ends a body whose client sends nothing for too long while more of it is waited for. It
 * looks from time to time: a timer for each buffer would wake up a thread each time.
 */
final class ReadTimeout {

	private final Duration limit;

	private volatile long askedNanos = System.nanoTime();

	private volatile boolean asked;

	private volatile boolean exceeded;

	private ReadTimeout(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Holds a body to a limit.
	 */
	static Flux<DataBuffer> of(Flux<DataBuffer> body, Duration limit) {
		return Flux.defer(() -> {
			ReadTimeout timeout = new ReadTimeout(limit);
			return body.doOnRequest((n) -> timeout.ask())
				.doOnNext((buffer) -> timeout.asked = false)
				.takeUntilOther(timeout.exceed())
				.concatWith(Mono.defer(timeout::end));
		});
	}

	private void ask() {
		this.askedNanos = System.nanoTime();
		this.asked = true;
	}

	// Completes, since only that cancels the body: an error would leave it subscribed.
	private Mono<Void> exceed() {
		return Mono.defer(() -> Mono.delay(Duration.ofNanos(leftNanos())))
			.repeat(() -> leftNanos() > 0)
			.then(Mono.fromRunnable(() -> this.exceeded = true));
	}

	private Mono<DataBuffer> end() {
		return this.exceeded ? Mono.error(new RequestBodyTimeoutException(this.limit)) : Mono.empty();
	}

	private long leftNanos() {
		return this.limit.toNanos() - (this.asked ? System.nanoTime() - this.askedNanos : 0);
	}

}
