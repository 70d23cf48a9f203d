package io.github.wsgi4j.middleware.validation;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import org.jspecify.annotations.Nullable;

/**
 * A {@code start_response} that checks when it is called, with what, and what the
 * server's own makes of it.
 */
record CheckedStartResponse(StartResponse startResponse, Conversation conversation) implements StartResponse {

	@Override
	public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
		Checks checks = this.conversation.checks();
		checks.check(Rule.START_RESPONSE_AGAIN, excInfo != null || !this.conversation.isSent(),
				() -> "start_response was called without an exception");
		// A copy: an Iterable may give its elements only once.
		List<Header> copy = copy(headers);
		int code = HeaderRules.checkStatus(status, checks);
		long contentLength = HeaderRules.checkHeaders(code, copy, checks);
		Write write = this.startResponse.call(status, copy, excInfo);
		this.conversation.started(code, contentLength);
		if (!checks.check(Rule.START_RESPONSE_WRITE, write != null, () -> "start_response returned null")) {
			return write;
		}
		return (block) -> {
			this.conversation.checkWrite(block);
			write.call(block);
		};
	}

	@SuppressWarnings("NullAway") // what is null breaks a rule, and goes on to the server
	private static List<Header> copy(@Nullable Iterable<Header> headers) {
		if (headers == null) {
			return null;
		}
		List<Header> copy = new ArrayList<>();
		headers.forEach(copy::add);
		return copy;
	}

}
