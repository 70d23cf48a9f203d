package io.github.wsgi4j.test;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.recording.Recorder;
import io.github.wsgi4j.recording.Recording;
import io.github.wsgi4j.recording.Replay;
import org.jspecify.annotations.Nullable;

/**
 * Calls an {@link Application} on the thread of the test, without a server, and treats it
 * as the container does: the last {@code start_response} wins until the first byte is
 * due, what is written comes before the iterable, nothing follows a {@code HEAD}, and the
 * body is closed once, always. The application is also held to the rules of PEP 3333: the
 * first that is broken fails the test with a
 * {@link io.github.wsgi4j.middleware.ValidationException}.
 *
 * <pre>{@code
 * WsgiResponse response = WsgiClient.of(application).get("/world").send();
 * }</pre>
 */
public final class WsgiClient {

	private final Application application;

	private final boolean validated;

	private final Consumer<EnvironBuilder> environ;

	private WsgiClient(Application application, boolean validated, Consumer<EnvironBuilder> environ) {
		this.application = application;
		this.validated = validated;
		this.environ = environ;
	}

	/**
	 * Creates a client.
	 * @param application the application to call
	 * @return the client
	 */
	public static WsgiClient of(Application application) {
		return new WsgiClient(application, true, (environ) -> {
		});
	}

	/**
	 * A client that lets its application break the rules of PEP 3333, as far as the
	 * container does.
	 * @return another client of the same application
	 */
	public WsgiClient withoutValidation() {
		return new WsgiClient(this.application, false, this.environ);
	}

	/**
	 * A client whose application stands behind a middleware.
	 * @param middleware the middleware, outside of what was there before
	 * @return another client
	 */
	public WsgiClient with(Middleware middleware) {
		return new WsgiClient(middleware.wrap(this.application), this.validated, this.environ);
	}

	/**
	 * A client all of whose requests begin with a change of their environ.
	 * @param change what to do with each environ
	 * @return another client of the same application
	 */
	public WsgiClient environ(Consumer<EnvironBuilder> change) {
		return new WsgiClient(this.application, this.validated, this.environ.andThen(change));
	}

	/**
	 * Begins a {@code GET}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest get(String target) {
		return request("GET", target);
	}

	/**
	 * Begins a {@code HEAD}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest head(String target) {
		return request("HEAD", target);
	}

	/**
	 * Begins a {@code POST}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest post(String target) {
		return request("POST", target);
	}

	/**
	 * Begins a {@code PUT}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest put(String target) {
		return request("PUT", target);
	}

	/**
	 * Begins a {@code DELETE}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest delete(String target) {
		return request("DELETE", target);
	}

	/**
	 * Begins a request of any method.
	 * @param method the method
	 * @param target a path with an optional query, or a URL that also says the scheme and
	 * the host
	 * @return the request
	 * @throws IllegalArgumentException if the method is malformed or the path does not
	 * start with a slash
	 */
	public WsgiRequest request(String method, String target) {
		EnvironBuilder environ = EnvironBuilder.of(method, target);
		this.environ.accept(environ);
		return new WsgiRequest(this.application, this.validated, environ);
	}

	/**
	 * Begins a recorded request again. Redacted headers are not sent: the client's
	 * environ is the place to give them.
	 * @param recording the recording
	 * @return the request
	 * @throws IllegalStateException if the request's body is not all recorded
	 */
	public WsgiRequest request(Recording recording) {
		Map<String, Object> recorded = recording.environ();
		return request(recording.method(), "/").environ((environ) -> recorded.forEach(environ::variable));
	}

	/**
	 * Sends a recorded request and compares the responses.
	 * @param recording the recording
	 * @return both recordings, to be compared
	 * @throws IllegalStateException if the request's body is not all recorded
	 */
	public Replay replay(Recording recording) {
		AtomicReference<@Nullable Recording> replayed = new AtomicReference<>();
		int kept = recording.blocks().stream().mapToInt((block) -> block.length).sum();
		Recorder recorder = Recorder.to(replayed::set).limit(recording.isCut() ? kept : Integer.MAX_VALUE);
		WsgiRequest again = with(recorder).request(recording);
		// Of a body that was not taken to its end there may be no end.
		WsgiResponse response = recording.isOpen() ? again.take(Math.max(recording.blocks().size(), 1)) : again.send();
		Recording recorded = replayed.get();
		if (recorded == null) {
			throw new IllegalStateException("The application was not called", response.failure());
		}
		return new Replay(recording, recorded);
	}

}
