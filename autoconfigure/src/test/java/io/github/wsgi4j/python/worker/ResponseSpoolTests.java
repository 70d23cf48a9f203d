package io.github.wsgi4j.python.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Random;

import io.github.wsgi4j.python.SpoolSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseSpoolTests {

	private static final int KIB = 1024;

	@TempDir
	private Path folder;

	private final Random random = new Random(1);

	private final ByteArrayOutputStream added = new ByteArrayOutputStream();

	private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

	private SpoolSpace space(long memory, long perResponse, long total) {
		return new SpoolSpace(new SpoolSettings(memory, perResponse, total, this.folder));
	}

	private void add(ResponseSpool spool, int length) {
		byte[] block = new byte[length];
		this.random.nextBytes(block);
		this.added.writeBytes(block);
		spool.add(block);
	}

	private boolean take(ResponseSpool spool) throws IOException {
		byte[] block = spool.poll();
		if (block != null) {
			assertThat(block.length).isBetween(1, 64 * KIB);
			this.taken.writeBytes(block);
		}
		return block != null;
	}

	private void takeAll(ResponseSpool spool) throws IOException {
		while (take(spool)) {
			assertThat(this.taken.size()).isLessThanOrEqualTo(this.added.size());
		}
		assertThat(spool.isEmpty()).isTrue();
		assertThat(this.taken.toByteArray()).isEqualTo(this.added.toByteArray());
	}

	@Test
	void aClientThatKeepsUpIsSeen() throws IOException {
		try (ResponseSpool spool = new ResponseSpool(space(0, KIB, KIB))) {
			add(spool, 10);
			long mark = spool.mark();
			assertThat(spool.keepsUp(mark)).isFalse();
			add(spool, 10);
			take(spool);
			assertThat(spool.keepsUp(mark)).isTrue();
		}
	}

	@Test
	void fewBytesStayInMemory() throws IOException {
		SpoolSpace space = space(64, KIB, KIB);
		try (ResponseSpool spool = new ResponseSpool(space)) {
			add(spool, 64);
			assertThat(spool.isOver()).isFalse();
			spool.settle();
			assertThat(space.used()).isZero();
			takeAll(spool);
		}
	}

	@Test
	void whatIsTooMuchForTheMemoryGoesToAFileAndWhatFollowsToo() throws IOException {
		SpoolSpace space = space(64, 64 * KIB * KIB, 64 * KIB * KIB);
		try (ResponseSpool spool = new ResponseSpool(space)) {
			add(spool, 50);
			add(spool, 50);
			add(spool, 300 * KIB);
			assertThat(spool.isFull()).isTrue();
			spool.settle();
			assertThat(spool.isFull()).isFalse();
			assertThat(space.used()).isEqualTo(50 + 300 * KIB);
			add(spool, 7);
			assertThat(space.used()).isEqualTo(57 + 300 * KIB);
			assertThat(this.folder).isEmptyDirectory();
			take(spool);
			take(spool);
			add(spool, 100 * KIB);
			takeAll(spool);
			assertThat(space.used()).isZero();
			add(spool, 10);
			assertThat(space.used()).isZero();
			takeAll(spool);
		}
	}

	@Test
	void aPartOfABlockIsSpooled() throws IOException {
		SpoolSpace space = space(64, 64 * KIB * KIB, 64 * KIB * KIB);
		try (ResponseSpool spool = new ResponseSpool(space)) {
			add(spool, 100 * KIB);
			take(spool);
			spool.settle();
			assertThat(space.used()).isEqualTo(36 * KIB);
			takeAll(spool);
		}
	}

	@Test
	void theProcessWaitsAtTheLimitUntilTheFileHasBeenTaken() throws IOException {
		try (ResponseSpool spool = new ResponseSpool(space(0, 10, 100))) {
			add(spool, 6);
			spool.settle();
			assertThat(spool.isFull()).isFalse();
			add(spool, 6);
			assertThat(spool.isFull()).isTrue();
			takeAll(spool);
			assertThat(spool.isFull()).isFalse();
		}
	}

	@Test
	void responsesShareTheirSpace() throws IOException {
		SpoolSpace space = space(0, 10, 10);
		ResponseSpool first = new ResponseSpool(space);
		try (ResponseSpool second = new ResponseSpool(space)) {
			first.add(new byte[10]);
			first.settle();
			add(second, 300 * KIB);
			second.settle();
			assertThat(second.isFull()).isTrue();
			assertThat(space.used()).isEqualTo(10);
			first.close();
			first.close();
			assertThat(space.used()).isZero();
			second.settle();
			assertThat(space.used()).isEqualTo(300 * KIB);
			takeAll(second);
		}
		assertThat(space.used()).isZero();
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void withoutADiskEverythingWaitsInMemory() throws IOException {
		SpoolSpace space = new SpoolSpace(new SpoolSettings(0, KIB * KIB, KIB * KIB, this.folder.resolve("not-there")));
		try (ResponseSpool spool = new ResponseSpool(space)) {
			add(spool, 10);
			spool.settle();
			assertThat(spool.isFull()).isFalse();
			add(spool, 300 * KIB);
			assertThat(spool.isFull()).isTrue();
			take(spool);
			assertThat(spool.isFull()).isTrue();
			takeAll(spool);
			assertThat(spool.isFull()).isFalse();
			assertThat(space.used()).isZero();
		}
	}

	@Test
	void whatForbidsTheFileLosesNothing() throws IOException {
		Path forbidden = (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Path.class },
				(path, method, arguments) -> {
					throw new LinkageError("forbidden");
				});
		SpoolSpace space = new SpoolSpace(new SpoolSettings(0, KIB * KIB, KIB * KIB, forbidden));
		try (ResponseSpool spool = new ResponseSpool(space)) {
			add(spool, 10);
			add(spool, 10);
			spool.settle();
			takeAll(spool);
			assertThat(space.used()).isZero();
		}
	}

}
