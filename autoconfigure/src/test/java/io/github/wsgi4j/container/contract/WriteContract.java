package io.github.wsgi4j.container.contract;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * PEP 3333, The write() Callable.
 */
abstract class WriteContract extends InterfaceContract {

	WriteContract(Subject subject) {
		super(subject);
	}

	@Test
	void whatIsWrittenComesBeforeTheBlocksOfTheIterable() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			write.call(bytes("one;"));
			write.call(bytes("two;"));
			return Body.text("three");
		});
		assertThat(response.text()).isEqualTo("one;two;three");
		assertThat(response.complete()).isTrue();
		assertThat(response.header("Content-Length")).isNull();
	}

	@Test
	void startResponseAfterAWriteIsAnIllegalState() {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Answer response = exchange(Ask.get("/"), breaking((environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("written"));
			try {
				start.call("500 Late", NO_HEADERS);
			}
			catch (IllegalStateException ex) {
				thrown.set(ex);
			}
			return Body.empty();
		}));
		assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
		assertThat(response.text()).isEqualTo("written");
	}

	@Test
	void exceptionAfterAWriteBreaksTheResponseBehindWhatWasWritten() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("written"));
			throw new IllegalStateException("after the write");
		});
		assertThat(response.text()).isEqualTo("written");
		assertThat(response.complete()).isFalse();
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
	void largeWritesWaitForTheClientAndArriveIntact() {
		byte[] block = bytes("0123456789abcdef".repeat(5 * 1024 * 1024 / 16));
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(block);
			return Body.text("end");
		});
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(text(block) + "end")).isTrue();
	}

	@Test
	void writesAreHeldToTheContentLength() {
		Answer response = exchange(Ask.get("/"), breaking((environ, start) -> {
			Write write = start.call("200 OK", List.of(Header.of("Content-Length", "5")));
			write.call(bytes("abc"));
			write.call(bytes("def"));
			return Body.text("ghi");
		}));
		assertThat(response.text()).isEqualTo("abcde");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void writesOfAResponseWithoutABodyAreNotSent() {
		Answer response = exchange(Ask.request("HEAD", "/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("abc"));
			return Body.text("def");
		});
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void writeAfterTheEndOfTheRequestFails() {
		AtomicReference<Write> kept = new AtomicReference<>();
		exchange(Ask.get("/"), breaking((environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			write.call(bytes("x"));
			kept.set(write);
			return Body.empty();
		}));
		await().untilAsserted(() -> assertThatIOException().isThrownBy(() -> kept.get().call(bytes("y"))));
	}

	@Test
	void writeAfterTheEndOfARequestThatNeverWroteFails() {
		AtomicReference<Write> kept = new AtomicReference<>();
		exchange(Ask.get("/"), breaking((environ, start) -> {
			kept.set(start.call("200 OK", NO_HEADERS));
			return Body.text("x");
		}));
		await().untilAsserted(() -> assertThatIOException().isThrownBy(() -> kept.get().call(bytes("y"))));
	}

}
