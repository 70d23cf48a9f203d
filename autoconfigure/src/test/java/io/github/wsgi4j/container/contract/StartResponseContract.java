package io.github.wsgi4j.container.contract;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.caught;
import static io.github.wsgi4j.container.contract.Step.restart;
import static io.github.wsgi4j.container.contract.Step.seen;
import static io.github.wsgi4j.container.contract.Step.start;
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
		assertStatus(exchange(Ask.get("/"), answering(status, list("x"))), status);
		assertStatus(exchange(Ask.get("/"), answering(status, blocks("x"))), status);
	}

	/**
	 * One for each rule: {@link HeadRulesContract} has them all.
	 */
	@Test
	void headThatBreaksARuleIsRefusedAtTheCall() {
		assertRefused(start("200 O\r\nK"));
		assertRefused(start("200 OK", Header.of("X\r\nY", "x")));
		assertRefused(start("200 OK", Header.of("X-A", "a\r\nX-B: 1")));
		assertRefused(start("200 OK", Header.of("Connection", "x")));
		assertRefused(start("200 OK", Header.of("Content-Length", "x")));
	}

	@Test
	void headersReachTheWireInTheirOrderAndAsLatin1() {
		Answer response = exchange(Ask.get("/"),
				answering(list("x"), Header.of("X-A", "caf\u00E9 \u00FF"), Header.of("Set-Cookie", "a=1"),
						Header.of("Set-Cookie", "b=2"), Header.of("x-a", "2"), Header.of("X-Empty", "")));
		assertThat(response.headers("X-A")).containsExactly("caf\u00E9 \u00FF", "2");
		assertThat(response.headers("Set-Cookie")).containsExactly("a=1", "b=2");
		assertThat(response.headers("X-Empty")).containsExactly("");
	}

	@Test
	void callThatIsRefusedLeavesTheOneBeforeInPlace() {
		Answer response = exchange(Ask.get("/"),
				breaking(Script.of(start("200 First", Header.of("X-A", "1")), caught(restart("malformed")))
					.returning("caught")));
		assertStatus(response, "200 First");
		assertThat(response.headers("X-A")).containsExactly("1");
		assertThat(response.text()).isEqualTo("caught");
	}

	@Test
	void excInfoBeforeTheHeadersAreSentReplacesTheResponse() {
		Answer response = exchange(Ask.get("/"), Script.of(start("200 OK", Header.of("X-First", "1")))
			.iterating(block(""), restart("500 Replaced"), block("error page")));
		assertStatus(response, "500 Replaced");
		assertThat(response.headers("X-First")).isEmpty();
		assertThat(response.text()).isEqualTo("error page");
	}

	@Test
	void excInfoAfterTheHeadersWereSentIsThrown() {
		Script script = Script.of(start("200 OK"))
			.iterating(block("sent"), seen(restart("500 Too Late")), block("not thrown"));
		Answer response = exchange(Ask.get("/"), script);
		assertThat(script.notes()).startsWith("io: the reason");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
	}

	@Test
	void callAfterTheHeadersWereSentIsAnIllegalState() {
		Script script = Script.of(start("200 OK"))
			.iterating(block("sent;"), caught(start("200 Again")), block("caught"));
		Answer response = exchange(Ask.get("/"), breaking(script));
		assertThat(script.notes()).startsWith("state");
		assertStatus(response, "200 OK");
		assertThat(response.text()).isEqualTo("sent;caught");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void applicationMayCallItAsLateAsInTheFirstStepOfTheIteration() {
		Answer response = exchange(Ask.get("/"), Script.of().iterating(start("200 Late"), block("x")));
		assertStatus(response, "200 Late");
		assertThat(response.text()).isEqualTo("x");
	}

	@Test
	void notCalledByTheTimeTheFirstBlockIsDueIsAnError() {
		for (ScriptBody body : new ScriptBody[] { list("x"), list(), blocks("x"), blocks() }) {
			assertThat(exchange(Ask.get("/"), breaking(Script.of().returning(body))).status()).isEqualTo(500);
		}
	}

}
