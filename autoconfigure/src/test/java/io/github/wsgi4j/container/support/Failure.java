package io.github.wsgi4j.container.support;

import java.io.IOException;
import java.util.NoSuchElementException;

/**
 * What an application throws. Applications in other languages throw what they like.
 */
public enum Failure {

	UNCHECKED(new IllegalStateException("the failure")), CHECKED(new Exception("the failure")),
	BROKEN_PIPE(new IOException("Broken pipe")), INTERRUPTED(new InterruptedException("the failure")),
	NO_SUCH_ELEMENT(new NoSuchElementException("the failure")), ASSERTION(new AssertionError("the failure")),
	OUT_OF_MEMORY(new OutOfMemoryError("the failure")), LINKAGE(new NoClassDefFoundError("the failure")),
	INTERNAL(new InternalError("the failure")), THROWABLE(new Throwable("the failure")), CYCLIC(cyclic()),

	STACK_OVERFLOW(new StackOverflowError()) {

		@Override
		@SuppressWarnings("TypeParameterUnusedInFormals")
		public <T> T raise() {
			throw new IllegalStateException("Not thrown at " + recurse(0));
		}

	};

	@SuppressWarnings("ImmutableEnumChecker")
	private final Throwable failure;

	Failure(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Throws it.
	 * @return nothing
	 */
	@SuppressWarnings("TypeParameterUnusedInFormals")
	public <T> T raise() {
		Failure.<RuntimeException>sneak(this.failure);
		throw new IllegalStateException(this.failure);
	}

	private static Throwable cyclic() {
		IllegalStateException failure = new IllegalStateException("the failure");
		failure.initCause(new IllegalStateException("its cause", failure));
		return failure;
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable failure) throws T {
		throw (T) failure;
	}

	private static int recurse(int depth) {
		return (depth < 0) ? depth : recurse(depth + 1) + 1;
	}

}
