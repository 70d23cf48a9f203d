package io.github.wsgi4j.middleware.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.middleware.Trial;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
@ExtendWith(TrueToRules.class)
class BodyRulesTests {

	private final Trial trial = new Trial();

	@Test
	@Keeps({ Rule.BODY_GIVEN, Rule.BODY_TEXT, Rule.BODY_ITERATOR, Rule.BODY_BLOCK, Rule.BODY_STARTED,
			Rule.BODY_ITERATED_ONCE, Rule.BODY_READ_AFTER_CLOSE, Rule.BODY_CLOSED_ONCE })
	void bodiesInOrder() {
		TestBlocks blocks = new TestBlocks("a", "", "b");
		for (Iterable<byte[]> body : List.of(Body.empty(), Body.of(Trial.bytes("a"), Trial.bytes("b")), blocks,
				new ArrayDeque<>(List.of(Trial.bytes("ab"))))) {
			assertThat(this.trial.run("200 OK", body)).isNull();
		}
		assertThat(this.trial.sent()).isEqualTo("ababab");
		assertThat(blocks.closed()).isOne();
	}

	@Test
	@Breaks(Rule.BODY_GIVEN)
	void noBody() {
		assertThat(this.trial.run("200 OK", null)).isEqualTo(Rule.BODY_GIVEN);
	}

	@Test
	@Breaks(Rule.BODY_TEXT)
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void aBodyThatIsAPath() {
		assertThat(this.trial.run("200 OK", (Iterable) Path.of("a", "b"))).isEqualTo(Rule.BODY_TEXT);
	}

	@Test
	@Breaks(Rule.BODY_TEXT)
	void aBodyThatIsText() {
		Text text = new Text();
		assertThat(this.trial.run("200 OK", text)).isEqualTo(Rule.BODY_TEXT);
		assertThat(text.closed).isTrue();
	}

	@Test
	@Breaks(Rule.BODY_ITERATOR)
	void noIterator() {
		assertThat(this.trial.run("200 OK", () -> null)).isEqualTo(Rule.BODY_ITERATOR);
	}

	@Test
	@Breaks(Rule.BODY_BLOCK)
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void blocksThatAreNone() {
		assertThat(this.trial.run("200 OK", Collections.singletonList(null))).isEqualTo(Rule.BODY_BLOCK);
		assertThat(this.trial.run("200 OK", (Iterable) List.of("text"))).isEqualTo(Rule.BODY_BLOCK);
		assertThat(this.trial.violation().found()).isEqualTo("a block is java.lang.String");
		assertThat(this.trial.run("200 OK", (Iterable) new ArrayDeque<>(List.of(1)))).isEqualTo(Rule.BODY_BLOCK);
	}

	@Test
	@Keeps(Rule.BODY_STARTED)
	void aResponseThatIsStartedInTheFirstStep() {
		assertThat(this.trial
			.run((environ, start) -> new TestBlocks("x").before(0, () -> start.call("200 OK", List.of())))).isNull();
	}

	@Test
	@Breaks(Rule.BODY_STARTED)
	void aResponseThatIsNeverStarted() {
		assertThat(this.trial.run((environ, start) -> Body.text("x"))).isEqualTo(Rule.BODY_STARTED);
		assertThat(this.trial.run((environ, start) -> Body.empty())).isEqualTo(Rule.BODY_STARTED);
		assertThat(this.trial.run((environ, start) -> new TestBlocks())).isEqualTo(Rule.BODY_STARTED);
		assertThat(this.trial
			.run((environ, start) -> new TestBlocks("", "x").before(1, () -> start.call("200 OK", List.of()))))
			.isEqualTo(Rule.BODY_STARTED);
	}

	@Test
	@Breaks(Rule.BODY_TOO_LONG)
	void moreThanTheContentLength(@TempDir Path folder) throws IOException {
		Header two = Header.of("Content-Length", "2");
		assertThat(this.trial.run("200 OK", Body.text("abc"), two)).isEqualTo(Rule.BODY_TOO_LONG);
		assertThat(this.trial.run("200 OK", new TestBlocks("ab", "c"), two)).isEqualTo(Rule.BODY_TOO_LONG);
		FileBody file = file(folder, "abc");
		assertThat(this.trial.run("200 OK", file, two)).isEqualTo(Rule.BODY_TOO_LONG);
		assertThat(file.channel().isOpen()).isFalse();
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of(two)).call(Trial.bytes("abc"));
			return Body.empty();
		})).isEqualTo(Rule.BODY_TOO_LONG);
	}

	@Test
	@Breaks(Rule.BODY_TOO_SHORT)
	void lessThanTheContentLength(@TempDir Path folder) throws IOException {
		Header four = Header.of("Content-Length", "4");
		assertThat(this.trial.run("200 OK", Body.text("abc"), four)).isEqualTo(Rule.BODY_TOO_SHORT);
		assertThat(this.trial.run("200 OK", new TestBlocks("ab", "c"), four)).isEqualTo(Rule.BODY_TOO_SHORT);
		assertThat(this.trial.run("200 OK", file(folder, "abc"), four)).isEqualTo(Rule.BODY_TOO_SHORT);
	}

	@Test
	@Keeps({ Rule.BODY_TOO_LONG, Rule.BODY_TOO_SHORT })
	void anyLengthInAnswerToHead() {
		this.trial.with(Environ.REQUEST_METHOD, "HEAD");
		assertThat(this.trial.run("200 OK", Body.empty(), Header.of("Content-Length", "4"))).isNull();
		assertThat(this.trial.run("200 OK", Body.text("abcdef"), Header.of("Content-Length", "4"))).isNull();
	}

	@Test
	@Breaks(Rule.BODY_ITERATED_ONCE)
	void aBodyThatIsIteratedTwice() {
		assertThat(served(new TestBlocks("x"), (body) -> {
			assertThat(body.iterator()).isNotNull();
			assertThat(body.iterator()).isNotNull();
		})).isEqualTo(Rule.BODY_ITERATED_ONCE);
	}

	@Test
	@Keeps(Rule.BODY_ITERATED_ONCE)
	void aBodyInMemoryThatIsIteratedTwice() {
		assertThat(served(Body.text("x"), (body) -> {
			body.forEach((block) -> {
			});
			body.forEach((block) -> {
			});
		})).isNull();
	}

	@Test
	@Breaks(Rule.BODY_READ_AFTER_CLOSE)
	void aBodyThatIsReadAfterItsClose() {
		assertThat(served(new TestBlocks("x"), (body) -> {
			Iterator<byte[]> blocks = body.iterator();
			((AutoCloseable) body).close();
			assertThat(blocks.hasNext()).isTrue();
		})).isEqualTo(Rule.BODY_READ_AFTER_CLOSE);
		assertThat(served(Body.text("x"), (body) -> {
			((AutoCloseable) body).close();
			assertThat(((List<byte[]>) body).get(0)).isNotNull();
		})).isEqualTo(Rule.BODY_READ_AFTER_CLOSE);
	}

	@Test
	@Breaks(Rule.BODY_CLOSED_ONCE)
	void aBodyThatIsClosedTwice(@TempDir Path folder) throws IOException {
		for (Iterable<byte[]> twice : List.of(new TestBlocks("x"), file(folder, "x"), new CloseableList())) {
			assertThat(served(twice, (body) -> {
				((AutoCloseable) body).close();
				((AutoCloseable) body).close();
			})).isEqualTo(Rule.BODY_CLOSED_ONCE);
		}
	}

	@Test
	@Breaks(Rule.BODY_CLOSED)
	void aBodyThatIsNeverClosed() {
		assertThat(late(new TestBlocks("x"), false)).containsExactly(Rule.BODY_CLOSED);
		Trial.broken().add(Rule.BODY_CLOSED);
	}

	@Test
	@Breaks(Rule.BODY_CLOSED)
	void aFileThatIsNeverClosed(@TempDir Path folder) throws IOException {
		try (FileBody file = file(folder, "x")) {
			assertThat(late(file, false)).containsExactly(Rule.BODY_CLOSED);
		}
		Trial.broken().add(Rule.BODY_CLOSED);
	}

	@Test
	@Keeps(Rule.BODY_CLOSED)
	void bodiesThatAreClosedOrNeedNotBe() {
		assertThat(this.trial.run()).isNull();
		assertThat(late(new TestBlocks("x"), true)).isEmpty();
		assertThat(late(Body.text("x"), false)).isEmpty();
	}

	/**
	 * What is noticed after a body has been collected as garbage, and another one after
	 * it that is never closed.
	 */
	private static Queue<Rule> late(Iterable<byte[]> body, boolean close) {
		Queue<Rule> late = new ConcurrentLinkedQueue<>();
		leave(body, close, late);
		Queue<Rule> last = new ConcurrentLinkedQueue<>();
		leave(new TestBlocks("x"), false, last);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return !last.isEmpty() && (close || late.size() == ((body instanceof Collection) ? 0 : 1));
		});
		return late;
	}

	private static void leave(Iterable<byte[]> body, boolean close, Queue<Rule> late) {
		Application application = Validator.fail((violation) -> late.add(violation.rule())).wrap((environ, start) -> {
			start.call("200 OK", List.of());
			return body;
		});
		try {
			Iterable<byte[]> checked = application.call(Trial.environ(), (status, headers, excInfo) -> (block) -> {
			});
			if (close) {
				((AutoCloseable) checked).close();
			}
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private Rule served(Iterable<byte[]> body, Serving serving) {
		return this.trial.servedBy((application, environ, start) -> serving.serve(application.call(environ, start)))
			.run("200 OK", body);
	}

	private static FileBody file(Path folder, String content) throws IOException {
		return Body.of(Files.writeString(folder.resolve("file"), content));
	}

	@FunctionalInterface
	private interface Serving {

		void serve(Iterable<byte[]> body) throws Exception;

	}

	private static final class CloseableList extends ArrayList<byte[]> implements AutoCloseable {

		@Override
		public void close() {
		}

	}

	private static final class Text implements Iterable<byte[]>, CharSequence, AutoCloseable {

		private boolean closed;

		@Override
		public Iterator<byte[]> iterator() {
			return Collections.emptyIterator();
		}

		@Override
		public int length() {
			return 0;
		}

		@Override
		public char charAt(int index) {
			return ' ';
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			return "";
		}

		@Override
		public String toString() {
			return "";
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
