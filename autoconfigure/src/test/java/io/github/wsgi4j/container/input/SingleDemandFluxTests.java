package io.github.wsgi4j.container.input;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.http.server.reactive.AbstractListenerReadPublisher;

import static org.assertj.core.api.Assertions.assertThat;

class SingleDemandFluxTests {

	private static final int PIECES = 100;

	@Test
	void springLosesThatThereIsMoreIfItIsToldTooSoon() {
		List<Integer> read = new ArrayList<>();
		Disposable reader = Flux.from(new TornBody()).subscribe(read::add);
		assertThat(read).hasSizeLessThan(PIECES);
		assertThat(reader.isDisposed()).isFalse();
	}

	@Test
	void readsToTheEnd() {
		verify((body) -> body);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 32 })
	void readsToTheEndForOneWhoAsksForMoreNowAndThen(int prefetch) {
		verify((body) -> body.limitRate(prefetch));
	}

	@Test
	void readsToTheEndForOneWhoAsksWhileItIsGivenOne() {
		verify((body) -> body.concatMap(Mono::just, 1));
	}

	@Test
	void readsToTheEndForOneWhoAsksOnAnotherThread() {
		verify((body) -> body.concatMap((piece) -> Mono.just(piece).subscribeOn(Schedulers.parallel()), 1));
		verify((body) -> body.publishOn(Schedulers.parallel(), 4));
	}

	@Test
	void tellsAFaultAndIsCancelled() {
		StepVerifier
			.create(new SingleDemandFlux<>(Flux.just(1, 2).concatWith(Mono.error(new IllegalStateException("torn")))))
			.expectNext(1, 2)
			.verifyErrorMessage("torn");
		StepVerifier.create(new SingleDemandFlux<>(Flux.range(1, 10)), 2).expectNext(1, 2).thenCancel().verify();
	}

	private static void verify(UnaryOperator<Flux<Integer>> reader) {
		StepVerifier.create(reader.apply(new SingleDemandFlux<>(Flux.from(new TornBody()))))
			.expectNextSequence(IntStream.rangeClosed(1, PIECES).boxed().toList())
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	/**
	 * A container whose client sends the next piece at the very moment that the one
	 * before is read, and which says so at once, before Spring is back.
	 */
	private static final class TornBody extends AbstractListenerReadPublisher<Integer> {

		private final Queue<Integer> here = new ArrayDeque<>();

		private int sent;

		private boolean isReady() {
			if (!this.here.isEmpty()) {
				return true;
			}
			if (this.sent < PIECES) {
				this.here.add(++this.sent);
				onDataAvailable();
			}
			else {
				onAllDataRead();
			}
			return false;
		}

		@Override
		protected void checkOnDataAvailable() {
			if (isReady()) {
				onDataAvailable();
			}
		}

		@Override
		protected @Nullable Integer read() {
			return isReady() ? this.here.remove() : null;
		}

		@Override
		protected void readingPaused() {
		}

		@Override
		protected void discardData() {
		}

	}

}
