package io.github.wsgi4j.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.netty.util.internal.PlatformDependent;

/**
 * Answers the questions of the client about this process, line by line on the standard
 * streams, and ends the process with the stream of questions: no server outlives its
 * client.
 */
final class Control {

	private static final OperatingSystemMXBean PROCESS = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private Control() {
	}

	static void run(int port) throws IOException {
		answer("port " + port);
		BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		String question = questions.readLine();
		while (question != null) {
			switch (question) {
				case "usage" -> answer("usage " + PROCESS.getProcessCpuTime() + " " + allocated());
				case "heap" -> answer("heap " + heap());
				case "memory" -> answer("memory " + ManagementFactory.getThreadMXBean().getThreadCount() + " " + heap()
						+ " " + direct());
				default -> throw new IllegalStateException(question);
			}
			question = questions.readLine();
		}
		Runtime.getRuntime().halt(0);
	}

	private static void answer(String line) {
		System.out.println("@" + line);
		System.out.flush();
	}

	private static long heap() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	// Netty counts what it takes from the JDK and what it takes past it in one place.
	private static long direct() {
		return Math.max(PlatformDependent.usedDirectMemory(), 0) + ManagementFactory
			.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

	// Java 21 counts what threads have allocated that are no more; before that, the pools
	// here keep theirs. What virtual threads allocate is counted with their carriers.
	private static long allocated() {
		try {
			return (long) ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(THREADS);
		}
		catch (NoSuchMethodException ex) {
			long sum = 0;
			for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
				sum += Math.max(bytes, 0);
			}
			return sum;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
