package io.github.wsgi4j.middleware;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RuntimeHeaderTests {

	@Test
	void xRuntimeIsInSeconds() {
		assertThat(client(RuntimeHeader.Format.X_RUNTIME).get("/").send().header("X-Runtime"))
			.matches("[0-9]+\\.[0-9]{6}");
	}

	@Test
	void serverTimingIsInMilliseconds() {
		assertThat(client(RuntimeHeader.Format.SERVER_TIMING).get("/").send().header("Server-Timing"))
			.matches("app;dur=[0-9]+\\.[0-9]{3}");
	}

	@Test
	void anotherXRuntimeStays() {
		assertThat(client(RuntimeHeader.Format.X_RUNTIME, Header.of("x-runtime", "1")).get("/")
			.send()
			.headers("X-Runtime")).containsExactly("1");
	}

	@Test
	void serverTimingsStandBesideEachOther() {
		assertThat(client(RuntimeHeader.Format.SERVER_TIMING, Header.of("Server-Timing", "db;dur=5")).get("/")
			.send()
			.headers("Server-Timing")).hasSize(2).startsWith("db;dur=5");
	}

	@Test
	void aSecondStartOfTheResponseHasOne() {
		Application twice = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			startResponse.call("404 Not Found", List.of());
			return Body.empty();
		};
		assertThat(WsgiClient.of(twice)
			.with(new RuntimeHeader(RuntimeHeader.Format.X_RUNTIME))
			.get("/")
			.send()
			.headers("X-Runtime")).hasSize(1);
	}

	private static WsgiClient client(RuntimeHeader.Format format, Header... headers) {
		Application application = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of(headers));
			return Body.text("hello");
		};
		return WsgiClient.of(application).with(new RuntimeHeader(format));
	}

}
