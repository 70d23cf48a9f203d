package io.github.wsgi4j.container.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;

/**
 * Answers 200 to each request that has a whole body, and says what it was called for.
 */
public final class Witness implements Application {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		String body = Contract.text(Environ.input(environ).readAllBytes());
		String call = environ.get("REQUEST_METHOD") + " " + environ.get("SCRIPT_NAME") + environ.get("PATH_INFO");
		this.calls.add(body.isEmpty() ? call : call + " " + body);
		try {
			EnvironCheck.check(environ);
		}
		catch (Exception | AssertionError ex) {
			this.failures.add(ex);
		}
		startResponse.call("200 OK", List.of());
		return Body.text("served");
	}

	/**
	 * The calls, in their order: method, path and body.
	 */
	public List<String> calls() {
		return this.calls;
	}

	/**
	 * What was wrong with an environ.
	 */
	public List<Throwable> failures() {
		return this.failures;
	}

}
