package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.Settled;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far an application may be ahead of a client that does not read.
 */
class SendBufferTests extends Contract {

	private static final int MEGABYTE = 1024 * 1024;

	private static WsgiServer running;

	SendBufferTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = OneLoop.start(Two.class, "platform", "wsgi.mounts.other=/other", "wsgi.limits.send-buffer=1B",
				"wsgi.limits.applications.other.send-buffer=8MB");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Test
	void theApplicationIsAheadByTheSizeOfTheBuffer() {
		int little = computed("/");
		int much = computed("/other");
		// The kernel takes about as much of both.
		assertThat(much - little).isGreaterThan(4 * MEGABYTE / GeneratedBody.BLOCK_SIZE);
	}

	private int computed(String target) {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		this.server.serve(answering(body));
		try (RawClient client = new RawClient(this.server.port(), 64 * 1024)) {
			client.send(get(target));
			return Settled.value(body::asked);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Two extends OneLoop {

		@Bean
		Application other(WsgiServer.Delegate application) {
			return (environ, start) -> application.call(environ, start);
		}

	}

}
