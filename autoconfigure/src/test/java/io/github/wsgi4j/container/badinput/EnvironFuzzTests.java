package io.github.wsgi4j.container.badinput;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.EnvironCheck;
import io.github.wsgi4j.container.support.FuzzServer;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WireParser;
import io.github.wsgi4j.middleware.validation.ValidationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request makes a proper environ or is refused, whatever bytes it has.
 */
class EnvironFuzzTests {

	private static final String END = "\r\n\r\n";

	private static final Pattern LENGTH = Pattern.compile("(?i)(?<=\ncontent-length: )\\*(?=\r\n|$)");

	private static final Pattern CHUNKED = Pattern.compile("(?i)(?<=\ntransfer-encoding: )\\*(?=\r\n|$)");

	private static FuzzServer server;

	@BeforeAll
	static void start() {
		server = new FuzzServer();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	/**
	 * Sends a request. The bytes are those of a request but for the stars in
	 * {@code Content-Length: *} and {@code Transfer-Encoding: *}, which stand for the
	 * framing that the body needs.
	 */
	@FuzzTest
	@DictionaryEntries({ ": ", "GET ", "POST ", "HEAD ", "OPTIONS * ", "CONNECT ", " HTTP/1.1", " HTTP/1.0", "HTTP/2.0",
			"http://", "https://", "Host: ", "Content-Length: *", "Transfer-Encoding: *", "Transfer-Encoding: chunked",
			"Content-Length: ", "Content-Type: ", "Cookie: ", "Connection: ", "close", "keep-alive", "Upgrade: ",
			"Expect: 100-continue", "X_", "%2F", "%00", "%FF", "%C3%A4", "/../", "//", "?", "#", ";", "[::1]",
			"Forwarded: ", "X-Forwarded-Prefix: ", "Origin: ", "Access-Control-Request-Method: " })
	void aRequestMakesAProperEnvironOrIsRefused(byte[] input) {
		Request request = Request.of(Contract.text(input));
		Witness witness = new Witness();
		boolean head = request.text().contains("HEAD");
		byte[] bytes = Contract.bytes(request.text());
		WireParser parser = request.ends() ? server.exchange(witness, bytes, head)
				: server.exchangeAndEnd(witness, bytes);
		assertThat(request.ends() && parser.isSilent()).as("No answer to %s", request).isFalse();
		int served = 0;
		while (!parser.isAtEnd() && (served == 0 || !head)) {
			RawResponse response = parser.next(head);
			int status = response.status();
			assertThat(
					status == 100 || status == 200 || (status >= 400 && status < 500) || status == 501 || status == 505)
				.as("%s in answer to %s", response, request)
				.isTrue();
			served++;
			if (served == 1 && status == 200 && request.body() != null && !head) {
				assertThat(witness.bodies.get(0)).isEqualTo(request.body());
			}
		}
		assertThat(witness.failures).as("%s", request).isEmpty();
		server.assertNoErrors();
	}

	/**
	 * A request.
	 *
	 * @param text what is sent
	 * @param body the body that it has if it is taken for one request, or {@code null}
	 * @param ends whether its end can be told
	 */
	private record Request(String text, String body, boolean ends) {

		static Request of(String input) {
			int end = input.indexOf(END);
			String head = (end < 0) ? input : input.substring(0, end);
			String body = (end < 0) ? "" : input.substring(end + END.length());
			String names = head.toLowerCase(Locale.ROOT);
			int framings = names.split("content-length|transfer-encoding", -1).length - 1;
			boolean one = !head.contains("\n\n") && !head.contains("\n\r\n");
			Matcher length = LENGTH.matcher(head);
			Matcher chunked = CHUNKED.matcher(head);
			if (one && framings == 1 && length.find()) {
				return new Request(length.replaceFirst("" + body.length()) + END + body, body, true);
			}
			if (one && framings == 1 && chunked.find()) {
				return new Request(chunked.replaceFirst("chunked") + END + chunks(body), body, true);
			}
			// A server skips empty lines before a request and waits for what follows.
			boolean any = !head.isBlank() && head.chars().anyMatch((c) -> c > ' ' && !Character.isISOControl(c));
			return new Request(head + END + body, null, any && framings == 0 && body.isEmpty());
		}

		private static String chunks(String body) {
			StringBuilder chunks = new StringBuilder();
			for (int i = 0; i < body.length(); i += 7) {
				chunks.append(Contract.chunk(body.substring(i, Math.min(i + 7, body.length()))));
			}
			return chunks.append("0\r\n\r\n").toString();
		}

	}

	/**
	 * Sees what a request has become.
	 */
	private static final class Witness implements Application {

		private final List<String> bodies = new CopyOnWriteArrayList<>();

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		@Override
		public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
			byte[] body = Environ.input(environ).readAllBytes();
			this.bodies.add(Contract.text(body));
			try {
				EnvironCheck.check(environ);
				assertThat(environ.getOrDefault("CONTENT_LENGTH", Integer.toString(body.length)))
					.isEqualTo(Integer.toString(body.length));
			}
			catch (AssertionError | ValidationException ex) {
				this.failures.add(ex);
			}
			startResponse.call("200 OK", List.of(Header.of("X-Called", "1")));
			return Body.empty();
		}

	}

}
