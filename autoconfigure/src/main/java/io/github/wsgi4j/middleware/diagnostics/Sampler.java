package io.github.wsgi4j.middleware.diagnostics;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Takes samples of the stack of one request, from its creation to its end, while a thread
 * is in the application.
 */
final class Sampler {

	private static final ScheduledThreadPoolExecutor TIMER = timer();

	private static final Set<String> OUTSIDE = Set.of(Profiler.class.getName(), ProfiledBlocks.class.getName());

	private final long begin = System.nanoTime();

	private final Map<String, int[]> counts = new HashMap<>();

	private final Future<?> task;

	private @Nullable Thread thread;

	private int entered;

	private int samples;

	Sampler(Duration interval) {
		long nanos = TimeUnit.NANOSECONDS.convert(interval);
		this.task = TIMER.scheduleWithFixedDelay(this::sample, nanos, nanos, TimeUnit.NANOSECONDS);
	}

	private static ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "wsgi-profiler");
			thread.setDaemon(true);
			return thread;
		});
		timer.setRemoveOnCancelPolicy(true);
		// No thread of it keeps a class loader that nobody needs any more.
		timer.setKeepAliveTime(10, TimeUnit.SECONDS);
		timer.allowCoreThreadTimeOut(true);
		return timer;
	}

	synchronized void enter() {
		this.thread = Thread.currentThread();
		this.entered++;
	}

	synchronized void leave() {
		this.thread = null;
	}

	private void sample() {
		Thread thread;
		int entered;
		synchronized (this) {
			thread = this.thread;
			entered = this.entered;
		}
		if (thread != null) {
			// Not while the lock is held: a thread that leaves does not wait for it.
			StackTraceElement[] stack = thread.getStackTrace();
			synchronized (this) {
				if (thread.equals(this.thread) && entered == this.entered) {
					count(stack);
				}
			}
		}
	}

	private void count(StackTraceElement[] stack) {
		Set<String> seen = new HashSet<>();
		for (StackTraceElement frame : stack) {
			if (OUTSIDE.contains(frame.getClassName())) {
				break;
			}
			String name = frame.getClassName() + "." + frame.getMethodName();
			int[] count = this.counts.computeIfAbsent(name, (key) -> new int[2]);
			count[0] += seen.isEmpty() ? 1 : 0;
			count[1] += seen.add(name) ? 1 : 0;
		}
		this.samples += seen.isEmpty() ? 0 : 1;
	}

	synchronized Profile end(String request, int most) {
		this.task.cancel(false);
		List<Profile.Method> methods = this.counts.entrySet()
			.stream()
			.map((count) -> new Profile.Method(count.getKey(), count.getValue()[0], count.getValue()[1]))
			.sorted(Comparator.comparingInt(Profile.Method::self)
				.thenComparingInt(Profile.Method::total)
				.reversed()
				.thenComparing(Profile.Method::name))
			.limit(most)
			.toList();
		return new Profile(request, Duration.ofNanos(System.nanoTime() - this.begin), this.samples, methods);
	}

}
