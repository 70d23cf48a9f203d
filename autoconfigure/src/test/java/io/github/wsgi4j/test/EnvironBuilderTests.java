package io.github.wsgi4j.test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnvironBuilderTests {

	@Test
	void environIsAPlainMapOfItsOwn() {
		EnvironBuilder builder = EnvironBuilder.of("GET", "/");
		builder.build().put("mine", "x");
		assertThat(builder.build()).isExactlyInstanceOf(HashMap.class).doesNotContainKey("mine");
	}

	@Test
	void streamsHaveTheirTypes() {
		StringWriter errors = new StringWriter();
		Map<String, Object> environ = EnvironBuilder.of("GET", "/").errors(new PrintWriter(errors)).build();
		assertThat(environ.get(Environ.WSGI_INPUT)).isInstanceOf(Input.class);
		assertThat(environ.get(Environ.WSGI_FILE_WRAPPER)).isInstanceOf(FileWrapper.class);
		((PrintWriter) environ.get(Environ.WSGI_ERRORS)).print("text");
		assertThat(errors).hasToString("text");
		assertThat(EnvironBuilder.of("GET", "/").build().get(Environ.WSGI_ERRORS)).isInstanceOf(PrintWriter.class);
	}

	@ParameterizedTest
	@CsvSource({ "/, http, localhost, 80, /, ''", "https://example.org, https, example.org, 443, /, ''",
			"HTTP://example.org:81/x%20y?q=1, http, example.org, 81, '/x y', q=1",
			"http://[::1]:8081/, http, [::1], 8081, /, ''", "http://my_app:81/, http, my_app, 81, /, ''",
			"http://example.org?q, http, example.org, 80, /, q", "/a?b#c?d, http, localhost, 80, /a, b" })
	void urlNamesTheServer(String target, String scheme, String name, String port, String path, String query) {
		Map<String, Object> environ = EnvironBuilder.of("GET", target).build();
		assertThat(environ).containsEntry("wsgi.url_scheme", scheme)
			.containsEntry("SERVER_NAME", name)
			.containsEntry("SERVER_PORT", port)
			.containsEntry("PATH_INFO", path)
			.containsEntry("QUERY_STRING", query);
		assertThat(environ.get("HTTPS")).isEqualTo(scheme.equals("https") ? "on" : null);
	}

	@Test
	void hostNamesTheServerToo() {
		Map<String, Object> environ = EnvironBuilder.of("GET", "/").header("host", "example.org:81").build();
		assertThat(environ).containsEntry("HTTP_HOST", "example.org:81")
			.containsEntry("SERVER_NAME", "example.org")
			.containsEntry("SERVER_PORT", "81");
		assertThat(EnvironBuilder.of("GET", "/").header("Host", "").build()).containsEntry("HTTP_HOST", "")
			.containsEntry("SERVER_NAME", "localhost");
	}

	@Test
	void textBeyondAsciiIsPercentEncodedAsABrowserDoes() {
		assertThat(EnvironBuilder.of("GET", "/caf\u00E9 x?\u20AC").build())
			.containsEntry("REQUEST_URI", "/caf%C3%A9%20x?%E2%82%AC")
			.containsEntry("PATH_INFO", "/caf\u00C3\u00A9 x")
			.containsEntry("QUERY_STRING", "%E2%82%AC");
	}

	@Test
	void mountShiftsThePath() {
		assertThat(EnvironBuilder.of("GET", "/blog/a%2Fb").scriptName("/blog").build())
			.containsEntry("SCRIPT_NAME", "/blog")
			.containsEntry("PATH_INFO", "/a/b")
			.containsEntry("REQUEST_URI", "/blog/a%2Fb");
		assertThat(EnvironBuilder.of("GET", "/blog").scriptName("/blog").build()).containsEntry("PATH_INFO", "");
		assertThatIllegalArgumentException().isThrownBy(() -> EnvironBuilder.of("GET", "/blogs").scriptName("/blog"));
		assertThatIllegalArgumentException().isThrownBy(() -> EnvironBuilder.of("GET", "/a/").scriptName("/a/"));
	}

	@Test
	void variableReplacesWhatWouldBeThere() {
		assertThat(EnvironBuilder.of("GET", "/").variable(Environ.REMOTE_ADDR, "192.0.2.1").build())
			.containsEntry("REMOTE_ADDR", "192.0.2.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "*", "ftp://example.org/", "?a" })
	void targetWithoutAPathIsRefused(String target) {
		assertThatIllegalArgumentException().isThrownBy(() -> EnvironBuilder.of("GET", target));
	}

	@Test
	void whatNoClientCanSendIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> EnvironBuilder.of("GET /", "/"));
		EnvironBuilder builder = EnvironBuilder.of("GET", "/");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.header("X A", "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.header("X-A", "a\r\nb"));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.header("X-A", "\u20AC"));
	}

	@Test
	void aValueMayHaveATabInside() {
		assertThat(EnvironBuilder.of("GET", "/").header("X-A", "a\tb").build()).containsEntry("HTTP_X_A", "a\tb");
	}

}
