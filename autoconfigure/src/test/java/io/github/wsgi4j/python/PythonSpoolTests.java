package io.github.wsgi4j.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.python.application.PythonApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are slow to take their responses hold no process, within the limits of the
 * spool.
 */
@OnNewestJava
class PythonSpoolTests {

	private static final int BLOCK = 64 * 1024;

	private static final int BUFFER = 8 * 1024;

	@TempDir
	private static Path folder;

	private static PythonServer server;

	@BeforeAll
	static void start() {
		PythonPackage.assumeInterpreter();
		server = PythonServer.start("twin", "python.callable=slow:application", "python.processes=2",
				"python.threads=1", "python.response-spool.directory=" + folder,
				"python.response-spool.per-response=16MB", "python.server-timing=true");
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	@AfterEach
	void everySlotIsFreeAndNoFileIsLeft() {
		assertThat(folder).isEmptyDirectory();
		Awaitility.await().untilAsserted(() -> assertThat(spooled()).isZero());
		// As many at once as there are slots, and each of them by both.
		for (int i = 0; i < 10; i++) {
			assertThat(server.get("/").text()).isEqualTo("Hello, world");
		}
	}

	@Test
	void aResponseSaysWhereItsTimeWent() {
		assertThat(server.get("/").header("Server-Timing"))
			.matches("queue;dur=\\d+\\.\\d{3}, python;dur=\\d+\\.\\d{3}, java;dur=\\d+\\.\\d{3}");
	}

	private static long spooled() {
		return server.server().bean(PythonApplication.class).spooled();
	}

	private static RawClient slow(String target) {
		return new RawClient(server.server().port(), BUFFER)
			.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
	}

	private static void assertWhole(RawResponse response, int blocks) {
		assertThat(response.complete()).isTrue();
		byte[] body = response.body();
		assertThat(body).hasSize(blocks * BLOCK);
		for (int i = 0; i < body.length; i++) {
			if (body[i] != (byte) i) {
				assertThat(body[i]).as("byte " + i).isEqualTo((byte) i);
			}
		}
	}

	@Test
	void slowClientsLeaveTheProcessesToOthers() {
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 200; i++) {
				clients.add(slow((i % 2 == 0) ? "/blocks?16" : "/page?16"));
			}
			assertThat(server.get("/").text()).isEqualTo("Hello, world");
			Awaitility.await().untilAsserted(() -> assertThat(spooled()).isGreaterThan(50L * 16 * BLOCK / 2));
			assertThat(server.get("/").text()).isEqualTo("Hello, world");
			clients.forEach((client) -> assertWhole(client.readResponse(), 16));
		}
		finally {
			clients.forEach(RawClient::close);
		}
	}

	@Test
	void aClientThatKeepsUpDoesNotTouchTheDisk() {
		for (int i = 0; i < 3; i++) {
			assertWhole(server.get("/page?16"), 16);
		}
		assertThat(spooled()).isZero();
	}

	@Test
	void aProcessWaitsAtTheLimitOfAResponse() {
		try (RawClient first = slow("/blocks?640"); RawClient second = slow("/blocks?640")) {
			Awaitility.await().untilAsserted(() -> assertThat(spooled()).isGreaterThanOrEqualTo(2L * 256 * BLOCK));
			assertThat(spooled()).isLessThan(2L * 300 * BLOCK);
			assertWhole(first.readResponse(), 640);
			assertWhole(second.readResponse(), 640);
		}
	}

	@Test
	void theFileOfAClientThatLeavesIsGone() {
		RawClient client = slow("/blocks?64");
		Awaitility.await().untilAsserted(() -> assertThat(spooled()).isPositive());
		client.close();
		Awaitility.await().untilAsserted(() -> assertThat(spooled()).isZero());
	}

	@Test
	void aFailureFollowsWhatWasSpooledBeforeIt() {
		try (RawClient client = slow("/fails?64")) {
			Awaitility.await().untilAsserted(() -> assertThat(spooled()).isPositive());
			RawResponse response = client.readResponse();
			assertThat(response.complete()).isFalse();
			assertThat(response.body()).hasSize(64 * BLOCK);
		}
	}

	@Test
	void theFirstEventGoesOutAtOnce() throws IOException {
		try (RawClient client = slow("/events")) {
			assertThat(client.readHead().status()).isEqualTo(200);
			assertThat(client.readChunk()).startsWith("data: tick");
			assertThat(spooled()).isZero();
		}
	}

}
