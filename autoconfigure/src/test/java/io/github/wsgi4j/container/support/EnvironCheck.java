package io.github.wsgi4j.container.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.middleware.validation.Validator;

import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is true of every environ: all rules of the interface, and the forms that this
 * container gives to what they leave open.
 */
public final class EnvironCheck {

	private static final Map<String, Pattern> STRICTER = Map.of("SCRIPT_NAME", Pattern.compile("(?s)(/.*[^/])?"),
			"PATH_INFO", Pattern.compile("(?s)(/.*)?"), "QUERY_STRING", Pattern.compile("[^\\p{Cntrl}\\x20]*"),
			"REQUEST_URI", Pattern.compile("[^\\p{Cntrl}\\x20]+"), "SERVER_NAME",
			Pattern.compile("[^\\p{Cntrl}\\x20/]+"), "SERVER_PORT", Pattern.compile("[0-9]{1,5}"), "SERVER_PROTOCOL",
			Pattern.compile("HTTP/(1\\.[01]|2\\.0)"));

	private static final Map<String, Pattern> OPTIONAL = Map.of("CONTENT_TYPE", Pattern.compile("[^\\x00\\r\\n]*"),
			"HTTPS", Pattern.compile("on"), "REMOTE_ADDR", Pattern.compile("[0-9a-f.:%]+"), "REMOTE_PORT",
			Pattern.compile("[0-9]{1,5}"));

	private static final Set<String> AS_THE_RULES_SAY = Set.of("REQUEST_METHOD", "CONTENT_LENGTH", "REMOTE_USER");

	private static final Pattern HEADER_NAME = Pattern.compile("HTTP_[!#$%&'*+.^_`|~0-9A-Z]+");

	private static final Pattern HEADER_VALUE = Pattern.compile("[^\\x00\\r\\n]*");

	private EnvironCheck() {
	}

	public static void check(Map<String, Object> environ) throws Exception {
		Validator.fail().wrap((same, start) -> {
			start.call("200 OK", List.of());
			return Body.empty();
		}).call(new HashMap<>(environ), (status, headers, excInfo) -> (block) -> {
		});
		assertThat(environ).isExactlyInstanceOf(HashMap.class);
		assertThat(environ.keySet()).containsAll(STRICTER.keySet())
			.contains("wsgi.input_terminated", "wsgi.file_wrapper");
		assertThat(environ.get("wsgi4j.exchange")).isInstanceOf(ServerWebExchange.class);
		environ.keySet()
			.stream()
			.filter((name) -> name.indexOf('.') < 0 && !AS_THE_RULES_SAY.contains(name))
			.forEach((name) -> check(name, (String) environ.get(name)));
		assertThat(environ.containsKey("HTTPS")).isEqualTo("https".equals(environ.get("wsgi.url_scheme")));
	}

	private static void check(String name, String value) {
		Pattern form = STRICTER.getOrDefault(name, OPTIONAL.get(name));
		if (form == null) {
			assertThat(name).matches(HEADER_NAME);
		}
		assertThat(value).as(name).matches((form != null) ? form : HEADER_VALUE);
	}

}
