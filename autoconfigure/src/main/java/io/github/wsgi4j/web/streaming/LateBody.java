package io.github.wsgi4j.web.streaming;

import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.PublisherBody;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that is not there yet. No thread waits for it; when it has come,
 * it is answered by the thread that iterates, which calls start_response then.
 *
 * @param <T> the type of the response
 */
public final class LateBody<T> implements BodyFilter {

	private final CompletionStage<T> stage;

	private final Answer<T> answer;

	private final Discard<T> discard;

	private final Signals signals = new Signals();

	private @Nullable T response;

	private @Nullable Throwable failure;

	private @Nullable Iterable<byte[]> body;

	private boolean begun;

	private boolean closed;

	private LateBody(CompletionStage<T> stage, Answer<T> answer, Discard<T> discard) {
		this.stage = stage;
		this.answer = answer;
		this.discard = discard;
	}

	/**
	 * Creates a body.
	 * @param discard closes a response that comes when nobody waits for it any more
	 */
	public static <T> Iterable<byte[]> of(CompletionStage<T> stage, Answer<T> answer, Discard<T> discard) {
		LateBody<T> late = new LateBody<>(stage, answer, discard);
		stage.whenComplete(late::complete);
		return Body.filter(Body.from(late.signals), late);
	}

	/**
	 * Cancels a stage if it can be, and discards its response if that comes all the same.
	 */
	public static <T> void abandon(CompletionStage<T> stage, Discard<T> discard) {
		stage.whenComplete((response, failure) -> {
			try {
				if (response != null) {
					discard.discard(response);
				}
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		});
		if (stage instanceof Future<?> future) {
			try {
				future.cancel(true);
			}
			catch (UnsupportedOperationException ex) {
				// A minimal stage is a future by inheritance alone.
			}
		}
	}

	private void complete(@Nullable T response, @Nullable Throwable failure) {
		this.response = response;
		this.failure = failure;
		this.signals.give();
	}

	@Override
	public byte[] block(byte[] block) {
		return block;
	}

	@Override
	public Iterator<byte[]> iterate(Iterable<byte[]> body) {
		return new LateBlocks(this, body.iterator(), this.signals);
	}

	/**
	 * Answers the response, which has come.
	 */
	Iterator<byte[]> begin() {
		this.begun = true;
		try {
			Iterable<byte[]> body = this.answer.begin(this::response);
			this.body = body;
			return (body instanceof PublisherBody published) ? published.subscribe(this.signals::give)
					: body.iterator();
		}
		catch (Exception ex) {
			throw LateBody.<RuntimeException>raise(ex);
		}
	}

	private T response() throws Exception {
		Throwable failure = this.failure;
		while (failure instanceof CompletionException && failure.getCause() != null) {
			failure = failure.getCause();
		}
		if (failure != null) {
			throw LateBody.<RuntimeException>raise(failure);
		}
		T response = this.response;
		if (response == null) {
			throw new IllegalStateException("The stage of the response has completed with null");
		}
		return response;
	}

	/**
	 * Whether all blocks are in memory.
	 */
	boolean isInMemory() {
		return this.body instanceof Collection;
	}

	@Override
	public void close(AutoCloseable signals) throws Exception {
		if (this.closed) {
			return;
		}
		this.closed = true;
		signals.close();
		T response = this.response;
		if (this.body instanceof AutoCloseable closeable) {
			closeable.close();
		}
		else if (!this.begun && response != null) {
			this.discard.discard(response);
		}
		else if (!this.begun) {
			abandon(this.stage, this.discard);
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> RuntimeException raise(Throwable ex) throws E {
		throw (E) ex;
	}

	/**
	 * Calls the response that has come.
	 *
	 * @param <T> the type of the response
	 */
	@FunctionalInterface
	public interface Answer<T> {

		/**
		 * Starts the response and gives its body.
		 * @param response gives the response, or throws the exception that its stage has
		 * failed with
		 */
		Iterable<byte[]> begin(Callable<T> response) throws Exception;

	}

	/**
	 * Closes a response that is not going to be sent.
	 *
	 * @param <T> the type of the response
	 */
	@FunctionalInterface
	public interface Discard<T> {

		void discard(T response) throws Exception;

	}

}
