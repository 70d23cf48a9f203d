package io.github.wsgi4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BodyFilterTests {

	private final List<String> events = new ArrayList<>();

	@Test
	void listStaysAList() {
		Iterable<byte[]> body = filtered(Body.of(bytes("a"), bytes("b")));
		assertThat(body).isInstanceOf(List.class).hasSize(2);
		assertThat(texts(body)).containsExactly("A", "B");
		assertThat(text(((List<byte[]>) body).get(1))).isEqualTo("B");
	}

	@Test
	void collectionStaysACollection() {
		Iterable<byte[]> body = filtered(new ArrayDeque<>(List.of(bytes("a"))));
		assertThat(body).isInstanceOf(Collection.class).isNotInstanceOf(List.class).hasSize(1);
		assertThat(texts(body)).containsExactly("A");
	}

	@Test
	void bodyInMemoryIsSeenOnceHoweverOftenItIsIterated() {
		Iterable<byte[]> body = filtered(Body.of(bytes("a"), bytes("B")));
		Iterator<byte[]> first = body.iterator();
		assertThat(text(first.next())).isEqualTo("A");
		assertThat(texts(body)).isEqualTo(texts(body)).containsExactly("A", "B");
		assertThat(text(first.next())).isEqualTo("B");
		assertThat(first.hasNext()).isFalse();
		assertThat(text(((List<byte[]>) body).get(1))).isEqualTo("B");
		assertThat(this.events).containsExactly("a", "B", "end");
	}

	@Test
	void whatAFilterWritesIntoTheBlockOfAnotherIsThereAgain() {
		Iterable<byte[]> body = Body.filter(Body.filter(Body.of(bytes("a"), bytes("b")), (block) -> block.clone()),
				(block) -> {
					block[0]++;
					return block;
				});
		assertThat(texts(body)).isEqualTo(texts(body)).containsExactly("b", "c");
	}

	@Test
	void filterMayUseAnArrayAgain() {
		byte[] array = new byte[1];
		Iterable<byte[]> body = Body.filter(Body.of(bytes("a"), bytes("b")), (block) -> {
			array[0] = (byte) (block[0] + 1);
			return array;
		});
		assertThat(texts(body)).isEqualTo(texts(body)).containsExactly("b", "c");
	}

	@Test
	void fileStaysAFileWhoseBlocksAreNotSeen(@TempDir Path folder) throws Exception {
		FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"));
		FileBody body = (FileBody) filtered(file);
		assertThat(body.channel()).isSameAs(file.channel());
		assertThat(body.count()).isEqualTo(3);
		assertThat(texts(body)).containsExactly("abc");
		body.close();
		assertThat(file.channel().isOpen()).isFalse();
		assertThat(this.events).containsExactly("closed");
	}

	@Test
	void partOfAFileClosesTheFilter(@TempDir Path folder) throws Exception {
		FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"));
		((FileBody) filtered(file)).part(1, 1).close();
		assertThat(file.channel().isOpen()).isFalse();
		assertThat(this.events).containsExactly("closed");
	}

	@Test
	void replacementMakesBlocksOfAFile(@TempDir Path folder) throws Exception {
		FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"));
		Iterable<byte[]> body = filtered(Body.replace(file, () -> file.iterator()));
		assertThat(texts(body)).containsExactly("ABC");
		close(body);
		assertThat(file.channel().isOpen()).isFalse();
		assertThat(this.events).containsExactly("abc", "end", "closed");
	}

	@Test
	void lateStartComesBeforeTheFirstBlockOrTheEndAndOnce() {
		Iterable<byte[]> body = late(Body.of(bytes("a"), bytes("b")));
		assertThat(this.events).isEmpty();
		assertThat(text(((List<byte[]>) body).get(0))).isEqualTo("a");
		assertThat(this.events).containsExactly("started");
		assertThat(texts(body)).containsExactly("a", "b");
		assertThat(texts(late(new ArrayDeque<>()))).isEmpty();
		assertThat(this.events).containsExactly("started", "started");
	}

	@Test
	void lateStartDoesNotComeBeforeAFailure() {
		Iterable<byte[]> body = late(() -> {
			throw new IllegalStateException("no blocks");
		});
		assertThatIllegalStateException().isThrownBy(() -> texts(body));
		assertThat(this.events).isEmpty();
	}

	@Test
	void lateStartOfAPublisherHoldsNoThread() {
		SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 4);
		PublishedBlocks blocks = ((PublisherBody) late(Body.from(publisher))).subscribe(() -> {
		});
		assertThat(blocks.isPending()).isTrue();
		assertThat(this.events).isEmpty();
		publisher.close();
		assertThat(blocks.hasNext()).isFalse();
		assertThat(this.events).containsExactly("started");
	}

	@Test
	void lateStartOfAFileComesAtOnce(@TempDir Path folder) throws Exception {
		FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"));
		assertThat(late(file)).isSameAs(file);
		assertThat(this.events).containsExactly("started");
		assertThatIllegalStateException().isThrownBy(() -> Body.startLate(file, () -> {
			throw new IllegalStateException("malformed");
		}));
		assertThat(file.channel().isOpen()).isFalse();
	}

	private Iterable<byte[]> late(Iterable<byte[]> body) {
		return Body.startLate(body, () -> this.events.add("started"));
	}

	@Test
	void publisherStaysAPublisherAndHoldsNoThread() throws Exception {
		SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 4);
		PublisherBody body = (PublisherBody) filtered(Body.from(publisher));
		PublishedBlocks blocks = body.subscribe(() -> this.events.add("ready"));
		assertThat(blocks.isPending()).isTrue();
		publisher.submit(bytes("a"));
		assertThat(blocks.isPending()).isFalse();
		assertThat(text(blocks.next())).isEqualTo("A");
		assertThat(blocks.isPending()).isTrue();
		publisher.close();
		assertThat(blocks.hasNext()).isFalse();
		assertThat(this.events).containsExactly("ready", "a", "ready", "end");
		assertThatIllegalStateException().isThrownBy(body::iterator);
	}

	@Test
	void closeOfAFilteredPublisherCancelsIt() throws Exception {
		SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 4);
		PublisherBody body = (PublisherBody) filtered(Body.from(publisher));
		body.subscribe(() -> {
		});
		assertThat(publisher.hasSubscribers()).isTrue();
		body.close();
		assertThat(publisher.hasSubscribers()).isFalse();
		assertThat(this.events).containsExactly("closed");
	}

	@Test
	void failureOfAPublisherIsSeen() {
		SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 4);
		Iterator<byte[]> blocks = filtered(Body.from(publisher)).iterator();
		publisher.closeExceptionally(new IllegalStateException("broken"));
		assertThatIllegalStateException().isThrownBy(blocks::hasNext).withMessage("broken");
		assertThat(this.events).containsExactly("broken");
	}

	@Test
	void failureOfASubscriptionIsSeen() {
		Iterable<byte[]> body = filtered(Body.from((subscriber) -> {
			throw new IllegalStateException("broken");
		}));
		assertThatIllegalStateException().isThrownBy(body::iterator);
		assertThat(this.events).containsExactly("broken");
	}

	@Test
	void blocksAreComputedOneByOne() {
		Iterator<byte[]> blocks = filtered(() -> Stream.of("a", "b")
			.peek((block) -> this.events.add("computes"))
			.map(BodyFilterTests::bytes)
			.iterator()).iterator();
		assertThat(this.events).isEmpty();
		assertThat(text(blocks.next())).isEqualTo("A");
		assertThat(this.events).containsExactly("computes", "a");
	}

	@Test
	void failuresOfTheIterationAreSeen() {
		IllegalStateException failure = new IllegalStateException("broken");
		assertThatException().isThrownBy(() -> filtered(() -> {
			throw failure;
		}).iterator()).isSameAs(failure);
		Iterator<byte[]> blocks = filtered(() -> Stream.<byte[]>generate(() -> {
			throw failure;
		}).iterator()).iterator();
		assertThatException().isThrownBy(blocks::hasNext).isSameAs(failure);
		assertThatException().isThrownBy(blocks::next).isSameAs(failure);
		assertThat(this.events).containsExactly("broken", "broken", "broken");
	}

	@Test
	@SuppressWarnings("NullAway") // the server says what is wrong with it
	void bodyWithoutAnIteratorIsPassedOn() {
		assertThat(filtered(() -> null).iterator()).isNull();
		assertThat(this.events).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void actionFollowsTheClose(Iterable<byte[]> body) throws Exception {
		Iterable<byte[]> filtered = filtered(body);
		close(Body.onClose(filtered, () -> this.events.add("action")));
		assertThat(this.events).containsExactly("closed", "action");
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void actionFollowsACloseThatFails(Iterable<byte[]> body) throws Exception {
		Iterable<byte[]> failing = Body.onClose(body, () -> {
			throw new IOException("close");
		});
		Iterable<byte[]> both = Body.onClose(failing, () -> {
			this.events.add("action");
			throw new IllegalArgumentException("action");
		});
		assertThatIOException().isThrownBy(() -> close(both))
			.withMessage("close")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.isInstanceOf(IllegalArgumentException.class));
		assertThat(this.events).containsExactly("action");
	}

	@Test
	void bodyIsClosedOnceAlsoIfTheActionFails() {
		Iterable<byte[]> body = Body.onClose(new Closing(), () -> {
			throw new InterruptedException("action");
		});
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> close(body));
		assertThat(this.events).containsExactly("closes");
	}

	@Test
	void onCloseKeepsTheKind(@TempDir Path folder) throws IOException {
		assertThat(Body.onClose(Body.text("a"), () -> {
		})).isInstanceOf(List.class).hasSize(1);
		try (FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"))) {
			assertThat(Body.onClose(file, () -> {
			})).isInstanceOf(FileBody.class);
		}
		assertThat(Body.onClose(Body.from(new SubmissionPublisher<>()), () -> {
		})).isInstanceOf(PublisherBody.class);
	}

	@Test
	void checkedExceptionOfAFilesCloseIsAnIOException(@TempDir Path folder) throws IOException {
		FileBody file = Body.of(Files.writeString(folder.resolve("file"), "abc"));
		assertThatIOException().isThrownBy(((FileBody) Body.onClose(file, () -> {
			throw new Exception("checked");
		}))::close).withMessageContaining("checked");
		assertThat(file.channel().isOpen()).isFalse();
	}

	@Test
	void replacedBodyIsClosedAndNotIterated() throws Exception {
		Iterable<byte[]> body = Body.replace(new Closing(), Body.text("b"));
		assertThat(body).isInstanceOf(List.class).hasSize(1);
		assertThat(texts(body)).containsExactly("b");
		close(body);
		assertThat(this.events).containsExactly("closes");
		Iterable<byte[]> replacement = Body.text("b");
		assertThat(Body.replace(Body.text("a"), replacement)).isSameAs(replacement);
	}

	@Test
	void bodyIsClosedIfTheWorkFails() throws Exception {
		Iterable<byte[]> body = new Closing();
		assertThat(Body.orClose(body, () -> body)).isSameAs(body);
		assertThat(this.events).isEmpty();
		AssertionError failure = new AssertionError("work");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Body.orClose(body, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.events).containsExactly("closes");
		Iterable<byte[]> failing = Body.onClose(body, () -> {
			throw new IOException("close");
		});
		assertThatIllegalStateException().isThrownBy(() -> Body.orClose(failing, () -> {
			throw new IllegalStateException("work");
		})).satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(IOException.class));
	}

	static Stream<Iterable<byte[]>> bodies() throws IOException {
		Path file = Files.createTempFile("body-", ".txt");
		try {
			// Open files outlive their names on the systems that this is tested on.
			return Stream.of(Body.text("a"), new ArrayDeque<>(List.of(bytes("a"))), Body.of(file),
					Body.from(new SubmissionPublisher<>()), () -> List.of(bytes("a")).iterator());
		}
		finally {
			Files.delete(file);
		}
	}

	private Iterable<byte[]> filtered(Iterable<byte[]> body) {
		return Body.filter(body, new BodyFilter() {

			@Override
			public byte[] block(byte[] block) {
				BodyFilterTests.this.events.add(text(block));
				byte[] upper = block.clone();
				for (int i = 0; i < upper.length; i++) {
					upper[i] = (byte) Character.toUpperCase(upper[i]);
				}
				return upper;
			}

			@Override
			public void end(@Nullable Throwable failure) {
				BodyFilterTests.this.events.add((failure != null) ? String.valueOf(failure.getMessage()) : "end");
			}

			@Override
			public void close(AutoCloseable body) throws Exception {
				body.close();
				BodyFilterTests.this.events.add("closed");
			}

		});
	}

	private static void close(Iterable<byte[]> body) throws Exception {
		((AutoCloseable) body).close();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String text(byte[] block) {
		return new String(block, StandardCharsets.ISO_8859_1);
	}

	private static List<String> texts(Iterable<byte[]> body) {
		List<String> texts = new ArrayList<>();
		body.forEach((block) -> texts.add(text(block)));
		return texts;
	}

	private final class Closing implements Iterable<byte[]>, AutoCloseable {

		@Override
		public Iterator<byte[]> iterator() {
			throw new AssertionError("iterated");
		}

		@Override
		public void close() {
			BodyFilterTests.this.events.add("closes");
		}

	}

}
