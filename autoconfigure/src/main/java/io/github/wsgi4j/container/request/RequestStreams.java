package io.github.wsgi4j.container.request;

import java.io.PrintWriter;
import java.util.function.Supplier;

import io.github.wsgi4j.Input;
import io.github.wsgi4j.container.input.RequestBody;

/**
 * The two streams of one request, and the body behind the first.
 */
public final class RequestStreams {

	private final RequestBody body;

	private final RequestInput input;

	private final PrintWriter errors;

	public RequestStreams(RequestBody body, Supplier<String> logPrefix) {
		this.body = body;
		this.input = new RequestInput(body.stream());
		this.errors = new PrintWriter(new ErrorLog(logPrefix));
	}

	Input input() {
		return this.input;
	}

	PrintWriter errors() {
		return this.errors;
	}

	public RequestBody body() {
		return this.body;
	}

	/**
	 * Releases what the input holds, and logs what is left in the errors.
	 */
	public void end() {
		this.input.end();
		try {
			this.body.close();
		}
		finally {
			this.errors.close();
		}
	}

}
