package io.github.wsgi4j.container.input;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferWrapper;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@OnOldestJava
class SpoolTests {

	private static final NettyDataBufferFactory FACTORY = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

	private Set<Path> filesBefore;

	@BeforeEach
	void lookAround() throws IOException {
		this.filesBefore = files();
	}

	@AfterEach
	void noFileIsLeft() {
		// Another build may be just between the making of a file and its deletion.
		await().untilAsserted(() -> {
			Set<Path> left = new HashSet<>(files());
			left.removeAll(this.filesBefore);
			assertThat(left).isEmpty();
		});
	}

	@Test
	void keepsASmallBodyInMemory() throws IOException {
		Spool spool = new Spool(4, Long.MAX_VALUE);
		append(spool, "ab", "cd");
		assertThat(spool.length()).isEqualTo(4);
		assertThat(spool.stream().readAllBytes()).asString().isEqualTo("abcd");
		spool.close();
	}

	@Test
	void hasNothingOfAnEmptyBody() throws IOException {
		Spool spool = new Spool(4, Long.MAX_VALUE);
		append(spool);
		assertThat(spool.length()).isZero();
		assertThat(spool.stream().readAllBytes()).isEmpty();
		spool.close();
	}

	@Test
	void putsALargeBodyIntoAFile() throws IOException {
		Spool spool = new Spool(4, Long.MAX_VALUE);
		append(spool, "abc", "def", "g", "hijklmno", "p");
		assertThat(spool.length()).isEqualTo(16);
		assertThat(spool.stream().readAllBytes()).asString().isEqualTo("abcdefghijklmnop");
		spool.close();
	}

	@Test
	void theFileHasNoNameWhileItIsInUse() throws IOException {
		Spool spool = new Spool(0, Long.MAX_VALUE);
		append(spool, "abc");
		noFileIsLeft();
		assertThat(spool.stream().readAllBytes()).asString().isEqualTo("abc");
		spool.close();
	}

	@Test
	void releasesWhatItTakes() {
		ByteBuf bytes = Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII);
		Spool spool = new Spool(4, Long.MAX_VALUE);
		spool.append(FACTORY.wrap(bytes)).block();
		assertThat(bytes.refCnt()).isZero();
		spool.close();
	}

	@Test
	void releasesWhatItHoldsForItsFile() {
		ByteBuf held = Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII);
		ByteBuf late = Unpooled.copiedBuffer("def", StandardCharsets.US_ASCII);
		Spool spool = new Spool(0, Long.MAX_VALUE);
		spool.append(FACTORY.wrap(held)).block();
		assertThat(held.refCnt()).isOne();
		spool.close();
		assertThat(held.refCnt()).isZero();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> spool.append(FACTORY.wrap(late)).block());
		assertThat(late.refCnt()).isZero();
	}

	@Test
	void refusesABodyOverTheLimit() {
		Spool spool = new Spool(2, 5);
		append(spool, "abcde");
		ByteBuf tooMuch = Unpooled.copiedBuffer("f", StandardCharsets.US_ASCII);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> spool.append(FACTORY.wrap(tooMuch)).block())
			.withCauseInstanceOf(RequestBodyTooLargeException.class)
			.withMessageContaining("5");
		assertThat(tooMuch.refCnt()).isZero();
		spool.close();
	}

	@Test
	void mayBeClosedAtAnyTime() {
		new Spool(0, Long.MAX_VALUE).close();
		Spool inMemory = new Spool(8, Long.MAX_VALUE);
		append(inMemory, "a");
		inMemory.close();
		inMemory.close();
		Spool inFile = new Spool(0, Long.MAX_VALUE);
		append(inFile, "a");
		inFile.close();
		inFile.close();
	}

	@Test
	void makesNoFileOnceItIsClosed() {
		Spool spool = new Spool(0, Long.MAX_VALUE);
		spool.close();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> spool.append(buffer("abc")).block())
			.withCauseInstanceOf(ClosedChannelException.class);
	}

	@Test
	void writesNothingOnceItsFileIsClosed() {
		Spool spool = new Spool(0, Long.MAX_VALUE);
		append(spool, "abc");
		spool.close();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> spool.append(buffer("def")).block())
			.withCauseInstanceOf(ClosedChannelException.class);
	}

	@Test
	void gathersOneBatchWhileAnotherIsWritten() throws IOException {
		Spool spool = new Spool(0, Long.MAX_VALUE);
		String batch = "x".repeat(128 * 1024);
		CompletableFuture<Void> room;
		// What writes needs this lock to take a batch.
		synchronized (spool) {
			spool.append(buffer(batch)).block();
			room = spool.append(buffer(batch)).toFuture();
			assertThat(room).isNotDone();
		}
		assertThat(room).succeedsWithin(Duration.ofSeconds(10));
		spool.finish().block();
		assertThat(spool.stream().readAllBytes()).hasSize(2 * batch.length());
		spool.close();
	}

	@Test
	void theEndFailsIfABatchBeforeItWasNotWritten() {
		Spool spool = new Spool(0, Long.MAX_VALUE);
		spool.append(new DataBufferWrapper(buffer("x".repeat(128 * 1024))) {

			@Override
			public ByteBufferIterator readableByteBuffers() {
				throw new IllegalStateException("The disk is full");
			}

		}).block();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> append(spool, "y"))
			.withMessage("The disk is full");
		spool.close();
	}

	private static void append(Spool spool, String... texts) {
		for (String text : texts) {
			spool.append(buffer(text)).block();
		}
		spool.finish().block();
	}

	private static DataBuffer buffer(String text) {
		return FACTORY.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static Set<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().matches("wsgi-.*\\.body"))
				.collect(Collectors.toSet());
		}
	}

}
