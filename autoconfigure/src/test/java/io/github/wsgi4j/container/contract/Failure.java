package io.github.wsgi4j.container.contract;

import java.io.EOFException;
import java.io.IOException;
import java.util.function.Function;

/**
 * How an application fails, which Python has an exception of its own for.
 */
public enum Failure {

	STATE("the failure", IllegalStateException::new),

	IO("the failure", IOException::new),

	EOF("the failure", EOFException::new),

	PIPE("the failure: Broken pipe", IOException::new),

	RESET("the failure: Connection reset by peer", IOException::new),

	INTERRUPT("the failure", InterruptedException::new),

	STACK("the failure", StackOverflowError::new),

	CLASS("the failure", NoClassDefFoundError::new),

	MEMORY("the failure", OutOfMemoryError::new);

	private final String message;

	@SuppressWarnings("ImmutableEnumChecker") // it has no state
	private final Function<String, Throwable> exception;

	Failure(String message, Function<String, Throwable> exception) {
		this.message = message;
		this.exception = exception;
	}

	String message() {
		return this.message;
	}

	Throwable exception(String message) {
		return this.exception.apply(message);
	}

}
