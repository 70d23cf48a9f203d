package io.github.wsgi4j.container;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;

import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is true of every environ: PEP 3333, environ Variables, and RFC 3875, section 4.1.
 */
final class EnvironCheck {

	private static final Map<String, Pattern> REQUIRED = Map.of("REQUEST_METHOD",
			Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"), "SCRIPT_NAME", Pattern.compile("(?s)(/.*[^/])?"),
			"PATH_INFO", Pattern.compile("(?s)(/.*)?"), "QUERY_STRING", Pattern.compile("[^\\p{Cntrl}\\x20]*"),
			"REQUEST_URI", Pattern.compile("[^\\p{Cntrl}\\x20]+"), "SERVER_NAME",
			Pattern.compile("[^\\p{Cntrl}\\x20/]+"), "SERVER_PORT", Pattern.compile("[0-9]{1,5}"), "SERVER_PROTOCOL",
			Pattern.compile("HTTP/(1\\.[01]|2\\.0)"), "wsgi.url_scheme", Pattern.compile("https?"));

	private static final Map<String, Pattern> OPTIONAL = Map.of("CONTENT_LENGTH", Pattern.compile("[0-9]+"),
			"CONTENT_TYPE", Pattern.compile("[^\\x00\\r\\n]*"), "HTTPS", Pattern.compile("on"), "REMOTE_ADDR",
			Pattern.compile("[0-9a-f.:%]+"), "REMOTE_PORT", Pattern.compile("[0-9]{1,5}"), "REMOTE_USER",
			Pattern.compile("(?s).*"));

	private static final Map<String, Class<?>> TYPES = Map.of("wsgi.version", List.class, "wsgi.multithread",
			Boolean.class, "wsgi.multiprocess", Boolean.class, "wsgi.run_once", Boolean.class, "wsgi.input_terminated",
			Boolean.class, "wsgi.input", Input.class, "wsgi.errors", PrintWriter.class, "wsgi.file_wrapper",
			FileWrapper.class, "wsgi4j.exchange", ServerWebExchange.class);

	private static final Pattern HEADER_NAME = Pattern.compile("HTTP_[!#$%&'*+.^_`|~0-9A-Z]+");

	private static final Pattern HEADER_VALUE = Pattern.compile("[^\\x00\\r\\n]*");

	private EnvironCheck() {
	}

	static void check(Map<String, Object> environ) {
		assertThat(environ).isExactlyInstanceOf(HashMap.class);
		assertThat(environ.keySet()).containsAll(REQUIRED.keySet()).containsAll(TYPES.keySet());
		environ.forEach(EnvironCheck::check);
		assertThat(environ).doesNotContainKeys("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH");
		assertThat("" + environ.get("SCRIPT_NAME") + environ.get("PATH_INFO")).isNotEmpty();
		assertThat(environ.containsKey("HTTPS")).isEqualTo("https".equals(environ.get("wsgi.url_scheme")));
	}

	private static void check(String name, Object value) {
		if (TYPES.containsKey(name)) {
			assertThat(value).as(name).isInstanceOf(TYPES.get(name));
			return;
		}
		assertThat(value).as(name).isInstanceOf(String.class);
		String text = (String) value;
		assertThat(text.chars()).as(name).allMatch((c) -> c < 0x100);
		if (REQUIRED.containsKey(name)) {
			assertThat(text).as(name).matches(REQUIRED.get(name));
		}
		else if (OPTIONAL.containsKey(name)) {
			assertThat(text).as(name).matches(OPTIONAL.get(name));
		}
		else {
			assertThat(name).matches(HEADER_NAME);
			assertThat(text).as(name).matches(HEADER_VALUE);
		}
	}

}
