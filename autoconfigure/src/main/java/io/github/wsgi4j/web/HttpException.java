package io.github.wsgi4j.web;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.body.LimitedStream;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * A request that is answered with an error: RFC 9110, sections 15.5 and 15.6. A
 * {@link Handler} and a {@link Router} turn it into a response, whose text is the
 * message. A client that prefers JSON to text gets problem details: RFC 9457. Outside of
 * these, Spring Boot's error page has the status.
 */
public class HttpException extends RuntimeException implements ErrorResponse {

	private final int status;

	private final transient List<Header> headers;

	/**
	 * Creates an exception, whose message is the reason phrase of its status.
	 * @param status the status code, from 400 to 599
	 */
	public HttpException(int status) {
		this(status, Status.phrase(status));
	}

	/**
	 * Creates an exception.
	 * @param status the status code, from 400 to 599
	 * @param message the message for the client
	 */
	public HttpException(int status, String message) {
		this(status, message, List.of(), null);
	}

	/**
	 * Creates an exception.
	 * @param status the status code, from 400 to 599
	 * @param message the message for the client
	 * @param headers headers of the response, such as {@code Allow}
	 * @param cause the cause, or {@code null}
	 * @throws IllegalArgumentException if the status is not an error status
	 */
	public HttpException(int status, String message, List<Header> headers, @Nullable Throwable cause) {
		super(message, cause);
		this.status = Status.checkError(status);
		this.headers = List.copyOf(headers);
	}

	/**
	 * The status.
	 * @return a code from 400 to 599
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The headers of the response.
	 * @return the headers, usually none
	 */
	public List<Header> headers() {
		return this.headers;
	}

	/**
	 * Members of the problem details beside the title, the status and the detail:
	 * {@code type}, and those that the type defines. A subclass may have some.
	 * @return the members, usually none
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457, Members
	 * of a Problem Details Object</a>
	 */
	public Map<String, Object> problem() {
		return Map.of();
	}

	/**
	 * The text for the client.
	 * @return the message
	 */
	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

	/**
	 * The status, for Spring.
	 */
	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.status);
	}

	/**
	 * The status and the message, for Spring.
	 */
	@Override
	public ProblemDetail getBody() {
		return ProblemDetail.forStatusAndDetail(getStatusCode(), getMessage());
	}

	static HttpException badRequest(String message) {
		return new HttpException(400, message);
	}

	static HttpException tooLarge(String what) {
		return new HttpException(413, what + " is too large");
	}

	/**
	 * A stream that ends with 413 where it is longer than a limit.
	 */
	static LimitedStream limit(InputStream stream, long limit, String what) {
		return new LimitedStream(stream, limit, () -> {
			throw tooLarge(what);
		});
	}

}
