package io.github.wsgi4j.container.request;

import java.util.Map;

import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SCRIPT_NAME and PATH_INFO below a mount.
 */
class MountTests {

	private static WsgiServer mounted;

	private static WsgiServer based;

	private static WsgiServer proxied;

	@BeforeAll
	static void start() {
		mounted = new WsgiServer("wsgi.path=/app");
		based = new WsgiServer("wsgi.path=/app/", "spring.webflux.base-path=/base");
		proxied = new WsgiServer("wsgi.path=/app", "server.forward-headers-strategy=framework");
	}

	@AfterAll
	static void stop() {
		mounted.close();
		based.close();
		proxied.close();
	}

	@Nested
	class AtAPath extends Contract {

		AtAPath() {
			super(mounted);
		}

		@ParameterizedTest
		@CsvSource({ "/app, ''", "/app/, /", "/app/a/b, /a/b", "/app//a, //a", "/app/caf%C3%A9?q, /caf\u00C3\u00A9" })
		void pathIsSplitBehindTheMount(String target, String pathInfo) {
			Map<String, Object> environ = environOf(get(target));
			assertThat(environ).containsEntry("SCRIPT_NAME", "/app")
				.containsEntry("PATH_INFO", pathInfo)
				.containsEntry("REQUEST_URI", target);
		}

		@ParameterizedTest
		@ValueSource(strings = { "/", "/appx", "/ap", "/x/app", "/App", "/app%2Fx" })
		void pathBesideTheMountIsNotFound(String target) {
			assertThat(exchange(get(target), answering(ScriptedBody.blocks("called"))).status()).isEqualTo(404);
		}

	}

	@Nested
	class BelowABasePath extends Contract {

		BelowABasePath() {
			super(based);
		}

		@Test
		void basePathAndMountAreBothInScriptName() {
			assertThat(environOf(get("/base/app/x"))).containsEntry("SCRIPT_NAME", "/base/app")
				.containsEntry("PATH_INFO", "/x")
				.containsEntry("REQUEST_URI", "/base/app/x");
			assertThat(environOf(get("/base/app"))).containsEntry("SCRIPT_NAME", "/base/app")
				.containsEntry("PATH_INFO", "");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/app", "/base", "/base/", "/base/appx" })
		void pathBesideTheMountIsNotFound(String target) {
			assertThat(exchange(get(target), answering(ScriptedBody.blocks("called"))).status()).isEqualTo(404);
		}

	}

	@Nested
	class BehindAProxy extends Contract {

		BehindAProxy() {
			super(proxied);
		}

		@Test
		void forwardedPrefixAndMountAreBothInScriptName() {
			Map<String, Object> environ = environOf(get("/app/x%20y", "X-Forwarded-Prefix: /proxy"));
			assertThat(environ).containsEntry("SCRIPT_NAME", "/proxy/app").containsEntry("PATH_INFO", "/x y");
		}

		@Test
		void forwardedAddressesAreThoseOfTheEnviron() {
			Map<String, Object> environ = environOf(get("/app", "X-Forwarded-Proto: https",
					"X-Forwarded-Host: example.org", "X-Forwarded-For: 192.0.2.1"));
			assertThat(environ).containsEntry("wsgi.url_scheme", "https")
				.containsEntry("HTTPS", "on")
				.containsEntry("SERVER_NAME", "example.org")
				.containsEntry("SERVER_PORT", "443")
				.containsEntry("REMOTE_ADDR", "192.0.2.1");
		}

	}

}
