package io.github.wsgi4j.web.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class UncheckedHostTests {

	private final Logger logger = Logger.getLogger("io.github.wsgi4j.web");

	private final List<LogRecord> records = new ArrayList<>();

	private final Handler handler = new Handler() {

		@Override
		public void publish(LogRecord record) {
			UncheckedHostTests.this.records.add(record);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	};

	@BeforeEach
	void listen() {
		this.logger.addHandler(this.handler);
	}

	@AfterEach
	void listenNoMore() {
		this.logger.removeHandler(this.handler);
	}

	@Test
	void isLoggedOnce() {
		UncheckedHost host = new UncheckedHost();
		host.warn(Map.of("HTTP_HOST", "evil.example"));
		host.warn(Map.of("HTTP_HOST", "evil.example"));
		assertThat(this.records).singleElement().satisfies((record) -> {
			assertThat(record.getLevel()).isEqualTo(Level.WARNING);
			assertThat(record.getMessage()).contains("TrustedHosts");
		});
	}

	static List<Function<Request, String>> urls() {
		return List.of(Request::url, Request::rootUrl, (request) -> request.urlTo("home"));
	}

	@ParameterizedTest
	@MethodSource("urls")
	void anyUrlOfARequestIsLogged(Function<Request, String> url) {
		RequestUrl.UNCHECKED_HOST.warned.set(false);
		WsgiClient client = WsgiClient.of(Router.builder()
			.get("/", (request) -> Response.text(request.pathTo("home") + request.host()))
			.name("home")
			.post("/", (request) -> Response.text(url.apply(request)))
			.build());
		assertThat(client.get("/").send().text()).isEqualTo("/localhost");
		assertThat(this.records).as("of a path").isEmpty();
		assertThat(client.post("/").send().text()).startsWith("http://localhost");
		assertThat(this.records).hasSize(1);
	}

	@Test
	void aHostThatIsTrustedOrTheServersOwnIsNotLogged() {
		UncheckedHost host = new UncheckedHost();
		host.warn(Map.of("HTTP_HOST", "shop.example", "wsgi4j.host_trusted", true));
		host.warn(Map.of("SERVER_NAME", "localhost"));
		assertThat(this.records).isEmpty();
		host.warn(Map.of("HTTP_HOST", "shop.example", "wsgi4j.host_trusted", "true"));
		assertThat(this.records).hasSize(1);
	}

}
