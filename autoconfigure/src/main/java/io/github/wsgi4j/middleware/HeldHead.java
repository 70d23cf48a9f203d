package io.github.wsgi4j.middleware;

import java.util.List;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of {@code start_response}.
 *
 * @param status the status
 * @param headers the headers
 * @param excInfo the exception that it answers, if any
 */
public record HeldHead(String status, List<Header> headers, @Nullable Throwable excInfo) {

	/**
	 * Whether the status has a code; whether it is well-formed is for the server to say.
	 */
	public boolean is(int code) {
		return this.status.startsWith(code + " ");
	}

	public HeaderFields fields() {
		return new HeaderFields(this.headers);
	}

	public HeldHead with(HeaderFields fields) {
		return new HeldHead(this.status, fields.list(), this.excInfo);
	}

}
