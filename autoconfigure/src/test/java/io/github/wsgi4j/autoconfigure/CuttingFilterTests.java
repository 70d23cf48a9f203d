package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A filter that has had enough of a response, as one with a timeout, and goes on as if
 * all had been sent.
 */
@OnOldestJava
class CuttingFilterTests {

	@ParameterizedTest
	@ValueSource(strings = { "/chunked", "/sized" })
	void noClientTakesWhatWasSentForTheWholeResponse(String path) throws IOException {
		try (TestServer server = TestServer.start(Cutting.class); RawClient client = new RawClient(server.port(), -1)) {
			client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
			String sent = path.equals("/sized") ? "half" : "4\r\nhalf\r\n";
			assertThat(client.readExactly(sent.length())).asString(StandardCharsets.US_ASCII).isEqualTo(sent);
			server.bean(Sinks.Empty.class).tryEmitEmpty().orThrow();
			assertThat(client.isClosedByServer()).as("closed").isTrue();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Cutting {

		@Bean
		Sinks.Empty<Void> enough() {
			return Sinks.empty();
		}

		@Bean
		WebFilter cut(Sinks.Empty<Void> enough) {
			return (exchange, chain) -> chain.filter(exchange).takeUntilOther(enough.asMono());
		}

		@Bean
		Application half() {
			return (environ, startResponse) -> {
				boolean sized = environ.get(Environ.PATH_INFO).equals("/sized");
				startResponse.call("200 OK", sized ? List.of(Header.of("Content-Length", "8")) : List.of());
				return Body.from(JdkFlowAdapter.publisherToFlowPublisher(
						Flux.concat(Flux.just("half".getBytes(StandardCharsets.US_ASCII)), Flux.never())));
			};
		}

	}

}
