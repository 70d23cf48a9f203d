package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, The start_response() Callable.
 */
abstract class StartResponseContract extends InterfaceContract {

	StartResponseContract(Subject subject) {
		super(subject);
	}

	@ParameterizedTest
	@ValueSource(strings = { "200 OK", "200 Fine", "404 No such: thing, here", "299 Own", "599 x", "999 Text",
			"418 caf\u00E9" })
	void statusAndReasonPhraseReachTheWire(String status) {
		assertStatus(exchange(Ask.get("/"), answering(status, Body.text("x"))), status);
		assertStatus(exchange(Ask.get("/"), answering(status, ScriptedBody.blocks("x"))), status);
	}

	/**
	 * One for each rule: {@link HeadRulesContract} has them all.
	 */
	@Test
	void headThatBreaksARuleIsRefusedAtTheCall() {
		assertRefused((start) -> start.call("200 O\r\nK", NO_HEADERS));
		assertRefused((start) -> start.call("200 OK", List.of(Header.of("X\r\nY", "x"))));
		assertRefused((start) -> start.call("200 OK", List.of(Header.of("X-A", "a\r\nX-B: 1"))));
		assertRefused((start) -> start.call("200 OK", List.of(Header.of("Connection", "x"))));
		assertRefused((start) -> start.call("200 OK", List.of(Header.of("Content-Length", "x"))));
		assertRefused((start) -> start.call("200 OK", null));
		assertRefused((start) -> start.call("200 OK", Arrays.asList((Header) null)));
	}

	@Test
	void headersReachTheWireInTheirOrderAndAsLatin1() {
		Answer response = exchange(Ask.get("/"),
				answering(Body.text("x"), Header.of("X-A", "caf\u00E9 \u00FF"), Header.of("Set-Cookie", "a=1"),
						Header.of("Set-Cookie", "b=2"), Header.of("x-a", "2"), Header.of("X-Empty", "")));
		assertThat(response.headers("X-A")).containsExactly("caf\u00E9 \u00FF", "2");
		assertThat(response.headers("Set-Cookie")).containsExactly("a=1", "b=2");
		assertThat(response.headers("X-Empty")).containsExactly("");
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
	void callThatIsRefusedLeavesTheOneBeforeInPlace() {
		Answer response = exchange(Ask.get("/"), breaking((environ, start) -> {
			start.call("200 First", List.of(Header.of("X-A", "1")));
			try {
				start.call("malformed", NO_HEADERS);
			}
			catch (IllegalArgumentException ex) {
				return Body.text("caught");
			}
			return Body.text("not refused");
		}));
		assertStatus(response, "200 First");
		assertThat(response.text()).isEqualTo("caught");
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
	void excInfoBeforeTheHeadersAreSentReplacesTheResponse() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-First", "1")));
			return ScriptedBody.of(ScriptedBody.block(""), () -> {
				start.call("500 Replaced", NO_HEADERS, new IOException("the reason"));
				return bytes("error page");
			});
		});
		assertStatus(response, "500 Replaced");
		assertThat(response.headers("X-First")).isEmpty();
		assertThat(response.text()).isEqualTo("error page");
	}

	@Test
	void excInfoAfterTheHeadersWereSentIsThrown() {
		IOException reason = new IOException("the reason");
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(ScriptedBody.block("sent"), () -> {
				try {
					start.call("500 Too Late", NO_HEADERS, reason);
				}
				catch (Throwable ex) {
					thrown.set(ex);
					throw ex;
				}
				return bytes("not thrown");
			});
		});
		assertThat(thrown.get()).isSameAs(reason);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void callAfterTheHeadersWereSentIsAnIllegalState() {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Answer response = exchange(Ask.get("/"), breaking((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ScriptedBody.of(ScriptedBody.block("sent;"), () -> {
				thrown.set(failure(start, "200 Again"));
				return bytes("caught");
			});
		}));
		assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
		assertStatus(response, "200 OK");
		assertThat(response.text()).isEqualTo("sent;caught");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void applicationMayCallItAsLateAsInTheFirstStepOfTheIteration() {
		Answer response = exchange(Ask.get("/"), (environ, start) -> ScriptedBody.of(() -> {
			start.call("200 Late", NO_HEADERS);
			return bytes("x");
		}));
		assertStatus(response, "200 Late");
		assertThat(response.text()).isEqualTo("x");
	}

	@Test
	void notCalledByTheTimeTheFirstBlockIsDueIsAnError() {
		assertThat(exchange(Ask.get("/"), breaking((environ, start) -> Body.text("x"))).status()).isEqualTo(500);
		assertThat(exchange(Ask.get("/"), breaking((environ, start) -> Body.empty())).status()).isEqualTo(500);
		assertThat(exchange(Ask.get("/"), breaking((environ, start) -> ScriptedBody.blocks("x"))).status())
			.isEqualTo(500);
		assertThat(exchange(Ask.get("/"), breaking((environ, start) -> ScriptedBody.of())).status()).isEqualTo(500);
	}

	private static Throwable failure(StartResponse start, String status) {
		try {
			start.call(status, NO_HEADERS);
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

}
