package io.github.wsgi4j.container.response;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of HTTP/1.0 that end with their connection: it is reset unless they are whole.
 */
@OnOldestJava
class ConnectionEndTests {

	private static final int BLOCK = 16 * 1024;

	private static final int[] BLOCKS = IntStream.range(0, 60).map((i) -> 2 * i).toArray();

	@Test
	void aWholeBodyIsNotResetHoweverSlowItsClient() throws IOException {
		try (TestServer server = TestServer.start(Sized.class)) {
			List<Socket> clients = connect(server);
			for (int i = 0; i < BLOCKS.length; i++) {
				assertThat(read(clients.get(i))).isEqualTo(BLOCKS[i] * BLOCK);
			}
		}
	}

	@Test
	void whatIsWrittenButNotSentWhenTheServerStopsIsReset() throws IOException {
		TestServer server = TestServer.start(Sized.class);
		List<Socket> clients = connect(server);
		AtomicInteger closed = server.bean(AtomicInteger.class);
		Awaitility.await().atMost(TestServer.TIMEOUT).until(() -> closed.get() > BLOCKS.length / 4);
		TestServer.get(CompletableFuture.runAsync(server::close));
		int reset = 0;
		for (int i = 0; i < BLOCKS.length; i++) {
			try {
				assertThat(read(clients.get(i))).isEqualTo(BLOCKS[i] * BLOCK);
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageContaining("reset");
				reset++;
			}
		}
		assertThat(reset).isPositive();
	}

	@Test
	void anErrorInPlaceOfABodyIsNotReset() throws IOException {
		try (TestServer server = TestServer.start(Sized.class); Socket client = connect(server.port(), "uncommitted")) {
			assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
				.startsWith("HTTP/1.0 500");
		}
	}

	private static List<Socket> connect(TestServer server) throws IOException {
		List<Socket> clients = new ArrayList<>();
		for (int blocks : BLOCKS) {
			clients.add(connect(server.port(), String.valueOf(blocks)));
		}
		return clients;
	}

	private static Socket connect(int port, String path) throws IOException {
		Socket client = new Socket();
		client.setReceiveBufferSize(BLOCK);
		client.setSoTimeout((int) TestServer.TIMEOUT.toMillis());
		client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		client.getOutputStream().write(("GET /" + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private static int read(Socket client) throws IOException {
		try (client) {
			InputStream in = client.getInputStream();
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				int next = in.read();
				if (next < 0) {
					throw new IOException("Connection reset by an end in the head");
				}
				head.append((char) next);
			}
			return in.readAllBytes().length;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Sized {

		@Bean
		AtomicInteger closed() {
			return new AtomicInteger();
		}

		@Bean
		WebFilter uncommitted() {
			return (exchange, chain) -> {
				if (exchange.getRequest().getPath().value().equals("/uncommitted")) {
					exchange.getResponse()
						.beforeCommit(() -> Mono.error(new IllegalStateException("This failure belongs to the test")));
				}
				return chain.filter(exchange);
			};
		}

		@Bean
		Application application(AtomicInteger closed) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				String path = Environ.get(environ, Environ.PATH_INFO);
				int blocks = path.equals("/uncommitted") ? 2 : Integer.parseInt(path.substring(1));
				return new TestBody(blocks, (index) -> "x".repeat(BLOCK), closed::incrementAndGet);
			};
		}

	}

}
