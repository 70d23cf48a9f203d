package io.github.wsgi4j.container.input;

import java.time.Duration;

import io.github.wsgi4j.container.RequestBodyTimeoutException;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

class ReadTimeoutTests {

	private static final Duration LIMIT = Duration.ofMillis(20);

	private final TestPublisher<DataBuffer> body = TestPublisher.create();

	@Test
	void aBodyThatDoesNotComeIsCancelled() {
		StepVerifier.create(ReadTimeout.of(this.body.flux(), LIMIT))
			.expectError(RequestBodyTimeoutException.class)
			.verify(Duration.ofSeconds(10));
		this.body.assertWasCancelled();
	}

	@Test
	void onlyABodyThatIsAskedForIsLate() {
		StepVerifier.create(ReadTimeout.of(this.body.flux(), LIMIT), 1)
			.then(() -> this.body.next(DefaultDataBufferFactory.sharedInstance.allocateBuffer(1)))
			.expectNextCount(1)
			.expectNoEvent(LIMIT.multipliedBy(5))
			.thenRequest(1)
			.expectError(RequestBodyTimeoutException.class)
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void aBodyThatComesIsLeftAlone() {
		StepVerifier.create(ReadTimeout.of(this.body.flux(), Duration.ofDays(1)))
			.then(() -> this.body.next(DefaultDataBufferFactory.sharedInstance.allocateBuffer(1)))
			.expectNextCount(1)
			.then(this.body::complete)
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

}
