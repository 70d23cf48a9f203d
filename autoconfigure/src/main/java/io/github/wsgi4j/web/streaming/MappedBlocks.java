package io.github.wsgi4j.web.streaming;

import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.function.Function;

import io.github.wsgi4j.Body;

/**
 * Makes blocks of other things, one by one.
 */
public final class MappedBlocks {

	private MappedBlocks() {
	}

	/**
	 * A body that makes each block when it is asked for, and closes what it is made of.
	 */
	public static <T> Iterable<byte[]> of(Iterable<T> items, Function<? super T, byte[]> mapper) {
		Iterable<byte[]> blocks = () -> {
			Iterator<T> iterator = items.iterator();
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return iterator.hasNext();
				}

				@Override
				public byte[] next() {
					return mapper.apply(iterator.next());
				}

			};
		};
		return (items instanceof AutoCloseable closeable) ? Body.onClose(blocks, closeable) : blocks;
	}

	/**
	 * A publisher of blocks, with the demand and the end of another.
	 */
	public static <T> Flow.Publisher<byte[]> of(Flow.Publisher<T> items, Function<? super T, byte[]> mapper) {
		return (subscriber) -> items.subscribe(new Flow.Subscriber<T>() {

			@Override
			public void onSubscribe(Flow.Subscription subscription) {
				subscriber.onSubscribe(subscription);
			}

			@Override
			public void onNext(T item) {
				subscriber.onNext(mapper.apply(item));
			}

			@Override
			public void onError(Throwable error) {
				subscriber.onError(error);
			}

			@Override
			public void onComplete() {
				subscriber.onComplete();
			}

		});
	}

}
