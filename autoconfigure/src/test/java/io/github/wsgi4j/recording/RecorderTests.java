package io.github.wsgi4j.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.test.Calls;
import io.github.wsgi4j.test.CountedBody;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RecorderTests {

	private static final StartResponse IGNORING = (status, headers, excInfo) -> (block) -> {
	};

	@TempDir
	private Path temporary;

	private Path folder;

	@Test
	void exchangeIsOneReadableFile() throws IOException {
		record(Calls.echo()).post("https://example.org/caf\u00E9?x=1")
			.header("Authorization", "Basic c2VjcmV0")
			.header("X-Api-Key", "secret")
			.body(bytes("a\\b\n\0\u00E9"))
			.send();
		assertThat(Files.readAllLines(file())).containsExactly("WSGI recording 1", "@ HTTPS=on",
				"@ PATH_INFO=/caf\\xC3\\xA9", "@ QUERY_STRING=x=1", "@ REMOTE_ADDR=127.0.0.1", "@ SCRIPT_NAME=",
				"@ SERVER_NAME=example.org", "@ SERVER_PORT=443", "@ wsgi.url_scheme=https",
				"> POST /caf%C3%A9?x=1 HTTP/1.1", "> Content-Length: 7", "> Authorization: (redacted)",
				"> Host: example.org", "> X-Api-Key: secret", ">> a\\\\b\\n\\x00\\xC3\\xA9", ">= 7 bytes, whole",
				"< 200 OK", "< Content-Type: text/plain", "<< null 7 a\\\\b\\n\\x00\\xC3\\xA9", "<= 14 bytes, whole");
		assertThat(file().getFileName().toString()).matches("[0-9]{8}T[0-9.]+-[0-9]+-[0-9]+-POST-caf-C3-A9\\.wsgi");
	}

	@Test
	void secretsAreLeftOut() throws IOException {
		Application application = (environ, start) -> {
			start.call("200 OK", List.of(Header.of("Set-Cookie", "session=secret"), Header.of("X-Token", "secret")));
			return Body.empty();
		};
		WsgiClient.of(Recorder.into(folder()).redacting("x-token", "X-Api-Key").wrap(application))
			.environ((environ) -> environ.variable("deployer.password", "secret"))
			.get("/")
			.header("Cookie", "session=secret")
			.header("Proxy-Authorization", "secret")
			.header("X-Api-Key", "secret")
			.send();
		assertThat(Files.readString(file())).doesNotContain("secret").contains("< Set-Cookie: (redacted)");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
	}

	@Test
	void bodiesAreKeptUpToTheLimitAndTheRecordingSaysSo() throws IOException {
		String large = "x".repeat(10_000);
		WsgiResponse response = WsgiClient.of(Recorder.into(folder()).limit(100).wrap(Calls.echo()))
			.post("/")
			.body(bytes(large))
			.send();
		assertThat(response.text()).isEqualTo("null 10000 " + large);
		assertThat(Files.readString(file())).contains(">> " + "x".repeat(100) + "\n>= 10000 bytes, whole, cut\n")
			.endsWith("<= 10011 bytes, whole, cut\n");
		assertThat(Recording.read(file()).isCut()).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> Recorder.into(folder()).limit(-1));
	}

	@Test
	void responseIsNotAltered() throws Exception {
		Recorder recorder = Recorder.into(folder());
		Collection<byte[]> memory = List.of(bytes("a"), bytes(""), bytes("b"));
		assertThat(WsgiClient.of(recorder.wrap(Calls.answering(memory))).get("/").send().headers())
			.contains(Header.of("Content-Length", "2"));
		assertThat(call(recorder, memory)).isInstanceOf(Collection.class).hasSize(3);
		FileBody file = Body.of(Files.writeString(this.temporary.resolve("file"), "text"));
		assertThat(call(recorder, file)).isSameAs(file);
		file.close();
		assertThat(call(recorder, (Iterable<byte[]>) null)).isNull();
		assertThat(call(recorder, (Iterable<byte[]>) () -> null).iterator()).isNull();
	}

	@Test
	void blocksPassOneByOne() throws Exception {
		CountedBody body = CountedBody.endless();
		WsgiResponse response = record(Calls.answering(body)).get("/").take(3);
		assertThat(response.text()).isEqualTo("xxx");
		assertThat(body.closed()).isOne();
		assertThat(Files.readString(file())).endsWith("<< x\n<< x\n<< x\n<= 3 bytes, left\n");
	}

	@Test
	void writtenBlocksComeFirstAlsoWhereTheServerLooksAtTheBodyTwice() throws IOException {
		Application application = (environ, start) -> {
			Write write = start.call("200 OK", List.of());
			byte[] block = bytes("written");
			write.call(block);
			Arrays.fill(block, (byte) 'x');
			return Body.text("returned");
		};
		Iterable<byte[]> body = call(Recorder.into(folder()), application);
		body.forEach((block) -> assertThat(block).isNotEmpty());
		body.forEach((block) -> assertThat(block).isNotEmpty());
		close(body);
		assertThat(Files.readString(file())).endsWith("<< written\n<< returned\n<= 15 bytes, whole\n");
	}

	@Test
	void fileIsRecordedFromItsRange() throws IOException {
		Path file = Files.writeString(this.temporary.resolve("file"), "0123456789");
		WsgiResponse response = WsgiClient
			.of(Recorder.into(folder())
				.limit(4)
				.wrap((environ, start) -> Calls.answering(Body.of(file)).call(environ, start)))
			.get("/")
			.send();
		assertThat(response.text()).isEqualTo("0123456789");
		assertThat(Files.readString(file())).endsWith("<< 0123\n<= 10 bytes, whole, cut\n");
	}

	@Test
	void failuresAreRecordedByTheirTypes() throws IOException {
		IllegalStateException failure = new IllegalStateException("with a secret");
		WsgiResponse early = record((environ, start) -> {
			throw failure;
		}).get("/early").send();
		assertThat(early.failure()).isSameAs(failure);
		WsgiResponse late = record(Calls.answering(new CountedBody(() -> {
			throw failure;
		}, "sent"))).get("/late").send();
		assertThat(late.failure()).isSameAs(failure);
		assertThat(Files.readString(file("early"))).endsWith("<= 0 bytes, java.lang.IllegalStateException\n");
		assertThat(Files.readString(file("late"))).endsWith("<< sent\n<= 4 bytes, java.lang.IllegalStateException\n");
	}

	@Test
	void requestThatIsNotReadIsLeft() throws IOException {
		record(Calls.answering(Body.text("x"))).post("/").text("unread").send();
		assertThat(Files.readString(file())).contains("\n>= 0 bytes, left\n");
		WsgiResponse again = WsgiClient.of(Calls.echo()).request(Recording.read(file())).send();
		assertThat(again.failure()).isInstanceOf(IOException.class).hasMessageContaining("not read");
	}

	@Test
	void inputMayBeSkippedAndReadByteByByte() throws IOException {
		record((environ, start) -> {
			start.call("200 OK", List.of());
			CopiedStream copied = new CopiedStream(Environ.input(environ), new Capture(0));
			assertThat(copied.markSupported()).isFalse();
			assertThat(copied.skip(2)).isEqualTo(2);
			assertThat(copied.read()).isEqualTo('c');
			assertThat(copied.read()).isEqualTo(-1);
			return Body.empty();
		}).post("/").body(new ByteArrayInputStream(bytes("abc"))).send();
		assertThat(Files.readString(file())).contains("\n>> abc\n>= 3 bytes, whole\n");
	}

	@Test
	void folderThatCannotBeWrittenIsToldInTheErrorsAndSpoilsNothing() throws IOException {
		Path file = Files.writeString(this.temporary.resolve("no-folder"), "");
		WsgiResponse response = WsgiClient.of(Recorder.into(file).wrap(Calls.answering(Body.text("x"))))
			.get("/")
			.send();
		assertThat(response.text()).isEqualTo("x");
		assertThat(response.failure()).isNull();
		assertThat(response.errors()).startsWith("The exchange could not be recorded: ");
	}

	@Test
	void replayOfTheSameApplicationDiffersInNothing() throws IOException {
		Application application = dated(Calls.echo());
		WsgiClient client = WsgiClient.of(Recorder.into(folder()).wrap(application));
		client.get("/get").send();
		client.head("/head").header("Cookie", "a=1").send();
		client.post("/form").environ((environ) -> environ.scriptName("/form")).text("caf\u00E9\0").send();
		client.post("/chunked").body(new ByteArrayInputStream(new byte[20_000])).send();
		client.get("/taken").take(1);
		List<Path> files = files();
		assertThat(files).hasSize(5);
		for (Path file : files) {
			Replay replay = WsgiClient.of(application).replay(Recording.read(file));
			assertThat(replay.differences()).as(replay.toString()).isEmpty();
			assertThat(replay.replayed().environ().get("SCRIPT_NAME"))
				.isEqualTo(file.toString().contains("form") ? "/form" : "");
		}
	}

	@Test
	void replayTellsEveryDifference() throws IOException {
		record((environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-A", "1"), Header.of("X-B", "1"), Header.of("Set-Cookie", "a=1")));
			return new CountedBody("abc", "def");
		}).get("/").send();
		Recording recording = Recording.read(file());
		Replay replay = replay(recording, (environ, start) -> {
			start.call("404 Not Found", List.of(Header.of("x-a", "2"), Header.of("Set-Cookie", "b=2")));
			return new CountedBody(() -> {
				throw new IllegalStateException();
			}, "abx");
		});
		assertThat(replay.differences()).containsExactly("The status was 200 OK and is 404 Not Found",
				"The header X-A was [1] and is [2]", "The header X-B was [1] and is []",
				"The body differs from byte 2 on: it was 'cdef' and is 'x'",
				"The end of the body was 'whole' and is 'java.lang.IllegalStateException'");
		assertThat(replay.ignoring("x-A", "X-B").differences()).hasSize(3);
		assertThat(replay.recorded()).isSameAs(recording).hasToString("GET / HTTP/1.1: 200 OK");
		assertThat(replay.replayed().status()).isEqualTo("404 Not Found");
		assertThat(replay.replayed().blocks()).hasSize(1);
	}

	@Test
	void replayTellsALongerBodyAndOneOfAnotherLengthBehindTheCut() throws IOException {
		record(Calls.answering(new CountedBody("abc"))).get("/whole").send();
		WsgiClient.of(Recorder.into(folder()).limit(2).wrap(Calls.answering(new CountedBody("abc"))))
			.get("/limited")
			.send();
		assertThat(replay(Recording.read(file("whole")), Calls.answering(new CountedBody("a", "bc", "d".repeat(50))))
			.differences())
			.containsExactly("The body differs from byte 3 on: it was '' and is '" + "d".repeat(40) + "...'");
		assertThat(replay(Recording.read(file("limited")), Calls.answering(new CountedBody("abcd"))).differences())
			.containsExactly("The body had 3 bytes and has 4");
	}

	@Test
	void redactedHeadersAreGivenByTheClient() throws IOException {
		Application guarded = (environ, start) -> {
			boolean allowed = "token".equals(environ.get("HTTP_AUTHORIZATION"));
			start.call(allowed ? "200 OK" : "401 Unauthorized", List.of(Header.of("Content-Type", "text/plain")));
			return Body.text("x");
		};
		record(guarded).get("/").header("Authorization", "token").send();
		Recording recording = Recording.read(file());
		assertThat(replay(recording, guarded).differences())
			.containsExactly("The status was 200 OK and is 401 Unauthorized");
		WsgiClient client = WsgiClient.of(guarded).environ((environ) -> environ.header("Authorization", "token"));
		assertThat(client.replay(recording).differences()).isEmpty();
	}

	@Test
	void requestThatWasCutCannotBeReplayed() throws IOException {
		WsgiClient.of(Recorder.into(folder()).limit(2).wrap(Calls.echo())).post("/").text("abc").send();
		Recording recording = Recording.read(file());
		assertThatIllegalStateException().isThrownBy(() -> replay(recording, Calls.echo()))
			.withMessageContaining("3 bytes");
	}

	@Test
	void startIsPassedOnAsItIs() throws Exception {
		AtomicReference<Iterable<Header>> passed = new AtomicReference<>();
		Application application = Recorder.into(folder()).wrap((environ, start) -> {
			start.call("200 OK", null);
			return Body.empty();
		});
		application.call(EnvironBuilder.of("GET", "/").build(), (status, headers, excInfo) -> {
			passed.set(headers);
			return (block) -> {
			};
		});
		assertThat(passed.get()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "WSGI recording 2\n", "WSGI recording 1\n", "WSGI recording 1\n> GET / HTTP/1.1\n",
			"WSGI recording 1\n? x\n", "WSGI recording 1\n>= x bytes\n", "WSGI recording 1\n>> \\q\n",
			"WSGI recording 1\n>> \\\n", "WSGI recording 1\n>> \\x4\n", "WSGI recording 1\n@ x\n",
			"WSGI recording 1\n> GET / HTTP/1.1\n> no colon\n" })
	void malformedFileIsRefused(String text) throws IOException {
		Path file = Files.writeString(this.temporary.resolve("malformed"), text);
		assertThatIOException().isThrownBy(() -> Recording.read(file)).withMessageContaining("malformed");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "> GET\n", "> GET HTTP/1.1\n", "> GET / HTTP/1.1\n>> \\x4\n", "> GET / HTTP/1.1\n>> \\x+4\n" })
	void malformedRequestIsRefused(String request) throws IOException {
		Path file = Files.writeString(this.temporary.resolve("edited"),
				"WSGI recording 1\n" + request + ">= 1 bytes, whole\n< 200 OK\n<= 0 bytes, whole\n");
		assertThatIOException().isThrownBy(() -> Recording.read(file)).withMessageContaining("malformed");
	}

	@Test
	void everyByteIsReadAsItWasWritten() throws IOException {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		record(Calls.answering(Body.of(all))).get("/").send();
		Recording recording = Recording.read(file());
		assertThat(recording.blocks()).singleElement().isEqualTo(all);
		assertThat(recording.headers()).containsExactly(Header.of("Content-Type", "text/plain"));
		Files.writeString(file(), "# a comment\n\n", java.nio.file.StandardOpenOption.APPEND);
		assertThat(Recording.read(file()).target()).isEqualTo("/");
	}

	private static Replay replay(Recording recording, Application application) {
		return WsgiClient.of(application).replay(recording);
	}

	private WsgiClient record(Application application) {
		return WsgiClient.of(Recorder.into(folder()).wrap(application));
	}

	private Path folder() {
		this.folder = this.temporary.resolve("a/b");
		return this.folder;
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return new ArrayList<>(files.sorted().toList());
		}
	}

	private Path file() throws IOException {
		assertThat(files()).hasSize(1);
		return files().get(0);
	}

	private Path file(String name) throws IOException {
		return files().stream()
			.filter((file) -> file.getFileName().toString().contains(name))
			.findFirst()
			.orElseThrow();
	}

	private static Application dated(Application application) {
		return (environ, start) -> application.call(environ, (status, headers, excInfo) -> {
			List<Header> more = new ArrayList<>();
			headers.forEach(more::add);
			more.add(Header.of("Date", Long.toString(System.nanoTime())));
			return start.call(status, more, excInfo);
		});
	}

	private static Iterable<byte[]> call(Recorder recorder, Iterable<byte[]> body) throws Exception {
		return recorder.wrap(Calls.answering(body)).call(EnvironBuilder.of("GET", "/").build(), IGNORING);
	}

	private static Iterable<byte[]> call(Recorder recorder, Application application) {
		try {
			return recorder.wrap(application).call(EnvironBuilder.of("GET", "/").build(), IGNORING);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void close(Iterable<byte[]> body) {
		try {
			((AutoCloseable) body).close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String text) {
		return Calls.bytes(text);
	}

}
