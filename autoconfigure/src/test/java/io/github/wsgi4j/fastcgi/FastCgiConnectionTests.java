package io.github.wsgi4j.fastcgi;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What crosses to a server, and the connections that it takes.
 */
@OnOldestJava
class FastCgiConnectionTests {

	@RegisterExtension
	static final FastCgiTestApplications applications = FastCgiTestApplications.create();

	@RegisterExtension
	static final FastCgiTestApplications applicationsOnNio = FastCgiTestApplications.onNio();

	private static final String HEAD = "Content-Type: text/plain\r\n\r\n";

	private static CompletableFuture<WsgiResponse> async(WsgiClient client, String path) {
		return CompletableFuture.supplyAsync(() -> client.get(path).send());
	}

	private static ScriptedServer echo(FastCgiTestApplications applications) {
		return applications.server((connection) -> {
			while (connection.read()) {
				connection.out("Status: 201 Made\nX-Name: Andr\u00e9\nContent-Type: text/plain\n\n").out("");
				connection.out(connection.input()).end();
			}
		});
	}

	@Test
	void requestsShareAConnectionThatIsKept() {
		for (FastCgiTestApplications any : List.of(applications, applicationsOnNio)) {
			ScriptedServer server = echo(any);
			WsgiClient client = any.client(server);
			for (int i = 0; i < 3; i++) {
				WsgiResponse response = client.get("/").send();
				assertThat(response.status()).isEqualTo("201 Made");
				assertThat(response.header("X-Name")).isEqualTo("Andr\u00e9");
				assertThat(response.text()).isEmpty();
			}
			assertThat(server.accepted()).isEqualTo(1);
		}
	}

	@Test
	void requestThatMustNotBeSentTwiceGetsAConnectionOfItsOwn() {
		ScriptedServer server = echo(applications);
		WsgiClient client = applications.client(server);
		for (int i = 0; i < 3; i++) {
			assertThat(client.post("/").text("a body").send().text()).isEqualTo("a body");
		}
		assertThat(server.accepted()).isEqualTo(3);
	}

	@Test
	void unixSocketsAreReachedOnAnyLoop(@TempDir Path folder) {
		for (FastCgiTestApplications any : List.of(applications, applicationsOnNio)) {
			ScriptedServer server = any
				.closing(ScriptedServer.start(folder.resolve("s" + any.hashCode()), ScriptedServer.answering("unix")));
			assertThat(any.client(server).get("/").send().text()).isEqualTo("unix");
		}
	}

	@Test
	void namesAreLookedUp() {
		for (FastCgiTestApplications any : List.of(applications, applicationsOnNio)) {
			ScriptedServer server = any.server(ScriptedServer.answering("found"));
			FastCgiSettings settings = FastCgiTestApplications.at(server.address().replace("127.0.0.1", "localhost"));
			assertThat(WsgiClient.of(any.application(settings)).get("/").send().text()).isEqualTo("found");
		}
	}

	@Test
	void variablesCross() {
		Map<String, String> seen = new ConcurrentHashMap<>();
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			seen.putAll(connection.parameters());
			connection.out(HEAD).end();
		});
		WsgiClient
			.of(applications.application(FastCgiTestApplications.adding(FastCgiTestApplications.settings(server),
					Map.of("SCRIPT_FILENAME", "/srv/\u00e9/index.php", "SERVER_NAME", "won"))))
			.get("/caf%C3%A9%01REMOTE_USER%01admin?q=%20")
			.header("Proxy", "http://evil")
			.header("X-Long", "x".repeat(200))
			.environ((environ) -> environ.variable("shop.number", 7)
				.variable("shop.flag", true)
				.variable("shop.nul", "\u0000REMOTE_USER\u0000admin")
				.variable("shop.object", new Object())
				.variable("shop.long", "y".repeat(70_000)))
			.send();
		assertThat(seen).containsEntry("PATH_INFO", "/caf\u00c3\u00a9\u0001REMOTE_USER\u0001admin")
			.containsEntry("QUERY_STRING", "q=%20")
			.containsEntry("REQUEST_METHOD", "GET")
			.containsEntry("GATEWAY_INTERFACE", "CGI/1.1")
			.containsEntry("HTTP_X_LONG", "x".repeat(200))
			.containsEntry("SCRIPT_FILENAME", "/srv/\u00c3\u00a9/index.php")
			.containsEntry("SERVER_NAME", "won")
			.containsEntry("shop.number", "7")
			.containsEntry("shop.flag", "true")
			.containsEntry("shop.nul", "\u0000REMOTE_USER\u0000admin")
			.containsEntry("shop.long", "y".repeat(70_000))
			.doesNotContainKeys("HTTP_PROXY", "REMOTE_USER", "shop.object", "wsgi.multithread");
	}

	@Test
	void connectionThatWasClosedWhileIdleIsReplaced() throws Exception {
		BlockingQueue<String> order = new ArrayBlockingQueue<>(1);
		ScriptedServer server = applications.server((connection) -> {
			while (connection.read()) {
				if (connection.path().equals("/closes")) {
					return;
				}
				connection.out(HEAD + "answered").end();
				if (connection.path().equals("/last")) {
					order.take();
					return;
				}
			}
		});
		WsgiClient client = applications.client(server);
		// Known before the next request.
		assertThat(client.get("/last").send().text()).isEqualTo("answered");
		order.add("close");
		assertThat(client.get("/").send().text()).isEqualTo("answered");
		assertThat(server.accepted()).isEqualTo(2);
	}

	@Test
	void connectionThatIsClosedAsARequestComesIsReplacedForASafeOne() {
		AtomicLong requests = new AtomicLong();
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			requests.incrementAndGet();
			connection.out(HEAD + "answered").end();
			connection.read();
		});
		WsgiClient client = applications.client(server);
		for (int i = 0; i < 3; i++) {
			assertThat(client.get("/").send().text()).isEqualTo("answered");
			assertThat(client.post("/").text("x").send().text()).isEqualTo("answered");
		}
		assertThat(requests).hasValue(6);
	}

	@Test
	void serverThatKeepsNoConnectionIsNoLongerAskedTo() {
		List<Boolean> asked = new CopyOnWriteArrayList<>();
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			asked.add(connection.keep());
			connection.out(HEAD + "answered").end();
		});
		WsgiClient client = applications.client(server);
		Awaitility.await().until(() -> {
			assertThat(client.get("/").send().text()).isEqualTo("answered");
			return asked.contains(false);
		});
	}

	@Test
	void serverThatKeepsNoConnectionIsNoLongerAskedToWhereRequestsAlwaysWait() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		List<Boolean> asked = new CopyOnWriteArrayList<>();
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			go.await();
			asked.add(connection.keep());
			connection.out(HEAD + "answered").end();
		});
		FastCgiApplication application = applications
			.application(FastCgiTestApplications.limited(FastCgiTestApplications.settings(server), 1, Duration.ZERO));
		WsgiClient client = WsgiClient.of(application);
		List<CompletableFuture<WsgiResponse>> responses = Stream.generate(() -> async(client, "/")).limit(8).toList();
		Awaitility.await().until(() -> application.waiting() == 7);
		go.countDown();
		for (CompletableFuture<WsgiResponse> response : responses) {
			assertThat(response.get(10, TimeUnit.SECONDS).text()).isEqualTo("answered");
		}
		assertThat(asked).containsExactly(true, true, true, false, false, false, false, false);
	}

	@Test
	void moreRequestsThanConnectionsWait() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		ScriptedServer server = applications.server((connection) -> {
			while (connection.read()) {
				arrived.countDown();
				go.await();
				connection.out(HEAD + connection.path()).end();
			}
		});
		FastCgiApplication application = applications
			.application(FastCgiTestApplications.limited(FastCgiTestApplications.settings(server), 1, Duration.ZERO));
		WsgiClient client = WsgiClient.of(application);
		CompletableFuture<WsgiResponse> first = async(client, "/1");
		arrived.await();
		CompletableFuture<WsgiResponse> second = async(client, "/2");
		CompletableFuture<WsgiResponse> third = CompletableFuture.supplyAsync(() -> client.post("/3").text("x").send());
		Awaitility.await().until(() -> application.waiting() == 2);
		assertThat(application.activeConnections()).isEqualTo(1);
		go.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("/1");
		assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("/2");
		assertThat(third.get(10, TimeUnit.SECONDS).text()).isEqualTo("/3");
		assertThat(application.waiting()).isZero();
	}

	@Test
	void onlySoManyRequestsWait() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		ScriptedServer server = applications.server((connection) -> {
			while (connection.read()) {
				go.await();
				connection.out(HEAD + connection.path()).end();
			}
		});
		FastCgiApplication application = applications.application(FastCgiTestApplications
			.queueing(FastCgiTestApplications.limited(FastCgiTestApplications.settings(server), 1, Duration.ZERO), 1));
		WsgiClient client = WsgiClient.of(application);
		CompletableFuture<WsgiResponse> first = async(client, "/1");
		Awaitility.await().until(() -> application.activeConnections() == 1);
		CompletableFuture<WsgiResponse> second = async(client, "/2");
		Awaitility.await().until(() -> application.waiting() == 1);
		assertThat(client.get("/3").send().failure())
			.isInstanceOfSatisfying(GatewayException.class, (failure) -> assertThat(failure.status()).isEqualTo(503))
			.hasMessageContaining("Too many requests wait for the application 'shop'");
		go.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("/1");
		assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("/2");
	}

	@Test
	void requestsGoToTheServerThatHasFewer() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		ScriptedServer.Script script = (connection) -> {
			while (connection.read()) {
				if (connection.path().equals("/wait")) {
					arrived.countDown();
					go.await();
				}
				connection.out(HEAD + connection.parameters().get("PATH_INFO")).end();
			}
		};
		ScriptedServer one = applications.server(script);
		ScriptedServer other = applications.server(script);
		WsgiClient client = applications.client(one, other);
		CompletableFuture<WsgiResponse> waiting = async(client, "/wait");
		arrived.await();
		ScriptedServer free = (one.accepted() == 1) ? other : one;
		for (int i = 0; i < 3; i++) {
			client.get("/").send();
		}
		assertThat(free.accepted()).isEqualTo(1);
		go.countDown();
		assertThat(waiting.get(10, TimeUnit.SECONDS).text()).isEqualTo("/wait");
	}

	@Test
	void idleConnectionMakesWayForOneThatTheServerHasNotAccepted() throws Exception {
		// Like a server of one process, which serves one connection until its end.
		CountDownLatch go = new CountDownLatch(1);
		Object process = new Object();
		ScriptedServer server = applications.server((connection) -> {
			synchronized (process) {
				while (connection.read()) {
					go.await();
					connection.out(HEAD + "answered").end();
				}
			}
		});
		WsgiClient client = applications.client(server);
		CompletableFuture<WsgiResponse> first = async(client, "/1");
		CompletableFuture<WsgiResponse> second = async(client, "/2");
		Awaitility.await().until(() -> server.accepted() == 2);
		go.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("answered");
		assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("answered");
	}

	@Test
	void idleConnectionIsClosedAfterAWhile() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(HEAD).end().awaitEnd();
			closed.countDown();
		});
		applications.client(server).get("/").send();
		assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void bodiesCross() {
		ScriptedServer server = echo(applications);
		WsgiClient client = applications.client(server);
		for (int size : new int[] { 0, 1, 40_000, 65_535 }) {
			byte[] body = "0123456789".repeat(size / 10 + 1).substring(0, size).getBytes(StandardCharsets.US_ASCII);
			assertThat(client.post("/").body(body).send().body()).isEqualTo(body);
			for (boolean complete : new boolean[] { true, false }) {
				assertThat(client.post("/")
					.body(new ByteArrayInputStream(body))
					.environ((environ) -> environ.variable(Environ.INPUT_COMPLETE, complete))
					.send()
					.body()).isEqualTo(body);
			}
		}
	}

	@Test
	void applicationMayAnswerWhileItReads() {
		byte[] body = new byte[4 * 1024 * 1024];
		ScriptedServer server = applications.server((connection) -> {
			connection.readHead();
			connection.out(HEAD);
			while (connection.readRecord() == ScriptedServer.STDIN && connection.content().length > 0) {
				connection.record(ScriptedServer.STDOUT, connection.content());
			}
			connection.end();
		});
		for (boolean complete : new boolean[] { true, false }) {
			assertThat(applications.client(server)
				.post("/")
				.body(new ByteArrayInputStream(body))
				.environ((environ) -> environ.variable(Environ.INPUT_COMPLETE, complete))
				.send()
				.body()).hasSize(body.length);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void applicationNeedNotReadItsBody(boolean closes) {
		ScriptedServer server = applications.server((connection) -> {
			connection.readHead();
			connection.out(HEAD + "not read").end();
			if (!closes) {
				connection.awaitEnd();
			}
		});
		for (boolean complete : new boolean[] { true, false }) {
			assertThat(applications.client(server)
				.post("/")
				.body(new ByteArrayInputStream(new byte[4 * 1024 * 1024]))
				.environ((environ) -> environ.variable(Environ.INPUT_COMPLETE, complete))
				.send()
				.text()).isEqualTo("not read");
		}
	}

	@Test
	void serverWaitsForAClientThatIsSlow() throws Exception {
		AtomicLong written = new AtomicLong();
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(HEAD);
			for (int i = 0; i < 400; i++) {
				connection.record(ScriptedServer.STDOUT, new byte[60_000]);
				written.addAndGet(60_000);
			}
			connection.end();
		});
		FastCgiApplication application = applications.application(FastCgiTestApplications.settings(server));
		CountDownLatch go = new CountDownLatch(1);
		CompletableFuture<WsgiResponse> response = CompletableFuture
			.supplyAsync(() -> WsgiClient.of((environ, startResponse) -> {
				Iterable<byte[]> body = application.call(environ, startResponse);
				return Body.filter(body, (block) -> {
					await(go);
					return block;
				});
			}).get("/").send());
		AtomicLong before = new AtomicLong(-1);
		Awaitility.await()
			.pollInterval(Duration.ofMillis(100))
			.until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
		assertThat(written.get()).isLessThan(400 * 60_000);
		go.countDown();
		assertThat(response.get(10, TimeUnit.SECONDS).body()).hasSize(400 * 60_000);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
