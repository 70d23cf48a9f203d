package io.github.wsgi4j.http.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublishedResponseTests {

	private final List<String> seen = new ArrayList<>();

	private RuntimeException failure;

	@Test
	void requestThatNobodyWaitsForDoesNotBegin() {
		new Response().subscribe(new Subscriber(Flow.Subscription::cancel));
		assertThat(this.seen).containsExactly("discarded", "abandoned");
	}

	@Test
	void cancellationIsToldOnce() {
		new Response().subscribe(new Subscriber((subscription) -> {
			subscription.cancel();
			subscription.cancel();
		}));
		assertThat(this.seen).containsExactly("discarded", "abandoned");
	}

	@Test
	void otherRequestsBegin() {
		new Response().subscribe(new Subscriber((subscription) -> subscription.request(1)));
		assertThat(this.seen).containsExactly("begun");
	}

	@Test
	void requestWhoseResponseCannotBeGivenOnIsAbandoned() {
		this.failure = new IllegalStateException("belongs to the test");
		new Response().subscribe(new Subscriber((subscription) -> subscription.request(1)));
		assertThat(this.seen).contains("abandoned").doesNotContain("begun");
	}

	private final class Response extends PublishedResponse {

		@Override
		protected void begin() {
			PublishedResponseTests.this.seen.add("begun");
		}

		@Override
		protected byte[] next() {
			if (PublishedResponseTests.this.failure != null) {
				fail(PublishedResponseTests.this.failure);
			}
			return null;
		}

		@Override
		protected boolean isTaken() {
			return true;
		}

		@Override
		protected void discard() {
			PublishedResponseTests.this.seen.add("discarded");
		}

		@Override
		protected void abandon() {
			PublishedResponseTests.this.seen.add("abandoned");
		}

	}

	private record Subscriber(Consumer<Flow.Subscription> then) implements Flow.Subscriber<byte[]> {

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.then.accept(subscription);
		}

		@Override
		public void onNext(byte[] block) {
		}

		@Override
		public void onError(Throwable failure) {
		}

		@Override
		public void onComplete() {
		}

	}

}
