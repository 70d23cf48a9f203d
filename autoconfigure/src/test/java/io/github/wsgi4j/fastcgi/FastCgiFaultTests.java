package io.github.wsgi4j.fastcgi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.LogRecords;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests when a server fails.
 */
@OnOldestJava
class FastCgiFaultTests {

	@RegisterExtension
	static final FastCgiTestApplications applications = FastCgiTestApplications.create();

	private static final String NOWHERE = "unix:/nowhere/fastcgi.sock";

	private static final String HEAD = "Content-Type: text/plain\r\n\r\n";

	private static int status(WsgiResponse response) {
		assertThat(response.failure()).isInstanceOf(GatewayException.class);
		return ((GatewayException) response.failure()).status();
	}

	// The common pool may have one thread only.
	private static CompletableFuture<WsgiResponse> send(WsgiClient client, String path) {
		return CompletableFuture.supplyAsync(() -> client.get(path).send(), (task) -> new Thread(task).start());
	}

	private static WsgiRequest request(WsgiClient client, String method) {
		return client.request(method, "/").body(method.equals("POST") ? new byte[] { 1 } : new byte[0]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "no colon\r\n\r\n", "\r\nbody", "X: y\r\n\r\n", "Status: 2000 OK\r\n\r\n",
			"Content-Type: a\r\n folded\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n" })
	void malformedHeadIsABadGateway(String head) {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(head).end();
		});
		assertThat(status(applications.client(server).get("/").send())).isEqualTo(502);
	}

	@Test
	void headThatDoesNotEndIsABadGateway() {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out("Content-Type: text/plain\r\n").end();
		});
		assertThat(status(applications.client(server).get("/").send())).isEqualTo(502);
	}

	@Test
	void recordThatIsNoneIsABadGateway() {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.raw("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).awaitEnd();
		});
		assertThat(status(applications.client(server).post("/").send())).isEqualTo(502);
	}

	@Test
	void serverOfAnotherProtocolIsToldOnce() {
		try (LogRecords log = new LogRecords("io.github.wsgi4j.fastcgi.client.FastCgiConnection")) {
			ScriptedServer server = applications.server((connection) -> {
				connection.read();
				connection
					.raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
					.awaitEnd();
			});
			applications.client(server).post("/").send();
			assertThat(log.events()).singleElement().satisfies((event) -> {
				assertThat(event.getFormattedMessage()).startsWith("The connection to " + server.address())
					.contains("is that a FastCGI server?");
				assertThat(event.getThrowableProxy()).isNull();
			});
		}
	}

	@Test
	void whatFollowsAnInvalidRecordIsNoResponse() {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			ByteArrayOutputStream records = new ByteArrayOutputStream();
			records.writeBytes(end(9));
			records.writeBytes(output(HEAD));
			records.writeBytes(end(0));
			connection.raw(records.toByteArray()).awaitEnd();
		});
		assertThat(status(applications.client(server).post("/").send())).isEqualTo(502);
	}

	private static byte[] output(String text) {
		byte[] content = text.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(8 + content.length)
			.put(new byte[] { 1, ScriptedServer.STDOUT, 0, 1, 0, (byte) content.length, 0, 0 })
			.put(content)
			.array();
	}

	private static byte[] end(int protocolStatus) {
		return new byte[] { 1, ScriptedServer.END, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0, (byte) protocolStatus, 0, 0, 0 };
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void deathBeforeTheHeadIsABadGateway(String method) {
		ScriptedServer server = applications.server(ScriptedServer.Connection::read);
		assertThat(status(request(applications.client(server), method).send())).isEqualTo(502);
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void deathAfterTheHeadBreaksTheResponse() {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(HEAD + "begun");
		});
		WsgiResponse response = applications.client(server).get("/").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.text()).isEqualTo("begun");
		assertThat(response.isComplete()).isFalse();
		assertThat(response.failure()).isInstanceOf(GatewayException.class);
	}

	@Test
	void safeRequestThatWasNotAnsweredGoesToTheNextServer() {
		ScriptedServer dying = applications.server(ScriptedServer.Connection::read);
		ScriptedServer other = applications.server(ScriptedServer.answering("other"));
		WsgiClient client = applications.client(dying, other);
		for (int i = 0; i < 4; i++) {
			assertThat(client.get("/").send().text()).isEqualTo("other");
		}
		assertThat(dying.accepted()).isPositive();
	}

	@Test
	void requestThatMayHaveBeenSeenDoesNot() {
		ScriptedServer dying = applications.server(ScriptedServer.Connection::read);
		ScriptedServer other = applications.server(ScriptedServer.answering("other"));
		WsgiClient client = applications.client(dying, other);
		List<String> answers = List.of(answer(request(client, "POST").send()), answer(request(client, "POST").send()));
		assertThat(answers).containsExactlyInAnyOrder("502", "other");
	}

	private static String answer(WsgiResponse response) {
		return (response.failure() != null) ? String.valueOf(status(response)) : response.text();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void serverThatIsDownIsLeftOut(String method) {
		ScriptedServer up = applications.server(ScriptedServer.answering("up"));
		FastCgiApplication application = applications.application(FastCgiTestApplications.at(NOWHERE, up.address()));
		WsgiClient client = WsgiClient.of(application);
		for (int i = 0; i < 4; i++) {
			assertThat(request(client, method).send().text()).isEqualTo("up");
		}
		assertThat(application.check()).containsExactly(Map.entry(FastCgiAddress.parse(NOWHERE), false),
				Map.entry(FastCgiAddress.parse(up.address()), true));
		Awaitility.await().untilAsserted(() -> assertThat(application.activeConnections()).isZero());
	}

	@Test
	void noServerIsAnUnavailableService() {
		FastCgiApplication application = applications
			.application(FastCgiTestApplications.at(NOWHERE, "tcp://127.0.0.1:1"));
		WsgiClient client = WsgiClient.of(application);
		for (int i = 0; i < 2; i++) {
			assertThat(status(request(client, "POST").send())).isEqualTo(503);
		}
		assertThat(application.check().values()).containsOnly(false);
	}

	@Test
	void serverThatComesBackIsFoundAtOnceWhereThereIsNoOther(@TempDir Path folder) {
		// A port that is free again may be another's by then.
		Path socket = folder.resolve("back.sock");
		FastCgiApplication application = applications.application(FastCgiTestApplications.at("unix:" + socket));
		WsgiClient client = WsgiClient.of(application);
		assertThat(status(client.get("/").send())).isEqualTo(503);
		assertThat(application.check().values()).containsOnly(false);
		applications.closing(ScriptedServer.start(socket, ScriptedServer.answering("back")));
		assertThat(client.get("/").send().text()).isEqualTo("back");
		assertThat(application.check().values()).containsOnly(true);
	}

	@Test
	void serverIsTriedAgainAfterAWhile(@TempDir Path folder) {
		ScriptedServer up = applications.server(ScriptedServer.answering("up"));
		Path socket = folder.resolve("back.sock");
		WsgiClient client = WsgiClient.of(applications.application(FastCgiTestApplications
			.retrying(FastCgiTestApplications.at("unix:" + socket, up.address()), Duration.ofMillis(20))));
		for (int i = 0; i < 4; i++) {
			assertThat(client.get("/").send().text()).isEqualTo("up");
		}
		applications.closing(ScriptedServer.start(socket, ScriptedServer.answering("back")));
		Awaitility.await().untilAsserted(() -> assertThat(client.get("/").send().text()).isEqualTo("back"));
	}

	@ParameterizedTest
	@CsvSource({ "1, 503", "2, 503", "3, 502" })
	void refusedRequestIsTold(int protocolStatus, int status) {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.end(protocolStatus);
		});
		assertThat(status(request(applications.client(server), "POST").send())).isEqualTo(status);
	}

	@Test
	void requestThatIsTooMuchForAServerGoesToTheNext() {
		ScriptedServer overloaded = applications.server((connection) -> {
			connection.read();
			connection.end(2);
		});
		ScriptedServer other = applications.server(ScriptedServer.answering("other"));
		WsgiClient client = applications.client(overloaded, other);
		for (int i = 0; i < 2; i++) {
			assertThat(request(client, "POST").send().text()).isEqualTo("other");
		}
		assertThat(overloaded.accepted()).isPositive();
	}

	@Test
	void refusedRequestWhoseBodyHasGoneIsNotSentAgain() {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.end(2);
		});
		WsgiResponse response = applications.client(server, server).post("/").body(new byte[100_000]).send();
		assertThat(status(response)).isEqualTo(503);
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void requestThatIsRefusedAfterItsAnswerHasBegunIsNotSentAgain() {
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(HEAD + "begun").end(2);
		});
		WsgiResponse response = applications.client(server, server).get("/").send();
		assertThat(response.text()).isEqualTo("begun");
		assertThat(status(response)).isEqualTo(503);
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void whatFollowsTheEndOfARequestIsNoPartOfTheNext() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			if (connection.path().equals("/first")) {
				assertThat(answer.await(10, TimeUnit.SECONDS)).isTrue();
				connection.raw(output(HEAD));
				ByteArrayOutputStream records = new ByteArrayOutputStream();
				records.writeBytes(new byte[] { 1, ScriptedServer.END, 0, 1, 0, 8, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
				// The padding of the record before.
				records.writeBytes(new byte[4]);
				records.writeBytes(output(HEAD));
				records.writeBytes(end(0));
				connection.raw(records.toByteArray()).awaitEnd();
			}
			else {
				connection.out(HEAD + "its own").end();
			}
		});
		FastCgiApplication application = applications
			.application(FastCgiTestApplications.limited(FastCgiTestApplications.settings(server), 1, Duration.ZERO));
		WsgiClient client = WsgiClient.of(application);
		CompletableFuture<WsgiResponse> first = send(client, "/first");
		Awaitility.await().until(() -> application.activeConnections() == 1);
		CompletableFuture<WsgiResponse> second = send(client, "/second");
		Awaitility.await().until(() -> application.waiting() == 1);
		answer.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS).code()).isEqualTo(200);
		assertThat(second.get(10, TimeUnit.SECONDS).text()).isEqualTo("its own");
	}

	@Test
	void requestThatWaitsForAnotherServerIsTakenBackWhenItsTimeIsUp() throws Exception {
		ScriptedServer busy = applications.server((connection) -> {
			connection.read();
			connection.awaitEnd();
		});
		ScriptedServer dying = applications.server(ScriptedServer.Connection::read);
		FastCgiApplication application = applications.application(FastCgiTestApplications
			.limited(FastCgiTestApplications.settings(busy, dying), 1, Duration.ofSeconds(1)));
		WsgiClient client = WsgiClient.of(application);
		List<CompletableFuture<WsgiResponse>> responses = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			responses.add(send(client, "/"));
		}
		Awaitility.await().until(() -> application.waiting() == 2);
		for (CompletableFuture<WsgiResponse> response : responses) {
			assertThat(status(response.get(10, TimeUnit.SECONDS))).isEqualTo(504);
		}
		Awaitility.await().untilAsserted(() -> assertThat(application.waiting()).isZero());
	}

	@Test
	void connectionThatIsClosedAtOnceTakesNoPlace() throws Exception {
		ScriptedServer closing = applications.server((connection) -> {
		});
		FastCgiApplication application = applications.application(
				FastCgiTestApplications.limited(FastCgiTestApplications.settings(closing), 1, Duration.ofSeconds(20)));
		WsgiClient client = WsgiClient.of(application);
		for (int i = 0; i < 300; i++) {
			assertThat(status(request(client, "POST").send())).isEqualTo(502);
		}
		Awaitility.await().untilAsserted(() -> assertThat(application.activeConnections()).isZero());
	}

	@Test
	void uploadThatGetsNoThreadEndsTheRequest() {
		AtomicInteger tasks = new AtomicInteger();
		ScriptedServer server = applications.server(ScriptedServer.answering("unasked"));
		FastCgiApplication application = applications.application(
				FastCgiTestApplications.limited(FastCgiTestApplications.settings(server), 1, Duration.ofSeconds(20)),
				(task) -> {
					if (tasks.incrementAndGet() == 1) {
						throw new RejectedExecutionException("no thread");
					}
					throw new OutOfMemoryError("no thread");
				});
		WsgiClient client = WsgiClient.of(application);
		for (int i = 0; i < 2; i++) {
			WsgiResponse response = client.post("/")
				.body(new byte[] { 1 })
				.environ((environ) -> environ.variable(Environ.INPUT_COMPLETE, false))
				.send();
			assertThat(response.failure()).rootCause()
				.isInstanceOfSatisfying(GatewayException.class,
						(failure) -> assertThat(failure.status()).isEqualTo(503))
				.hasMessageEndingWith("no thread");
		}
	}

	@Test
	void serverThatIsTooSlowIsAGatewayTimeout() throws Exception {
		BlockingQueue<Boolean> left = new ArrayBlockingQueue<>(1);
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.awaitEnd();
			left.add(true);
		});
		WsgiClient client = WsgiClient.of(applications.application(FastCgiTestApplications.limited(
				FastCgiTestApplications.closing(FastCgiTestApplications.settings(server)), 1, Duration.ofMillis(100))));
		CompletableFuture<WsgiResponse> second = send(client, "/");
		assertThat(status(client.get("/").send())).isEqualTo(504);
		assertThat(status(second.get(10, TimeUnit.SECONDS))).isEqualTo(504);
		assertThat(left.poll(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void clientThatLeavesAbortsItsRequest() throws Exception {
		BlockingQueue<Integer> seen = new ArrayBlockingQueue<>(1);
		ScriptedServer server = applications.server((connection) -> {
			while (connection.read()) {
				if (connection.path().equals("/endless")) {
					connection.out(HEAD + "begun");
					seen.add(connection.readRecord());
					connection.out("too late").end();
				}
				else {
					connection.out(HEAD + "next").end();
				}
			}
		});
		FastCgiApplication application = applications.application(FastCgiTestApplications.settings(server));
		WsgiClient client = WsgiClient.of(application);
		assertThat(client.get("/endless").take(1).text()).isEqualTo("begun");
		assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(ScriptedServer.ABORT);
		Awaitility.await().until(() -> application.activeConnections() == 0);
		assertThat(client.get("/").send().text()).isEqualTo("next");
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void abortThatIsIgnoredClosesTheConnection() throws Exception {
		BlockingQueue<Boolean> left = new ArrayBlockingQueue<>(1);
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(HEAD);
			try {
				while (true) {
					connection.out("x".repeat(60_000));
				}
			}
			finally {
				left.add(true);
			}
		});
		FastCgiApplication application = applications.application(FastCgiTestApplications.settings(server));
		assertThat(WsgiClient.of(application).get("/").take(1).text()).startsWith("x");
		assertThat(left.poll(10, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> application.activeConnections() == 0);
	}

	@Test
	void clientThatLeavesClosesAConnectionThatIsNotKept() throws Exception {
		BlockingQueue<Boolean> left = new ArrayBlockingQueue<>(1);
		ScriptedServer server = applications.server((connection) -> {
			connection.read();
			connection.out(HEAD + "begun").awaitEnd();
			left.add(true);
		});
		WsgiClient client = WsgiClient
			.of(applications.application(FastCgiTestApplications.closing(FastCgiTestApplications.settings(server))));
		assertThat(client.get("/").take(1).text()).isEqualTo("begun");
		assertThat(left.poll(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void uploadThatIsCutShortEndsTheRequest() throws Exception {
		BlockingQueue<Boolean> left = new ArrayBlockingQueue<>(1);
		ScriptedServer server = applications.server((connection) -> {
			connection.readHead();
			connection.awaitEnd();
			left.add(true);
		});
		WsgiClient client = WsgiClient
			.of(applications.application(FastCgiTestApplications.closing(FastCgiTestApplications.settings(server))));
		for (boolean complete : new boolean[] { true, false }) {
			WsgiResponse response = client.post("/")
				.body(new BrokenStream())
				.environ((environ) -> environ.variable(Environ.INPUT_COMPLETE, complete))
				.send();
			assertThat(response.failure()).hasRootCauseMessage("cut short");
			assertThat(left.poll(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void errorsAreLoggedWithTheirRequest() {
		try (LogRecords log = new LogRecords("wsgi.fastcgi.shop")) {
			ScriptedServer server = applications.server((connection) -> {
				connection.read();
				connection.err("first\nsec")
					.out(HEAD)
					.err("ond \u00e9\u001b[31m\u009b1m\n\n")
					.err("y".repeat(9000))
					.end();
			});
			applications.client(server).get("/path?query").send();
			assertThat(log.messages()).containsExactly("first (GET /path)", "second \u00e9 [31m 1m (GET /path)",
					"y".repeat(8192) + " (GET /path)", "y".repeat(808) + " (GET /path)");
		}
	}

	@Test
	void closedApplicationRefusesRequests() {
		AtomicInteger asked = new AtomicInteger();
		ScriptedServer server = applications.server((connection) -> {
			while (connection.read()) {
				asked.incrementAndGet();
				connection.out(HEAD).end();
			}
		});
		FastCgiApplication application = applications.application(FastCgiTestApplications.settings(server));
		WsgiClient client = WsgiClient.of(application);
		assertThat(client.get("/").send().code()).isEqualTo(200);
		application.close();
		assertThat(status(client.get("/").send())).isEqualTo(503);
		assertThat(asked).hasValue(1);
	}

}
