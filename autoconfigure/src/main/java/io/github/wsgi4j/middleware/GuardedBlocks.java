package io.github.wsgi4j.middleware;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.FileBody;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a body in whose place an answer comes if it fails before it has given
 * anything.
 */
public final class GuardedBlocks implements Iterator<byte[]> {

	private final Function<Throwable, @Nullable Iterable<byte[]>> answer;

	private Iterator<byte[]> blocks;

	private boolean answered;

	private GuardedBlocks(Iterable<byte[]> body, Function<Throwable, @Nullable Iterable<byte[]>> answer) {
		this.answer = answer;
		this.blocks = begin(body);
	}

	/**
	 * Guards a body that computes its blocks, as one does that starts its response late.
	 * @param answer starts the response again and gives the body of the answer, or
	 * {@code null} if the failure is to go on
	 */
	public static Iterable<byte[]> of(Iterable<byte[]> body, Function<Throwable, @Nullable Iterable<byte[]>> answer) {
		if (body == null || body instanceof Collection || body instanceof FileBody) {
			return body;
		}
		return Body.filter(body, BodyFilter.iterating((blocks) -> new GuardedBlocks(blocks, answer)));
	}

	@Override
	public boolean hasNext() {
		return step(Iterator::hasNext);
	}

	@Override
	public byte[] next() {
		return step(Iterator::next);
	}

	private Iterator<byte[]> begin(Iterable<byte[]> body) {
		try {
			return body.iterator();
		}
		catch (Throwable ex) {
			Iterator<byte[]> answer = answer(ex);
			if (answer == null) {
				throw ex;
			}
			return answer;
		}
	}

	private @Nullable Iterator<byte[]> answer(Throwable failure) {
		if (this.answered) {
			return null;
		}
		this.answered = true;
		Iterable<byte[]> body = this.answer.apply(failure);
		return (body != null) ? body.iterator() : null;
	}

	private <T> T step(Function<Iterator<byte[]>, T> step) {
		try {
			return step.apply(this.blocks);
		}
		catch (Throwable ex) {
			Iterator<byte[]> answer = answer(ex);
			if (answer == null) {
				throw ex;
			}
			this.blocks = answer;
			return step.apply(answer);
		}
	}

}
