package io.github.wsgi4j.test;

import java.net.URI;
import java.net.http.HttpClient;
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
 * due, written blocks come before those of the iterable, the response to a {@code HEAD}
 * has no body, and the body is always closed exactly once. The application is also
 * checked against the rules of PEP 3333: the first violation fails the test with a
 * {@link io.github.wsgi4j.middleware.validation.ValidationException}.
 *
 * <pre>{@code
 * WsgiResponse response = WsgiClient.of(application).get("/world").send();
 * }</pre>
 */
public final class WsgiClient {

	private final Caller caller;

	private final String base;

	private final Consumer<EnvironBuilder> environ;

	private WsgiClient(Caller caller, String base, Consumer<EnvironBuilder> environ) {
		this.caller = caller;
		this.base = base;
		this.environ = environ;
	}

	/**
	 * Creates a client.
	 * @param application the application to call
	 * @return the client
	 */
	public static WsgiClient of(Application application) {
		return new WsgiClient(new Caller(application, true, false, null), "", (environ) -> {
		});
	}

	/**
	 * Creates a client of a running server, which uses the HTTP client of the JDK over
	 * HTTP/1.1. Variables of an environ that are not headers are not sent, the reason
	 * phrase of a status is the standard one of its code, and nothing is checked against
	 * PEP 3333. A {@code Host} other than that of the URL does not change where requests
	 * are sent, and needs {@code -Djdk.httpclient.allowRestrictedHeaders=host}.
	 * @param server the URL that paths are below, such as {@code http://localhost:8080}
	 * @return the client
	 */
	public static WsgiClient of(URI server) {
		return of(server, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
	}

	/**
	 * Creates a client of a running server with an HTTP client of its own, such as one
	 * with an {@code SSLContext} that trusts the server's certificate.
	 * @param server the URL that paths are below, such as {@code https://localhost:8443}
	 * @param client sends the requests; it should not follow redirects by itself
	 * @return the client
	 */
	public static WsgiClient of(URI server, HttpClient client) {
		String base = server.toString();
		return new WsgiClient(new Caller(new ServerApplication(client), false, false, null),
				base.endsWith("/") ? base.substring(0, base.length() - 1) : base, (environ) -> {
				});
	}

	/**
	 * A client that keeps cookies and sends them back, as a browser does: RFC 6265. It
	 * begins with none.
	 * @return another client of the same application
	 */
	public WsgiClient withCookies() {
		return with(this.caller.keeping(new CookieJar()));
	}

	/**
	 * A client that follows redirects, at most 20 of them. Redirects to another host, or
	 * out of the path at which the application is mounted, are returned like any other
	 * response.
	 * @return another client of the same application
	 */
	public WsgiClient followingRedirects() {
		return with(this.caller.following());
	}

	/**
	 * The value of a cookie that the client would send.
	 * @param name the cookie's name
	 * @param target the path or URL that it would be sent to
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String cookie(String name, String target) {
		CookieJar cookies = this.caller.cookies();
		return (cookies != null) ? cookies.find(name, CookieJar.Place.of(environ("GET", target).build())) : null;
	}

	/**
	 * A client that lets its application break the rules of PEP 3333 that the container
	 * tolerates.
	 * @return another client of the same application
	 */
	public WsgiClient withoutValidation() {
		return with(this.caller.unvalidated());
	}

	/**
	 * A client whose application is wrapped in a middleware.
	 * @param middleware the middleware, outside of earlier ones
	 * @return another client
	 */
	public WsgiClient with(Middleware middleware) {
		return with(this.caller.with(middleware));
	}

	/**
	 * A client that first changes the environ of each request.
	 * @param change the change of each environ
	 * @return another client of the same application
	 */
	public WsgiClient environ(Consumer<EnvironBuilder> change) {
		return new WsgiClient(this.caller, this.base, this.environ.andThen(change));
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
	 * Begins a {@code PATCH}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest patch(String target) {
		return request("PATCH", target);
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
	 * Begins an {@code OPTIONS}.
	 * @param target a path with an optional query, or a URL
	 * @return the request
	 */
	public WsgiRequest options(String target) {
		return request("OPTIONS", target);
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
		return new WsgiRequest(this.caller, environ(method, target));
	}

	/**
	 * Begins a recorded request. Redacted headers are not sent: set them with
	 * {@link #environ}.
	 * @param recording the recording
	 * @return the request
	 * @throws IllegalStateException if the request's body was not recorded completely
	 */
	public WsgiRequest request(Recording recording) {
		Map<String, Object> recorded = recording.environ();
		return request(recording.method(), "/").environ((environ) -> recorded.forEach(environ::variable));
	}

	/**
	 * Sends a recorded request and compares the responses.
	 * @param recording the recording
	 * @return both recordings, to be compared
	 * @throws IllegalStateException if the request's body was not recorded completely
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

	private WsgiClient with(Caller caller) {
		return new WsgiClient(caller, this.base, this.environ);
	}

	private EnvironBuilder environ(String method, String target) {
		EnvironBuilder environ = EnvironBuilder.of(method, target.startsWith("/") ? this.base + target : target);
		this.environ.accept(environ);
		return environ;
	}

}
