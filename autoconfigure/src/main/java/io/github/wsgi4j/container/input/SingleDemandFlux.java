package io.github.wsgi4j.container.input;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Asks for one element at a time, and for the next when the thread that asked for this
 * one is back. Spring reads the body of a servlet container on the thread that asks for
 * it, until there is no more; a container that tells in that moment that more has come is
 * not heard, and the body stops for good. One that is asked for a single buffer is not
 * read to its end.
 */
final class SingleDemandFlux<T> extends FluxOperator<T, T> {

	SingleDemandFlux(Flux<? extends T> source) {
		super(source);
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.source.subscribe(new Asker<>(actual));
	}

	private static final class Asker<T> implements CoreSubscriber<T>, Subscription {

		private final CoreSubscriber<? super T> actual;

		private final AtomicLong wanted = new AtomicLong();

		private final AtomicInteger work = new AtomicInteger();

		private volatile boolean asked;

		private @Nullable Subscription subscription;

		Asker(CoreSubscriber<? super T> actual) {
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(T element) {
			this.wanted.updateAndGet((count) -> (count == Long.MAX_VALUE) ? count : count - 1);
			this.actual.onNext(element);
			this.asked = false;
			ask();
		}

		@Override
		public void onError(Throwable error) {
			this.actual.onError(error);
		}

		@Override
		public void onComplete() {
			this.actual.onComplete();
		}

		@Override
		public void request(long count) {
			if (Operators.validate(count)) {
				this.wanted.accumulateAndGet(count, Operators::addCap);
				ask();
			}
		}

		@Override
		public void cancel() {
			if (this.subscription != null) {
				this.subscription.cancel();
			}
		}

		private void ask() {
			if (this.work.getAndIncrement() != 0) {
				return;
			}
			int missed = 1;
			do {
				if (!this.asked && this.wanted.get() > 0 && this.subscription != null) {
					this.asked = true;
					this.subscription.request(1);
				}
				missed = this.work.addAndGet(-missed);
			}
			while (missed != 0);
		}

	}

}
