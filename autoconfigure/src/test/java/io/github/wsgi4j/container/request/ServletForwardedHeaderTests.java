package io.github.wsgi4j.container.request;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What proxies say on a servlet container that reads it by itself.
 */
@Tag("servlet")
class ServletForwardedHeaderTests {

	private static final List<String> JUNK = List.of("Forwarded: proto=/raw/stat?", "Forwarded: host=ex.org/secret?",
			"Forwarded: for=\"[::1\"", "X-Forwarded-Proto: /secret?", "X-Forwarded-Proto: ftp",
			"X-Forwarded-Host: ex.org/secret?", "X-Forwarded-Host: ex.org:99999", "X-Forwarded-Host: user@ex.org",
			"X-Forwarded-Host: ex org", "X-Forwarded-Port: x", "X-Forwarded-Port: 70000", "X-Forwarded-Prefix: /a?b",
			"X-Forwarded-Prefix: //evil.example", "X-Forwarded-For: 1.2.3.4/5");

	private final AtomicReference<Map<String, Object>> seen = new AtomicReference<>(Map.of());

	@ParameterizedTest
	@EnumSource
	void whatCannotBeIsRefused(Kind kind) {
		try (WsgiServer server = new WsgiServer("server.forward-headers-strategy=native",
				"spring.autoconfigure.exclude=" + WsgiServer.SECURITY + "," + kind.others)) {
			server.serve((environ, start) -> {
				this.seen.set(Map.copyOf(environ));
				start.call("200 OK", List.of());
				return Body.text("x");
			});
			assertThat(answer(server, "X-Forwarded-Proto: https\r\nX-Forwarded-Host: ex.org")).isEqualTo(200);
			assertThat(this.seen.get()).containsEntry("wsgi.url_scheme", "https")
				.containsEntry("SERVER_NAME", "ex.org");
			assertThat(answer(server, "X-Forwarded-For: 192.0.2.1, 192.0.2.2")).isEqualTo(200);
			for (String header : JUNK) {
				this.seen.set(Map.of());
				assertThat(answer(server, header)).as(header).isEqualTo(400);
				assertThat(this.seen.get()).isEmpty();
			}
		}
	}

	private static int answer(WsgiServer server, String header) {
		return server.exchange("GET /items/5 HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n").status();
	}

	enum Kind {

		TOMCAT("jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration"),

		JETTY("tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration");

		private final String others;

		Kind(String other) {
			this.others = "org.springframework.boot." + other
					+ ",org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration";
		}

	}

}
