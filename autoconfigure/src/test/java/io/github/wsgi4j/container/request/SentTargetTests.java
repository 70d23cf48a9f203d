package io.github.wsgi4j.container.request;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Targets that browsers and other clients send although no URI has them.
 */
class SentTargetTests {

	private static final AtomicReference<Map<String, Object>> SEEN = new AtomicReference<>(Map.of());

	@SuppressWarnings("NullAway.Init")
	private static WsgiServer server;

	@BeforeAll
	static void start() {
		server = new WsgiServer(Changing.class).serve((environ, start) -> {
			SEEN.set(Map.copyOf(environ));
			start.call("200 OK", List.of());
			return Body.text("x");
		});
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "q=a|b", "filter={x}", "q=\"a\"", "q=<a>", "q=a\\b", "q=a^b", "q=`a`", "q=%",
			"q=100%&r=%4", "q=%zz", "q[]=1&q[x]=2", "q=%7C|", "a?b|c" })
	void aQueryArrivesAsItWasSent(String query) {
		assertThat(get("/x?" + query)).isEqualTo(200);
		assertThat(SEEN.get()).containsEntry("QUERY_STRING", query)
			.containsEntry("REQUEST_URI", "/x?" + query)
			.containsEntry("PATH_INFO", "/x");
	}

	@ParameterizedTest
	@CsvSource({ "/a|b, /a|b", "/a^b, /a^b", "/a[1], /a[1]", "/a%7Cb|c, /a|b|c" })
	void aPathMayHaveWhatBrowsersSend(String target, String path) {
		assertThat(get(target)).isEqualTo(200);
		assertThat(SEEN.get()).containsEntry("PATH_INFO", path).containsEntry("REQUEST_URI", target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a b?q", "/x?a b", "/x?a#b", "/x?a\u0000", "/x?a\u0001", "/%", "/%zz", "/{x}" })
	void whatIsForbiddenIsStillRefused(String target) {
		assertThat(get(target)).isEqualTo(400);
	}

	@Test
	void aClientCannotSayAnotherTarget() {
		server.exchange("GET /x?q HTTP/1.1\r\nHost: localhost\r\nwsgi4j_target: /forged?f\r\n\r\n");
		assertThat(SEEN.get()).containsEntry("QUERY_STRING", "q").containsEntry("REQUEST_URI", "/x?q");
		assertThat(SEEN.get().toString()).doesNotContain("forged");
	}

	@ParameterizedTest
	@CsvSource({ "/changed?a=b, c=d", "/changed?a=b|c, c=d", "/changed?%, c=d", "/removed?a=b|c, ''",
			"/x?a=b|c, a=b|c" })
	void aQueryThatAFilterChangesArrivesAsItIsThen(String target, String query) {
		assertThat(get(target)).isEqualTo(200);
		assertThat(SEEN.get()).containsEntry("QUERY_STRING", query);
	}

	private static int get(String target) {
		return server.get(target).status();
	}

	@Configuration(proxyBeanMethods = false)
	static class Changing {

		@Bean
		WebFilter changing() {
			return (exchange, chain) -> {
				String path = exchange.getRequest().getPath().value();
				String uri = "http://localhost" + path + (path.equals("/changed") ? "?c=d" : "");
				return List.of("/changed", "/removed").contains(path)
						? chain.filter(exchange.mutate().request((request) -> request.uri(URI.create(uri))).build())
						: chain.filter(exchange);
			};
		}

	}

}
