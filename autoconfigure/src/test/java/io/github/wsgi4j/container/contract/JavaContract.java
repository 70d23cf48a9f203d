package io.github.wsgi4j.container.contract;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.ScriptedBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications in Java alone can see or do; the other contracts of the interface
 * hold for those in Python, too.
 */
abstract class JavaContract extends InterfaceContract {

	private static final String TEXT = "0123456789";

	@TempDir
	private Path folder;

	private Path file;

	JavaContract(Subject subject) {
		super(subject);
	}

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.writeString(this.folder.resolve("file"), TEXT);
	}

	@Test
	void environIsAPlainMutableMapOfItsOwnRequest() {
		AtomicReference<Map<String, Object>> first = new AtomicReference<>();
		exchange(Ask.get("/"), (environ, start) -> {
			assertThat(environ).isExactlyInstanceOf(HashMap.class);
			environ.put("mine", "x");
			environ.remove("HTTP_HOST");
			first.set(environ);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(first.get()).containsEntry("mine", "x").doesNotContainKey("HTTP_HOST");
		assertThat(environOf(Ask.get("/"))).doesNotContainKey("mine").containsKey("HTTP_HOST");
	}

	@Test
	void objectsOfTheEnvironHaveTheirTypes() {
		AtomicBoolean seen = new AtomicBoolean();
		exchange(Ask.get("/"), (environ, start) -> {
			assertThat(environ.get(Environ.WSGI_INPUT)).isInstanceOf(InputStream.class).isInstanceOf(Input.class);
			assertThat(environ.get(Environ.WSGI_ERRORS)).isInstanceOf(PrintWriter.class);
			assertThat(environ.get(Environ.WSGI_FILE_WRAPPER)).isInstanceOf(FileWrapper.class);
			seen.set(true);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(seen).isTrue();
	}

	@Test
	void readOfOneByteIsNeverNegativeBeforeTheEnd() {
		assertThat(exchange(Ask.post("\u00FF"), (environ, start) -> {
			InputStream input = Environ.input(environ);
			start.call("200 OK", NO_HEADERS);
			return Body.text(input.read() + " " + input.read() + " " + input.read(new byte[10]));
		}).text()).isEqualTo("255 -1 -1");
	}

	@Test
	void closingTheInputDoesNothing() {
		assertThat(exchange(Ask.post("abc"), breaking((environ, start) -> {
			InputStream input = Environ.input(environ);
			input.close();
			start.call("200 OK", NO_HEADERS);
			return Body.of(input.readAllBytes());
		})).text()).isEqualTo("abc");
	}

	@Test
	void lastCallWinsWhileNothingHasBeenSent() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("500 First", List.of(Header.of("X-First", "1"), Header.of("X-A", "1")));
			start.call("200 Last", List.of(Header.of("X-A", "2")));
			return Body.text("x");
		});
		assertStatus(response, "200 Last");
		assertThat(response.headers("X-First")).isEmpty();
		assertThat(response.headers("X-A")).containsExactly("2");
	}

	@Test
	void listOfHeadersThatIsChangedAfterTheCallDoesNotChangeTheResponse() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			List<Header> headers = Arrays.asList(Header.of("X-A", "1"));
			start.call("200 OK", headers);
			headers.set(0, Header.of("X-A", "2"));
			return Body.text("x");
		});
		assertThat(response.headers("X-A")).containsExactly("1");
	}

	@Test
	void writtenBlockMayBeChangedAfterwards() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			byte[] block = new byte[1000];
			for (int i = 0; i < 200; i++) {
				Arrays.fill(block, (byte) ('a' + i % 26));
				write.call(block);
			}
			return Body.empty();
		});
		StringBuilder expected = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			expected.append(String.valueOf((char) ('a' + i % 26)).repeat(1000));
		}
		assertThat(response.text()).isEqualTo(expected.toString());
	}

	@Test
	void arrayMayBeUsedAgainForTheNextBlock() {
		byte[] block = new byte[10_000];
		Iterator<ScriptedBody.Step> steps = IntStream.range(0, 100).<ScriptedBody.Step>mapToObj((i) -> () -> {
			Arrays.fill(block, (byte) ('a' + i % 26));
			return block;
		}).iterator();
		StringBuilder expected = new StringBuilder();
		IntStream.range(0, 100).forEach((i) -> expected.append(String.valueOf((char) ('a' + i % 26)).repeat(10_000)));
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.of(steps)));
		assertThat(response.text().equals(expected.toString())).isTrue();
	}

	@Test
	void headersAreNotSentBeforeTheFirstBlockThatIsNotEmpty() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(ScriptedBody.block(""), () -> {
				start.call("202 Later", NO_HEADERS);
				return bytes("x");
			});
		});
		assertStatus(response, "202 Later");
	}

	@Test
	void responseStatusExceptionKeepsItsStatus() {
		ResponseStatusException failure = new ResponseStatusException(HttpStatus.CONFLICT, "kept");
		assertThat(exchange(Ask.get("/"), (environ, start) -> {
			throw failure;
		}).status()).isEqualTo(409);
		assertThat(exchange(Ask.get("/"), answering(ScriptedBody.of(ScriptedBody.failing(failure)))).status())
			.isEqualTo(409);
	}

	@Test
	void nullIteratorIsAnError() {
		Answer response = exchange(Ask.get("/"), breaking(answering(() -> null, Header.of("X-A", "1"))));
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.header("X-A")).isNull();
		assertAnswers();
	}

	@Test
	void subclassOfAFileStreamIsReadAndClosedOnce() throws IOException {
		AtomicInteger closed = new AtomicInteger();
		InputStream stream = new FileInputStream(this.file.toFile()) {

			@Override
			public void close() throws IOException {
				closed.incrementAndGet();
				super.close();
			}

		};
		assertThat(exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return wrapper(environ.get(Environ.WSGI_FILE_WRAPPER)).call(stream, 4);
		}).text()).isEqualTo(TEXT);
		await().untilAsserted(() -> assertThat(closed).hasValue(1));
	}

	@Test
	void wrappedFileMayBeIteratedByMiddleware() throws IOException {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			Iterable<byte[]> body = wrapper(environ.get(Environ.WSGI_FILE_WRAPPER))
				.call(new FileInputStream(this.file.toFile()), 4);
			List<byte[]> blocks = new ArrayList<>();
			body.forEach(blocks::add);
			return blocks;
		});
		assertThat(response.text()).isEqualTo(TEXT);
	}

	@Test
	void fileOfAPathIsSentWithItsLength() throws IOException {
		Answer response = exchange(Ask.get("/"), answering(Body.of(this.file)));
		assertThat(response.headers("Content-Length")).containsExactly("10");
		assertThat(response.text()).isEqualTo(TEXT);
	}

	@Test
	void fileThatBecomesShorterWhileItIsSentNeverLooksComplete() throws IOException {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			Iterable<byte[]> body = Body.of(this.file);
			Files.writeString(this.file, "short");
			start.call("200 OK", NO_HEADERS);
			return body;
		});
		assertThat(response.status() == 200 && response.complete()).isFalse();
		assertAnswers();
	}

	@Test
	void bodyInMemoryThatBecomesShorterWhileItIsSentNeverLooksComplete() {
		Iterator<List<byte[]>> contents = List.of(List.of(bytes("abc"), bytes("d")), List.of(bytes("abc"))).iterator();
		Collection<byte[]> body = new AbstractCollection<>() {

			@Override
			public Iterator<byte[]> iterator() {
				return (contents.hasNext() ? contents.next() : List.<byte[]>of()).iterator();
			}

			@Override
			public int size() {
				return 2;
			}

		};
		Answer response = exchange(Ask.get("/"), breaking(answering(body)));
		assertThat(response.status() == 200 && response.complete()).isFalse();
		assertAnswers();
	}

	@Test
	void filterSeesABodyInMemoryOnce() {
		List<String> seen = new CopyOnWriteArrayList<>();
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return Body.filter(Body.of(bytes("a"), bytes("b")), (block) -> {
				seen.add(new String(block, StandardCharsets.US_ASCII));
				return bytes(String.join("", seen));
			});
		});
		assertThat(response.text()).isEqualTo("aab");
		assertThat(response.headers("Content-Length")).containsExactly("3");
		assertThat(seen).containsExactly("a", "b");
	}

	@Test
	void noContentHasNoContentLengthEvenIfTheApplicationGivesOne() {
		Answer head = exchange(Ask.get("/"),
				breaking(answering("204 No Content", Body.text("abc"), Header.of("Content-Length", "3"))));
		assertThat(head.header("Content-Length")).isNull();
	}

	private static FileWrapper wrapper(Object wrapper) {
		return (FileWrapper) wrapper;
	}

}
