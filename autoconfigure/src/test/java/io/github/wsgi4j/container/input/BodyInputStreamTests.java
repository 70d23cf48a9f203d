package io.github.wsgi4j.container.input;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

@OnOldestJava
class BodyInputStreamTests {

	private static final NettyDataBufferFactory FACTORY = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

	private final List<ByteBuf> buffers = new ArrayList<>();

	private final TestPublisher<DataBuffer> publisher = TestPublisher.create();

	private final BodyInputStream stream = new BodyInputStream(this.publisher, Long.MAX_VALUE, Duration.ZERO);

	@AfterEach
	void everyBufferIsReleased() {
		this.stream.close();
		assertThat(this.buffers).allSatisfy((buffer) -> assertThat(buffer.refCnt()).isZero());
	}

	@Test
	void readsTheWholeBody() throws IOException {
		BodyInputStream stream = stream(Long.MAX_VALUE, "ab", "", "cdef", "g");
		assertThat(stream.readAllBytes()).asString().isEqualTo("abcdefg");
		assertThat(stream.read()).isEqualTo(-1);
		assertThat(stream.read(new byte[4])).isEqualTo(-1);
	}

	@Test
	void readsSingleBytes() throws IOException {
		BodyInputStream stream = stream(Long.MAX_VALUE, "a\u00ff");
		assertThat(stream.read()).isEqualTo('a');
		assertThat(stream.read()).isEqualTo(0xFF);
		assertThat(stream.read()).isEqualTo(-1);
	}

	@Test
	void subscribesAtTheFirstRead() throws IOException {
		this.publisher.assertWasNotSubscribed();
		assertThat(this.stream.available()).isZero();
		assertThat(this.stream.read(new byte[0])).isZero();
		this.publisher.assertWasNotSubscribed();
		CompletableFuture<String> read = read(8);
		this.publisher.next(buffer("ab"));
		assertThat(read.join()).isEqualTo("ab");
	}

	@Test
	void givesWhatHasArrivedAndDoesNotWaitForMore() throws IOException {
		CompletableFuture<String> read = read(8);
		this.publisher.next(buffer("ab"));
		assertThat(read.join()).isEqualTo("ab");
		this.publisher.next(buffer("cdefgh"));
		byte[] bytes = new byte[8];
		assertThat(this.stream.read(bytes, 2, 4)).isEqualTo(4);
		assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).isEqualTo("\0\0cdef\0\0");
		assertThat(this.stream.read(bytes)).isEqualTo(2);
		this.publisher.complete();
		assertThat(this.stream.read(bytes)).isEqualTo(-1);
	}

	@Test
	void availableCountsWhatHasArrived() {
		CompletableFuture<String> read = read(8);
		this.publisher.next(buffer("ab"));
		assertThat(read.join()).isEqualTo("ab");
		this.publisher.next(buffer("cde"));
		assertThat(this.stream.available()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "2, 8", "32768, 8", "65536, 4", "1048576, 4" })
	void asksForFewBuffersAheadAndForMoreIfTheyAreSmall(int size, int most) throws IOException {
		AtomicInteger produced = new AtomicInteger();
		Flux<DataBuffer> body = Flux.range(0, 50).map((i) -> {
			produced.incrementAndGet();
			return buffer("a".repeat(size));
		});
		try (BodyInputStream stream = new BodyInputStream(body, Long.MAX_VALUE, Duration.ZERO)) {
			assertThat(stream.read()).isEqualTo('a');
			assertThat(produced).hasValue(4);
			stream.skipNBytes(size - 1);
			for (int consumed = 2; consumed <= 50; consumed++) {
				stream.skipNBytes(size);
				assertThat(produced.get() - consumed).isBetween(Math.min(most / 2, 50 - consumed), most);
			}
			assertThat(stream.read()).isEqualTo(-1);
		}
	}

	@Test
	void asksWhileAnotherThreadMayTell() throws IOException {
		Sinks.Many<DataBuffer> source = Sinks.many().unicast().onBackpressureBuffer();
		source.emitNext(buffer("ab"), Sinks.EmitFailureHandler.FAIL_FAST);
		AtomicBoolean told = new AtomicBoolean();
		Flux<DataBuffer> body = source.asFlux().doOnRequest((n) -> {
			if (n != ReadAhead.FEWEST) {
				told.set(isDoneInTime(CompletableFuture.runAsync(source::tryEmitComplete)));
			}
		});
		try (BodyInputStream stream = new BodyInputStream(body, Long.MAX_VALUE, Duration.ZERO)) {
			assertThat(stream.readAllBytes()).asString().isEqualTo("ab");
			assertThat(told).isTrue();
		}
	}

	private static boolean isDoneInTime(CompletableFuture<Void> future) {
		try {
			future.get(5, TimeUnit.SECONDS);
			return true;
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	@Test
	void aReadTakesAllThatHasArrived() throws IOException {
		BodyInputStream stream = stream(100, "ab", "cd", "", "efgh");
		assertThat(stream.read()).isEqualTo('a');
		byte[] bytes = new byte[6];
		assertThat(stream.read(bytes)).isEqualTo(6);
		assertThat(bytes).asString().isEqualTo("bcdefg");
		assertThat(stream.read(bytes)).isOne();
		assertThat(stream.read(bytes)).isEqualTo(-1);
	}

	@Test
	void anErrorComesBehindTheBytesBeforeIt() throws IOException {
		IllegalStateException failure = new IllegalStateException("reset");
		BodyInputStream stream = new BodyInputStream(Flux.just("ab").map(this::buffer).concatWith(Flux.error(failure)),
				Long.MAX_VALUE, Duration.ZERO);
		assertThat(stream.readNBytes(2)).asString().isEqualTo("ab");
		assertThatIOException().isThrownBy(stream::read).withMessageContaining("cut short").withCause(failure);
		assertThatIOException().isThrownBy(stream::read).withCause(failure);
	}

	@Test
	void anErrorWakesTheReader() {
		CompletableFuture<String> read = read(1);
		this.publisher.error(new IllegalStateException("reset"));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(read::join)
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void aBodyOfJustTheLimitIsRead() throws IOException {
		assertThat(stream(4, "ab", "cd").readAllBytes()).asString().isEqualTo("abcd");
	}

	@Test
	void aBodyOverTheLimitIsAnError() throws IOException {
		BodyInputStream stream = stream(3, "ab", "cd", "ef");
		assertThat(stream.readNBytes(2)).asString().isEqualTo("ab");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RequestBodyTooLargeException.class).isThrownBy(stream::read)
				.withMessageContaining("3");
		}
	}

	@Test
	void overTheLimitTheBodyIsCancelled() {
		BodyInputStream stream = new BodyInputStream(this.publisher.flux(), 1, Duration.ZERO);
		CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> unchecked(stream::read));
		await().until(this.publisher::wasSubscribed);
		this.publisher.next(buffer("ab"));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(read::join)
			.withCauseInstanceOf(RequestBodyTooLargeException.class);
		this.publisher.assertCancelled();
	}

	@Test
	void anInterruptEndsTheWaiting() throws InterruptedException {
		AtomicReference<Exception> failure = new AtomicReference<>();
		AtomicReference<Boolean> interrupted = new AtomicReference<>();
		Thread reader = new Thread(() -> {
			try {
				this.stream.read();
			}
			catch (IOException ex) {
				failure.set(ex);
			}
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		reader.start();
		await().until(() -> reader.getState() == Thread.State.WAITING);
		reader.interrupt();
		reader.join();
		assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
		assertThat(interrupted.get()).isTrue();
	}

	@Test
	void closeEndsTheWaitingAndCancels() {
		CompletableFuture<String> read = read(1);
		this.stream.close();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(read::join)
			.withCauseInstanceOf(IOException.class);
		this.publisher.assertCancelled();
	}

	@Test
	void closeReleasesWhatWasNotRead() throws IOException {
		BodyInputStream stream = stream(Long.MAX_VALUE, "ab", "cd", "ef", "gh", "ij");
		assertThat(stream.read()).isEqualTo('a');
		stream.close();
		stream.close();
		assertThat(stream.available()).isZero();
		assertThatIOException().isThrownBy(stream::read).withMessageContaining("ended");
	}

	@Test
	void whatArrivesAfterCloseIsReleased() {
		this.stream.close();
		ByteBuf late = Unpooled.copiedBuffer("late", StandardCharsets.US_ASCII);
		this.stream.onNext(FACTORY.wrap(late));
		assertThat(late.refCnt()).isZero();
	}

	@Test
	void closeBeforeTheFirstReadTakesNothing() {
		this.stream.close();
		assertThatIOException().isThrownBy(this.stream::read);
		assertThat(this.publisher.wasRequested()).isFalse();
	}

	/**
	 * Begins to read, and returns once the body is subscribed to.
	 */
	private CompletableFuture<String> read(int length) {
		CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> unchecked(() -> {
			byte[] bytes = new byte[length];
			return new String(bytes, 0, this.stream.read(bytes), StandardCharsets.ISO_8859_1);
		}));
		await().until(this.publisher::wasRequested);
		return read;
	}

	private BodyInputStream stream(long maxSize, String... texts) {
		return new BodyInputStream(Flux.just(texts).map(this::buffer), maxSize, Duration.ZERO);
	}

	private DataBuffer buffer(String text) {
		ByteBuf buffer = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
		if (buffer.isReadable()) {
			this.buffers.add(buffer);
		}
		return FACTORY.wrap(buffer);
	}

	private static <T> T unchecked(Reading<T> reading) {
		try {
			return reading.read();
		}
		catch (IOException ex) {
			throw new CompletionException(ex);
		}
	}

	private interface Reading<T> {

		T read() throws IOException;

	}

}
