package io.github.wsgi4j.container.contract;

import java.util.Arrays;
import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.ContractSupport;
import org.jspecify.annotations.Nullable;

/**
 * A whole response as the portable contract sees it, whatever the protocol.
 *
 * @param status the status code
 * @param reason the reason phrase, or {@code null} where the way to the client has none
 * @param headers the headers
 * @param body the bytes of the body
 * @param complete whether the body ended as it should and was not broken off
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, @Nullable String reason, List<Header> headers, byte[] body, boolean complete) {

	/**
	 * The value of the first header of a name, or {@code null}.
	 */
	@Nullable String header(String name) {
		List<String> values = headers(name);
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * The values of all headers of a name.
	 */
	List<String> headers(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(Header::value)
			.toList();
	}

	/**
	 * The body as latin-1 characters.
	 */
	String text() {
		return ContractSupport.text(this.body);
	}

	@Override
	public String toString() {
		return this.status + " " + this.reason + this.headers + (this.complete ? "" : " (cut off)")
				+ Arrays.toString(Arrays.copyOf(this.body, Math.min(this.body.length, 64)));
	}

}
