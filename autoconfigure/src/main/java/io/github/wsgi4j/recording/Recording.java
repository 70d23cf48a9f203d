package io.github.wsgi4j.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.body.BlockInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response, as a {@link Recorder} wrote them into a file. A test
 * replays it with {@code WsgiClient.replay}.
 *
 * <p>
 * The file is ASCII text in lines, and what comes first in a line says what it is:
 *
 * <pre>
 * WSGI recording 1
 * &#64; SCRIPT_NAME=/shop              a variable of the environ
 * &gt; POST /shop/cart?x=1 HTTP/1.1   the request line, then a header in each line
 * &gt; Content-Length: 9
 * &gt;&gt; caf\xC3\xA9=1\n               what one read gave of the body
 * &gt;= 9 bytes, whole                how much was read: all, or "left" if there was more
 * &lt; 200 OK                         the status, then a header in each line
 * &lt; Content-Type: text/plain
 * &lt;&lt; done\n                        one block of the body
 * &lt;= 70000 bytes, whole, cut       how much was sent: all, "left" if not all was taken,
 *                                  or the exception; and that not all is recorded
 * # a comment
 * </pre>
 *
 * A byte that is not printable ASCII is {@code \n}, {@code \r}, {@code \t} or
 * {@code \xHH}, and a backslash is two.
 */
public final class Recording {

	private final Map<String, String> variables;

	private final RecordedHead request;

	private final RecordedBody requestBody;

	private final @Nullable RecordedHead response;

	private final RecordedBody responseBody;

	Recording(Map<String, String> variables, RecordedHead request, RecordedBody requestBody,
			@Nullable RecordedHead response, RecordedBody responseBody) {
		this.variables = new TreeMap<>(variables);
		this.request = request;
		this.requestBody = requestBody;
		this.response = response;
		this.responseBody = responseBody;
	}

	/**
	 * Reads a recording.
	 * @param file the file
	 * @return the recording
	 * @throws IOException if the file cannot be read, is not a recording of this version,
	 * or is malformed
	 */
	public static Recording read(Path file) throws IOException {
		return RecordingFormat.read(file);
	}

	/**
	 * The request's method.
	 * @return the method
	 */
	public String method() {
		return this.request.line().substring(0, this.request.line().indexOf(' '));
	}

	/**
	 * The request's target as it was sent.
	 * @return the target
	 */
	public String target() {
		String line = this.request.line();
		return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
	}

	/**
	 * The status of the response.
	 * @return the status, or {@code null} if the application gave none
	 */
	public @Nullable String status() {
		return (this.response != null) ? this.response.line() : null;
	}

	/**
	 * The headers that the application gave the response.
	 * @return the headers in their order
	 */
	public List<Header> headers() {
		return (this.response != null) ? this.response.headers() : List.of();
	}

	/**
	 * The blocks of the response, as far as they are recorded.
	 * @return the blocks that are not empty
	 */
	public List<byte[]> blocks() {
		return this.responseBody.blocks();
	}

	/**
	 * Whether one of the bodies was longer than the recorder's limit.
	 * @return whether a part of it is missing
	 */
	public boolean isCut() {
		return this.requestBody.isCut() || this.responseBody.isCut();
	}

	/**
	 * Whether the body of the response was not taken to its end.
	 * @return whether there may be more of it
	 */
	public boolean isOpen() {
		return this.responseBody.isOpen();
	}

	/**
	 * Begins the request again.
	 * @return what it brings into an environ; redacted headers are not there
	 * @throws IllegalStateException if the request's body is not all recorded
	 */
	public Map<String, Object> environ() {
		if (this.requestBody.isCut()) {
			throw new IllegalStateException(
					"Only the first " + this.requestBody.bytes().length + " of the " + this.requestBody.total()
							+ " bytes of the request body are recorded: raise the limit of the recorder");
		}
		Map<String, Object> environ = new HashMap<>();
		for (Header header : this.request.headers()) {
			if (!header.value().equals(RecordedHead.REDACTED)) {
				environ.put(FieldSyntax.variable(header.name()), header.value());
			}
		}
		environ.putAll(this.variables);
		environ.put(Environ.REQUEST_METHOD, method());
		environ.put(Environ.REQUEST_URI, target());
		environ.put(Environ.SERVER_PROTOCOL, this.request.line().substring(this.request.line().lastIndexOf(' ') + 1));
		InputStream body = new ByteArrayInputStream(this.requestBody.bytes());
		environ.put(Environ.WSGI_INPUT,
				new Input(this.requestBody.isOpen() ? new SequenceInputStream(body, new Unrecorded()) : body));
		return environ;
	}

	/**
	 * The same recording without the values of some headers.
	 * @param names the headers' names in lower case
	 */
	Recording redacted(Set<String> names) {
		return new Recording(this.variables, this.request.redacted(names), this.requestBody,
				(this.response != null) ? this.response.redacted(names) : null, this.responseBody);
	}

	Map<String, String> variables() {
		return this.variables;
	}

	RecordedHead request() {
		return this.request;
	}

	RecordedBody requestBody() {
		return this.requestBody;
	}

	@Nullable RecordedHead response() {
		return this.response;
	}

	RecordedBody responseBody() {
		return this.responseBody;
	}

	@Override
	public String toString() {
		return this.request.line() + ": " + status();
	}

	/**
	 * The rest of a body that nobody read when it was recorded.
	 */
	private static final class Unrecorded extends BlockInputStream {

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			throw new IOException("The rest of the request's body was not read when it was recorded");
		}

	}

}
