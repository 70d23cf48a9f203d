package io.github.wsgi4j.autoconfigure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.server.ServletExchange;
import io.github.wsgi4j.container.support.RawClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Sinks;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A filter that has had enough of a response on a servlet container.
 */
@Tag("servlet")
class ServletCuttingFilterTests {

	private static final String TOMCAT = "tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration";

	private static final String JETTY = "jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration";

	private static final String NETTY = ",org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration";

	@ParameterizedTest
	@CsvSource({ TOMCAT + ",/chunked", TOMCAT + ",/sized", JETTY + ",/chunked", JETTY + ",/sized" })
	void noClientTakesWhatWasSentForTheWholeResponse(String other, String path) throws IOException {
		String exclusions = TestServer.WITHOUT_SECURITY + ",org.springframework.boot." + other + NETTY;
		try (TestServer server = TestServer.start(CuttingFilterTests.Cutting.class, exclusions);
				RawClient client = new RawClient(server.port(), -1)) {
			client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
			String sent = path.equals("/sized") ? "half" : "4\r\nhalf";
			assertThat(client.readExactly(sent.length())).asString(StandardCharsets.US_ASCII).isEqualTo(sent);
			server.bean(Sinks.Empty.class).tryEmitEmpty().orThrow();
			assertThat(rest(client)).as("all but the end of the chunk").isBlank();
		}
	}

	@Test
	void requestWithoutAServerIsNotCut() {
		HttpHandler handler = ServletExchange.failCut((request, response) -> response.setComplete());
		assertThatNoException().isThrownBy(
				() -> handler.handle(MockServerHttpRequest.get("/").build(), new MockServerHttpResponse()).block());
	}

	private static String rest(RawClient client) throws IOException {
		StringBuilder rest = new StringBuilder();
		try {
			while (true) {
				rest.append(new String(client.readSome(64), StandardCharsets.US_ASCII));
			}
		}
		catch (EOFException ex) {
			return rest.toString();
		}
	}

}
