package io.github.wsgi4j.container.response;

import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.server.LingeringClose;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.http.ResponseHead;
import io.github.wsgi4j.http.StatusLine;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Puts the head of an application's response into the server's.
 */
final class HeadWriter {

	private HeadWriter() {
	}

	/**
	 * Whether a response of such a head must not have a body: RFC 9110, section 6.4.1.
	 */
	static boolean forbidsBody(ResponseHead head, NativeExchange exchange) {
		return head.status().forbidsBody() || HttpMethod.HEAD.equals(exchange.request().getMethod());
	}

	/**
	 * Sets status and headers.
	 * @param length the length of the body where the container knows it, or -1
	 */
	static void write(ResponseHead head, NativeExchange exchange, long length) {
		ServerHttpResponse response = exchange.response();
		setStatus(head.status(), response, exchange.reactorResponse());
		HttpHeaders headers = response.getHeaders();
		setHeaders(head, headers);
		if (head.status().code() == 205) {
			// There is no other way to say that nothing follows: RFC 9110, 15.3.6.
			headers.setContentLength(0);
		}
		else if (head.contentLength() < 0 && length >= 0 && head.status().code() != 204) {
			headers.setContentLength(length);
		}
		if (exchange.isHttp10()) {
			// Such a client knows no chunks.
			headers.remove(HttpHeaders.TRANSFER_ENCODING);
			setConnection(head, exchange, headers);
		}
		if (!headers.containsHeader(HttpHeaders.DATE)) {
			headers.set(HttpHeaders.DATE, HttpDates.now());
		}
		exchange.replaceHeader(HttpHeaders.DATE);
	}

	/**
	 * Netty keeps a connection of HTTP/1.0 only where the response says so, which it may
	 * where it has an end of its own.
	 */
	private static void setConnection(ResponseHead head, NativeExchange exchange, HttpHeaders headers) {
		HttpServerRequest request = exchange.reactorRequest();
		if (request == null || headers.containsHeader(HttpHeaders.CONNECTION)) {
			// Behind a request with a body, it was said before that the connection
			// closes.
			return;
		}
		boolean ends = forbidsBody(head, exchange) || headers.getContentLength() >= 0;
		if (request.isKeepAlive() && ends) {
			headers.set(HttpHeaders.CONNECTION, "keep-alive");
		}
		else {
			LingeringClose.closeAfter(exchange);
		}
	}

	private static void setStatus(StatusLine status, ServerHttpResponse response,
			@Nullable HttpServerResponse reactor) {
		if (reactor == null || HttpResponseStatus.valueOf(status.code()).reasonPhrase().equals(status.reason())) {
			response.setStatusCode(HttpStatusCode.valueOf(status.code()));
			return;
		}
		// Spring keeps the code alone and would send its own phrase; without one of its
		// own, it reads the code back from here.
		response.setStatusCode(null);
		reactor.status(new HttpResponseStatus(status.code(), status.reason()));
	}

	private static void setHeaders(ResponseHead head, HttpHeaders headers) {
		for (int i = 0; i < head.headers().size(); i++) {
			Header header = head.headers().get(i);
			String name = header.name();
			if (head.status().code() == 204 && name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
				continue;
			}
			// Blanks around a value are no part of it, and Netty refuses them: RFC 9110,
			// 5.5.
			String value = header.value().strip();
			if (isAddedTo(name) || hasBefore(head.headers(), i)) {
				headers.add(name, value);
			}
			else {
				headers.set(name, value);
			}
		}
	}

	private static boolean hasBefore(List<Header> headers, int index) {
		for (int i = 0; i < index; i++) {
			if (headers.get(i).name().equalsIgnoreCase(headers.get(index).name())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isAddedTo(String name) {
		return HttpHeaders.SET_COOKIE.equalsIgnoreCase(name) || HttpHeaders.VARY.equalsIgnoreCase(name);
	}

}
