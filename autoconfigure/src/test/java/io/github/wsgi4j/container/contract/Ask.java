package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Header;

/**
 * A request as the portable contract sends it, whatever the protocol.
 *
 * @param method the method
 * @param target the path and the query
 * @param headers the headers, without those that frame the body
 * @param blocks the body as latin-1 characters, in the pieces in which it is sent; empty
 * if there is none
 * @param sized whether the request says the length of its body
 */
public record Ask(String method, String target, List<Header> headers, List<String> blocks, boolean sized) {

	static Ask get(String target, String... headers) {
		return request("GET", target, headers);
	}

	/**
	 * A request without a body.
	 * @param headers lines such as {@code "X-A: 1"}
	 */
	static Ask request(String method, String target, String... headers) {
		return new Ask(method, target, Stream.of(headers).map(Ask::header).toList(), List.of(), false);
	}

	static Ask post(String body, String... headers) {
		return new Ask("POST", "/", Stream.of(headers).map(Ask::header).toList(), List.of(body), true);
	}

	/**
	 * A request that does not say how long its body is.
	 */
	static Ask postUnsized(String... blocks) {
		return new Ask("POST", "/", List.of(), List.of(blocks), false);
	}

	public boolean hasBody() {
		return this.method.equals("POST");
	}

	private static Header header(String line) {
		int colon = line.indexOf(':');
		return Header.of(line.substring(0, colon), line.substring(colon + 1).trim());
	}

}
