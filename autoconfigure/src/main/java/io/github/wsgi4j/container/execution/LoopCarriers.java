package io.github.wsgi4j.container.execution;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.netty.channel.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that run applications, and a thread that looks after them: it relieves
 * the ones that are held up, and says what holds them.
 */
final class LoopCarriers implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LoopCarriers.class);

	private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final Map<EventLoop, LoopCarrier> carriers = new ConcurrentHashMap<>();

	private final long maxHoldNanos;

	private final Thread watchdog;

	private volatile boolean closed;

	private @Nullable LoopRun logged;

	LoopCarriers(EventLoopLimits limits) {
		this.maxHoldNanos = limits.maxHold().toNanos();
		this.watchdog = new Thread(this::watch, "wsgi-watchdog");
		this.watchdog.setDaemon(true);
		this.watchdog.start();
	}

	LoopCarrier of(EventLoop loop) {
		LoopCarrier carrier = this.carriers.get(loop);
		return (carrier != null) ? carrier : this.carriers.computeIfAbsent(loop, LoopCarrier::new);
	}

	private void watch() {
		while (!this.closed) {
			LockSupport.parkNanos(this, this.maxHoldNanos / 2);
			this.carriers.values().forEach(this::check);
		}
	}

	private void check(LoopCarrier carrier) {
		carrier.relieve();
		LoopRun run = carrier.current();
		if (run == null || run.nanos() <= this.maxHoldNanos || !isToBeLogged(run)) {
			return;
		}
		StackTraceElement[] stack = run.stack();
		// Otherwise it has come to its end, and the stack tells of something else.
		if (run.equals(carrier.current()) && Arrays.stream(stack).noneMatch(LoopCarriers::loadsClass)) {
			this.logged = run;
			logger.warn("The application '" + run.task().application().name() + "' has held the event loop '"
					+ run.carrier().getName() + "' for " + TimeUnit.NANOSECONDS.toMillis(run.nanos()) + " ms, at:"
					+ Arrays.stream(stack)
						.map((frame) -> System.lineSeparator() + "\tat " + frame)
						.collect(Collectors.joining()));
		}
	}

	// As the first requests do, and no others.
	private static boolean loadsClass(StackTraceElement frame) {
		return frame.getClassName().equals("java.lang.ClassLoader") && frame.getMethodName().equals("loadClass");
	}

	private boolean isToBeLogged(LoopRun run) {
		return this.logged == null || run.startNanos() - this.logged.startNanos() > LOG_NANOS;
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.watchdog);
	}

}
