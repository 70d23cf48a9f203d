package io.github.wsgi4j.container.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.container.support.FrameClient;
import io.github.wsgi4j.container.support.FrameRequest;
import io.github.wsgi4j.container.support.SelfSigned;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of HTTP/2 that are answered before Spring handles errors.
 */
@OnOldestJava
@Timeout(60)
class Http2RefusalTests {

	@Test
	void whatReactorNettyRefusesHasADate() {
		try (Endpoint endpoint = Endpoint.h2c("server.forward-headers-strategy=native")) {
			refusesWithADate(endpoint);
		}
	}

	@Test
	void whatSpringRefusesBeforeItHandlesErrorsHasADate(@TempDir Path folder) {
		try (Endpoint endpoint = Endpoint.h2(new SelfSigned(folder), "server.forward-headers-strategy=framework")) {
			refusesWithADate(endpoint);
		}
	}

	@Test
	void aPathIsNoUrlOfAnotherHost() {
		EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (WsgiServer server = new WsgiServer("server.http2.enabled=true");
				FrameClient client = new FrameClient(loop, server.port())) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.text(Environ.get(environ, "HTTP_HOST"));
			});
			FrameClient.Stream own = client.open(FrameRequest.GET, "/x?http://evil.example/");
			assertThat(own.end()).isEqualTo(FrameClient.WHOLE);
			assertThat(own.text()).isEqualTo("localhost");
			assertThat(client.open(FrameRequest.GET, "http://evil.example/x").status()).isEqualTo(400);
		}
		finally {
			loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	private static void refusesWithADate(Endpoint endpoint) {
		endpoint.serve((environ, start) -> {
			start.call("404 Not Found", List.of());
			return Body.text("x");
		});
		Endpoint refused = new Endpoint(endpoint.server(),
				endpoint.client().headers((headers) -> headers.set("x-forwarded-proto", "/secret?")));
		for (int i = 0; i < 2; i++) {
			Endpoint.Answer answer = refused.get();
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.headers().getAll("date")).hasSize(1);
		}
		Endpoint.Answer answer = endpoint.get();
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.headers().getAll("date")).hasSize(1);
	}

}
