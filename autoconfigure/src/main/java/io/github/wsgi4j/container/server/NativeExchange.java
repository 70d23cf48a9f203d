package io.github.wsgi4j.container.server;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.wsgi4j.container.execution.EventLoopTick;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * An exchange and what only the server's own request and response know of it. They are
 * found once, behind all that decorates them.
 */
public final class NativeExchange {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.netty.http.server.HttpServerRequest",
			NativeExchange.class.getClassLoader());

	/** Spring's request of Reactor Netty, which is not public. */
	private static final String UNCHANGED = "org.springframework.http.server.reactive.ReactorServerHttpRequest";

	private final @Nullable ServerWebExchange exchange;

	private final ServerHttpRequest springRequest;

	private final ServerHttpResponse springResponse;

	private final @Nullable Object request;

	private final @Nullable Object response;

	private final @Nullable HttpHeaders headers;

	private final String protocol;

	public NativeExchange(ServerWebExchange exchange) {
		this(exchange.getRequest(), exchange.getResponse(), exchange);
	}

	/**
	 * Finds what is known before Spring has an exchange, and can be asked only for that.
	 */
	public NativeExchange(ServerHttpRequest request, ServerHttpResponse response) {
		this(request, response, null);
	}

	private NativeExchange(ServerHttpRequest springRequest, ServerHttpResponse springResponse,
			@Nullable ServerWebExchange exchange) {
		this.exchange = exchange;
		this.springRequest = springRequest;
		this.springResponse = springResponse;
		this.request = origin(() -> ServerHttpRequestDecorator.getNativeRequest(springRequest));
		this.response = origin(() -> ServerHttpResponseDecorator.getNativeResponse(springResponse));
		HttpServerRequest reactor = reactorRequest();
		this.headers = (reactor != null && springRequest.getClass().getName().equals(UNCHANGED))
				? reactor.requestHeaders() : null;
		String protocol = (reactor != null) ? reactor.version().text() : ServletExchange.protocol(this.request);
		this.protocol = (protocol != null) ? protocol : "HTTP/1.1";
	}

	public ServerWebExchange exchange() {
		return Objects.requireNonNull(this.exchange);
	}

	/** The request as Spring and its filters have it. */
	public ServerHttpRequest request() {
		return this.springRequest;
	}

	/** The response as Spring and its filters have it. */
	public ServerHttpResponse response() {
		return this.springResponse;
	}

	public String protocol() {
		return this.protocol;
	}

	public boolean isHttp10() {
		return this.protocol.equals("HTTP/1.0");
	}

	/**
	 * Whether the request came as a stream of HTTP/2, and does not only say so as Reactor
	 * Netty lets it.
	 */
	public boolean isHttp2() {
		return reactorRequest() == null || channel() instanceof Http2StreamChannel;
	}

	/**
	 * The target as it was sent.
	 */
	public String target() {
		HttpServerRequest reactor = reactorRequest();
		if (reactor != null) {
			String sent = SentTarget.of(reactor.requestHeaders());
			return (sent != null) ? sent : reactor.uri();
		}
		String target = ServletExchange.target(this.request);
		if (target != null) {
			return target;
		}
		String query = request().getURI().getRawQuery();
		String path = request().getPath().value();
		return (path.isEmpty() ? "/" : path) + ((query != null) ? "?" + query : "");
	}

	/**
	 * The query as it was sent, unless a filter has changed it.
	 */
	public @Nullable String query() {
		String query = request().getURI().getRawQuery();
		HttpServerRequest reactor = reactorRequest();
		if (reactor == null) {
			return ServletExchange.query(this.request, query);
		}
		String sent = SentTarget.of(reactor.requestHeaders());
		// What was encoded for Spring is still there if no filter has changed it.
		return (sent != null && Objects.equals(query, SentTarget.query(reactor.uri()))) ? SentTarget.query(sent)
				: query;
	}

	/**
	 * The headers as they were sent, if nothing has changed or decorated the request
	 * since.
	 */
	public @Nullable HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * The number of headers with a name.
	 */
	public int count(AsciiString name) {
		if (this.headers == null) {
			return request().getHeaders().getOrEmpty(name.toString()).size();
		}
		int count = 0;
		for (Iterator<? extends CharSequence> values = this.headers.valueCharSequenceIterator(name); values
			.hasNext();) {
			values.next();
			count++;
		}
		return count;
	}

	/**
	 * The value of a header that is there once.
	 */
	public String value(AsciiString name) {
		String value = (this.headers != null) ? this.headers.get(name)
				: request().getHeaders().getFirst(name.toString());
		return (value != null) ? value : "";
	}

	/**
	 * Says that nobody waits for the end of the request, which has no body.
	 */
	public void ignoreEnd() {
		if (reactorRequest() != null) {
			EventLoopTick.current().ignoreEnd();
		}
	}

	public @Nullable HttpServerRequest reactorRequest() {
		return (REACTOR && this.request instanceof HttpServerRequest reactor) ? reactor : null;
	}

	public @Nullable HttpServerResponse reactorResponse() {
		return (REACTOR && this.response instanceof HttpServerResponse reactor) ? reactor : null;
	}

	/**
	 * The same, if nothing that decorates the response wants to see its body.
	 */
	public @Nullable HttpServerResponse undecoratedResponse() {
		return (response() instanceof ServerHttpResponseDecorator) ? null : reactorResponse();
	}

	/**
	 * The exchange on its connection, if this is Reactor Netty.
	 */
	public @Nullable ChannelOperations<?, ?> operations() {
		return (REACTOR && this.request instanceof ChannelOperations<?, ?> operations) ? operations : null;
	}

	/**
	 * Whether the server has given up the request: it has answered it by itself, or the
	 * connection is lost.
	 */
	public boolean isGivenUp() {
		ChannelOperations<?, ?> operations = operations();
		return operations != null && (operations.isSubscriptionDisposed() || !operations.channel().isActive());
	}

	/**
	 * The same for an error of the connection, which may come before its end is known.
	 */
	public boolean isGivenUp(Throwable error) {
		return isGivenUp() || (operations() != null && (error instanceof AbortedException
				|| DisconnectedClientHelper.isClientDisconnectedException(error)));
	}

	/**
	 * Whether an error of a response that is being sent says that a servlet container has
	 * lost the client. Before the headers it may be about another connection.
	 */
	public boolean isLost(Throwable error) {
		return reactorRequest() == null && this.springResponse.isCommitted()
				&& DisconnectedClientHelper.isClientDisconnectedException(error);
	}

	private @Nullable Channel channel() {
		ChannelOperations<?, ?> operations = operations();
		return (operations != null) ? operations.channel() : null;
	}

	/**
	 * Sets a header of the response in place of the one that the server may have set by
	 * itself.
	 */
	public void replaceHeader(String name) {
		if (reactorResponse() == null) {
			ServletExchange.moveHeader(name, response().getHeaders(), this.response);
		}
	}

	/**
	 * Notes that a filter has cut the response short, on a servlet container.
	 */
	void noteCut() {
		ServletExchange.cut(this.request);
	}

	boolean isCut() {
		return ServletExchange.isCut(this.request);
	}

	/**
	 * Has a body whose length is not known end with a mark of its own, if the client
	 * knows any.
	 */
	public void delimit() {
		if (reactorResponse() == null && this.protocol.equals("HTTP/1.1")) {
			ServletExchange.delimit(response().getHeaders(), this.response);
		}
	}

	/**
	 * A line for the log, which begins with the request's id, method and path.
	 */
	public String logLine(String what) {
		return logLine(exchange(), what);
	}

	public static String logLine(ServerWebExchange exchange, String what) {
		return exchange.getLogPrefix() + exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath()
				+ ": " + what;
	}

	private static @Nullable Object origin(Supplier<Object> search) {
		try {
			return search.get();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			// Spring's mocks have none and say so.
			return null;
		}
	}

}
