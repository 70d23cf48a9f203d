package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.web.Handler;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Upload;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What a server adds: a date, the exchange, an identifier in the log, and a largest body,
 * which is 1 MiB here.
 */
abstract class ServerContract extends InterfaceContract {

	ServerContract(Subject subject) {
		super(subject);
	}

	@Test
	void bodyOfTheLargestSizeIsAccepted() {
		String block = "x".repeat(256 * 1024);
		Answer answer = exchange(Ask.postUnsized(block, block, block, block), (environ, start) -> {
			int length = Environ.input(environ).readAllBytes().length;
			start.call("200 OK", NO_HEADERS);
			return Body.text(Integer.toString(length));
		});
		assertThat(answer.text()).isEqualTo("1048576");
	}

	@Test
	void bodyThatGrowsOverTheLimitIsAnswered413() {
		String block = "x".repeat(256 * 1024);
		Answer answer = exchange(Ask.postUnsized(block, block, block, block, "y"), (environ, start) -> {
			Environ.input(environ).readAllBytes();
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(answer.status()).isEqualTo(413);
		assertAnswers();
	}

	@Test
	void dateIsThereOnceWhereTheApplicationGivesNone() {
		for (Iterable<byte[]> body : List.<Iterable<byte[]>>of(Body.text("x"), ScriptedBody.blocks("x"))) {
			List<String> dates = exchange(Ask.get("/"), answering(body)).headers("Date");
			assertThat(dates).hasSize(1);
			assertThat(ZonedDateTime.parse(dates.get(0), DateTimeFormatter.RFC_1123_DATE_TIME)).isNotNull();
		}
	}

	@Test
	void environHasTheExchange() {
		AtomicReference<Object> seen = new AtomicReference<>();
		exchange(Ask.get("/"), (environ, start) -> {
			seen.set(environ.get(Environ.EXCHANGE));
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(seen.get()).isInstanceOf(ServerWebExchange.class);
	}

	@Test
	void linesGoToTheLogWithTheRequestsId(CapturedOutput output) {
		exchange(Ask.get("/"), (environ, start) -> {
			((PrintWriter) environ.get(Environ.WSGI_ERRORS)).println("one line");
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		await().untilAsserted(
				() -> assertThat(output.toString().lines()).anyMatch((line) -> line.matches(".*\\[.+].*: .*one line")));
	}

	@Test
	void readsAfterTheEndOfTheRequestFail() {
		AtomicReference<InputStream> kept = new AtomicReference<>();
		Answer response = exchange(Ask.post("abcdef"), (environ, start) -> {
			kept.set(Environ.input(environ));
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(response.status()).isEqualTo(200);
		await().untilAsserted(() -> assertThatIOException().isThrownBy(() -> kept.get().read()));
	}

	@Test
	void clientThatGoesAwayLeavesNoUpload() {
		CountDownLatch left = new CountDownLatch(1);
		ScriptedBody.Step[] steps = new ScriptedBody.Step[10_000];
		Arrays.fill(steps, ScriptedBody.block("x".repeat(64 * 1024)));
		steps[0] = ScriptedBody.block("first");
		steps[1] = () -> {
			pass(left);
			return bytes("second");
		};
		AtomicReference<Upload> upload = new AtomicReference<>();
		Handler handler = (request) -> {
			upload.set(request.upload("file"));
			return Response.stream("text/plain", ScriptedBody.of(steps));
		};
		Ask ask = Ask.post("--XX\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n" + "x".repeat(100_000)
				+ "\r\n--XX--\r\n", "Content-Type: multipart/form-data; boundary=XX");
		try (Conversation conversation = open(ask, handler)) {
			assertThat(conversation.read(5)).isEqualTo("first");
		}
		left.countDown();
		await().untilAsserted(
				() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> upload.get().stream().read()));
		await().ignoreExceptions().untilAsserted(this::assertAnswers);
	}

}
