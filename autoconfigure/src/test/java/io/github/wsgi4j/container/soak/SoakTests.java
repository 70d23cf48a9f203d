package io.github.wsgi4j.container.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.UnixOperatingSystemMXBean;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mixed traffic for a while, with clients that are slow, go away and break off, on all
 * modes at once. What it took has to be given back: nothing is in flight, no body open,
 * no buffer lost, and threads and memory are back to where they began. Needs a JVM of its
 * own and {@code io.netty.leakDetection.samplingInterval=1}.
 */
@Tag("soak")
class SoakTests {

	private static final Duration DURATION = DurationStyle.detectAndParse(System.getProperty("soak.duration", "15s"));

	private static final long SEED = Long.getLong("soak.seed", 20260101);

	/** By how much the heap may differ: what is compiled and cached meanwhile. */
	private static final long HEAP_MARGIN = DataSize.ofMegabytes(8).toBytes();

	/** By how much the pool of direct memory may have grown. */
	private static final long DIRECT_MARGIN = DataSize.ofMegabytes(16).toBytes();

	/** How many libraries may have been opened meanwhile. */
	private static final long FILES_MARGIN = 20;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();

	@Test
	void givesBackWhatItTook(@TempDir Path folder) throws Exception {
		Path file = Files.write(folder.resolve("file"), GeneratedBody.bytes(SoakApplication.FILE_BLOCKS));
		Set<String> threads = threads();
		long runs;
		try (SoakServer server = new SoakServer(file)) {
			watchForLeaks();
			runs = SoakTraffic.run(server, SEED, DURATION.dividedBy(3));
			awaitIdle(server);
			long heap = heap();
			long direct = direct();
			long files = openFiles();
			runs += SoakTraffic.run(server, SEED + 1000, DURATION.multipliedBy(2).dividedBy(3));
			awaitIdle(server);
			assertThat(server.application().opened()).isPositive();
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(heap()).as("heap after garbage collection").isLessThan(heap + HEAP_MARGIN));
			assertThat(direct()).as("direct memory of the pool").isLessThan(direct + DIRECT_MARGIN);
			assertThat(openFiles()).as("open files").isLessThan(files + FILES_MARGIN);
			System.out.printf("In %s clients came %d times, with the seed %d; heap %+d KiB, direct memory %+d KiB%n",
					DURATION, runs, SEED, (heap() - heap) / 1024, (direct() - direct) / 1024);
		}
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEqualTo(threads));
		assertThat(temporaryFiles()).isEmpty();
		detect();
		assertThat(this.leaks.list).isEmpty();
		assertThatALeakWouldBeSeen();
	}

	private static void awaitIdle(SoakServer server) {
		SoakApplication application = server.application();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(server.inFlight()).as("requests in flight").isEmpty();
			assertThat(server.get("/actuator/wsgi")).contains("\"requests\":[]");
			assertThat(application.closed()).as("closed bodies").isEqualTo(application.opened());
		});
	}

	private void watchForLeaks() {
		this.leaks.start();
		((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(this.leaks);
	}

	private void assertThatALeakWouldBeSeen() {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
			detect();
			assertThat(this.leaks.list).isNotEmpty();
		});
	}

	// The detector looks for what was lost whenever a buffer is allocated.
	private static void detect() {
		for (int i = 0; i < 5; i++) {
			System.gc();
			for (int j = 0; j < 100; j++) {
				ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
				buffer.release();
			}
		}
	}

	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static long direct() {
		return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
	}

	private static long openFiles() {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		return (system instanceof UnixOperatingSystemMXBean unix) ? unix.getOpenFileDescriptorCount() : 0;
	}

	// Reactor keeps its elastic ones for a minute, and the JDK its own as long as it
	// likes.
	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("wsgi-") || name.startsWith("reactor-http-"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> temporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.map(Path::getFileName)
				.map(Path::toString)
				.filter((name) -> name.startsWith("wsgi-") && name.endsWith(".body"))
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

}
