package io.github.wsgi4j.container.server;

import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that listens on a Unix socket, as behind a proxy on the same host.
 */
@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class UnixSocketTests {

	@TempDir
	private Path folder;

	@Test
	void isServedWithoutAWarning(CapturedOutput output) throws Exception {
		Assumptions.assumeTrue(Epoll.isAvailable(), "Reactor Netty listens on Unix sockets with epoll");
		Path socket = this.folder.resolve("socket");
		try (TestServer server = TestServer.start(OnUnixSocket.class, "test.socket=" + socket);
				SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
			client.write(StandardCharsets.US_ASCII
				.encode("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
			ByteBuffer response = ByteBuffer.allocate(10_000);
			while (client.read(response) >= 0) {
				assertThat(response.hasRemaining()).isTrue();
			}
			assertThat(new String(response.array(), StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 200 OK");
			assertThat(server.context().isActive()).isTrue();
		}
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void sendsAFileOverHttp2() throws Exception {
		Assumptions.assumeTrue(Epoll.isAvailable(), "Reactor Netty listens on Unix sockets with epoll");
		Path socket = this.folder.resolve("socket");
		Path file = Files.write(this.folder.resolve("file"), GeneratedBody.bytes(3));
		TestServer server = TestServer.start(SendingAFile.class, "test.socket=" + socket, "test.file=" + file,
				"server.http2.enabled=true");
		try (server) {
			byte[] body = HttpClient.newConnection()
				.protocol(HttpProtocol.H2C)
				.remoteAddress(() -> new DomainSocketAddress(socket.toString()))
				.get()
				.uri("/")
				.responseContent()
				.aggregate()
				.asByteArray()
				.block(Endpoint.TIMEOUT);
			assertThat(body).isEqualTo(GeneratedBody.bytes(3));
		}
	}

	private static NettyServerCustomizer onSocket(Environment environment) {
		String path = environment.getRequiredProperty("test.socket");
		return (server) -> server.bindAddress(() -> new DomainSocketAddress(path));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OnUnixSocket {

		@Bean
		NettyServerCustomizer socket(Environment environment) {
			return onSocket(environment);
		}

		@Bean
		Echo echo() {
			return new Echo("hello");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SendingAFile {

		@Bean
		NettyServerCustomizer socket(Environment environment) {
			return onSocket(environment);
		}

		@Bean
		Application file(Environment environment) {
			Path file = Path.of(environment.getRequiredProperty("test.file"));
			return (environ, start) -> {
				start.call("200 OK", List.of());
				return Body.of(file);
			};
		}

	}

}
