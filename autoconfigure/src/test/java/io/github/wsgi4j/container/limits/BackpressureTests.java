package io.github.wsgi4j.container.limits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.BlockingServer;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.Settled;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.channel.epoll.Epoll;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@Timeout(60)
class BackpressureTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private static final String PLATFORM = "wsgi.execution.mode=platform";

	private static final String VIRTUAL = "wsgi.execution.mode=virtual";

	private static final String SMALL_SEND_BUFFER = "spring.main.sources=" + SmallSendBuffer.class.getName();

	private static final int USUAL = -1;

	private static final int SMALL = 64 * 1024;

	/**
	 * What a server may be ahead of the client where the kernel takes little by itself.
	 */
	private static final int FEW = 12;

	/** What a server may be ahead of the kernel, in blocks of 64 KiB. */
	private static final int AHEAD = 8;

	@ParameterizedTest
	@ValueSource(ints = { USUAL, SMALL })
	void aClientThatDoesNotReadStopsAPlatformThread(int receiveBuffer) {
		staysNearTheKernel(PLATFORM, receiveBuffer);
	}

	@ParameterizedTest
	@ValueSource(ints = { USUAL, SMALL })
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21")
	void aClientThatDoesNotReadStopsAVirtualThread(int receiveBuffer) {
		staysNearTheKernel(VIRTUAL, receiveBuffer);
	}

	private static void staysNearTheKernel(String mode, int receiveBuffer) {
		int most = Epoll.isAvailable() ? FEW : baseline(receiveBuffer) + AHEAD;
		try (WsgiServer server = new WsgiServer(mode)) {
			GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
			server.serve(serving(() -> body));
			try (RawClient client = new RawClient(server.port(), receiveBuffer)) {
				client.send(GET);
				int asked = Settled.value(body::asked);
				System.out.printf("%s, receive buffer %d: asked for %d blocks of %d at most%n", mode, receiveBuffer,
						asked, most);
				assertThat(asked).isLessThanOrEqualTo(most);
			}
			Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
		}
	}

	@Test
	void aClientThatHasReadMuchHasMoreMadeForItButFew() throws IOException {
		assumeThat(Epoll.isAvailable()).as("the kernel is told what it may take").isTrue();
		int read = 256;
		try (WsgiServer server = new WsgiServer(PLATFORM)) {
			GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
			server.serve(serving(() -> body));
			try (RawClient client = new RawClient(server.port(), SMALL)) {
				client.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").readHead();
				assertThat(client.readExactly(read * GeneratedBody.BLOCK_SIZE)).isEqualTo(GeneratedBody.bytes(read));
				int ahead = Settled.value(body::asked) - read;
				// The kernel asks for more when half of what it may take is gone, which
				// may be next.
				for (int more = 0; ahead < FEW && more < FEW; more++) {
					client.readExactly(GeneratedBody.BLOCK_SIZE);
					read++;
					ahead = Settled.value(body::asked) - read;
				}
				assertThat(ahead).isBetween(FEW, 2 * FEW);
			}
			Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
		}
	}

	@Test
	void whatAClientHasReadCountsForOneResponse() {
		GeneratedBody[] bodies = { new GeneratedBody(256), new GeneratedBody(GeneratedBody.ENDLESS) };
		try (WsgiServer server = new WsgiServer(PLATFORM)) {
			AtomicInteger calls = new AtomicInteger();
			server.serve(serving(() -> bodies[calls.getAndIncrement()]));
			try (RawClient client = new RawClient(server.port(), SMALL)) {
				assertThat(client.send(GET).readResponse().body()).isEqualTo(GeneratedBody.bytes(256));
				client.send(GET);
				int asked = Settled.value(bodies[1]::asked);
				assertThat(asked).isLessThanOrEqualTo(Epoll.isAvailable() ? FEW : baseline(SMALL) + AHEAD);
			}
			Awaitility.await().untilAsserted(() -> assertThat(bodies[1].closed()).isEqualTo(1));
		}
	}

	private static int baseline(int receiveBuffer) {
		try (BlockingServer server = new BlockingServer();
				RawClient client = new RawClient(server.port(), receiveBuffer)) {
			int begun = Settled.value(server::begun);
			assertThat(client.socket().isConnected()).isTrue();
			return begun;
		}
	}

	@Test
	void closesTheBodyOfAClientThatGoesAway() {
		try (WsgiServer server = new WsgiServer(PLATFORM, SMALL_SEND_BUFFER)) {
			List<GeneratedBody> bodies = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
				bodies.add(body);
				server.serve(serving(() -> body));
				try (RawClient client = new RawClient(server.port(), SMALL)) {
					client.send(GET).readHead();
				}
			}
			Awaitility.await()
				.untilAsserted(() -> assertThat(bodies).allSatisfy((body) -> assertThat(body.closed()).isEqualTo(1)));
			int asked = bodies.stream().mapToInt(GeneratedBody::asked).sum();
			assertThat(Settled.value(() -> bodies.stream().mapToInt(GeneratedBody::asked).sum())).isEqualTo(asked);
		}
	}

	@Test
	void writeWaitsForTheClientOnAPlatformThread() throws IOException {
		writeWaits(PLATFORM);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21")
	void writeWaitsForTheClientOnAVirtualThread() throws IOException {
		writeWaits(VIRTUAL);
	}

	private static void writeWaits(String mode) throws IOException {
		int blocks = 32;
		AtomicInteger begun = new AtomicInteger();
		AtomicBoolean returned = new AtomicBoolean();
		try (WsgiServer server = new WsgiServer(mode, SMALL_SEND_BUFFER);
				RawClient client = new RawClient(server.port(), USUAL)) {
			server.serve((environ, start) -> {
				Write write = start.call("200 OK",
						List.of(Header.of("Content-Length", Integer.toString(blocks * GeneratedBody.BLOCK_SIZE))));
				for (int i = 0; i < blocks; i++) {
					begun.incrementAndGet();
					write.call(GeneratedBody.block(i));
				}
				returned.set(true);
				return Body.empty();
			});
			client.send(GET).readHead();
			assertThat(Settled.value(begun::get)).isLessThan(blocks / 2);
			assertThat(returned).isFalse();
			assertThat(client.readExactly(blocks * GeneratedBody.BLOCK_SIZE)).isEqualTo(GeneratedBody.bytes(blocks));
			Awaitility.await().untilTrue(returned);
		}
	}

	@Test
	void aThreadIsHeldOnlyWhileTheApplicationComputes() {
		try (WsgiServer server = new WsgiServer(PLATFORM, "wsgi.execution.platform.threads=1", SMALL_SEND_BUFFER)) {
			List<GeneratedBody> bodies = new CopyOnWriteArrayList<>();
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				if (Environ.get(environ, Environ.PATH_INFO).equals("/hello")) {
					return Body.text("hello");
				}
				GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
				bodies.add(body);
				return body;
			});
			List<RawClient> clients = new ArrayList<>();
			try {
				for (int i = 0; i < 20; i++) {
					clients.add(new RawClient(server.port(), SMALL).send(GET));
				}
				clients.forEach(RawClient::readHead);
				assertThat(server.get("/hello").text()).isEqualTo("hello");
			}
			finally {
				clients.forEach(RawClient::close);
			}
			Awaitility.await().untilAsserted(() -> {
				assertThat(bodies).hasSize(20);
				assertThat(bodies).allSatisfy((body) -> assertThat(body.closed()).isEqualTo(1));
			});
		}
	}

	@Test
	void twoThreadsServeManyGenerators() {
		int blocks = 8;
		byte[] expected = GeneratedBody.bytes(blocks);
		try (WsgiServer server = new WsgiServer(PLATFORM, "wsgi.execution.platform.threads=2", SMALL_SEND_BUFFER)) {
			server.serve(serving(() -> new GeneratedBody(blocks)));
			List<RawClient> clients = new ArrayList<>();
			try {
				for (int i = 0; i < 200; i++) {
					clients.add(new RawClient(server.port(), USUAL).send(GET));
				}
				assertThat(clients).allSatisfy((client) -> {
					RawResponse response = client.readResponse();
					assertThat(response.complete()).isTrue();
					assertThat(response.body()).isEqualTo(expected);
				});
			}
			finally {
				clients.forEach(RawClient::close);
			}
		}
	}

	private static Application serving(Supplier<GeneratedBody> body) {
		return (environ, start) -> {
			start.call("200 OK", List.of());
			return body.get();
		};
	}

}
