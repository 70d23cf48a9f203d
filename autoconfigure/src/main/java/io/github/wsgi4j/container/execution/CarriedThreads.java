package io.github.wsgi4j.container.execution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads whose carrier is chosen by the caller. The JDK can make them but has no
 * API for it, so that {@code java.lang} must be opened to this library.
 */
final class CarriedThreads {

	/** The first Java on which a monitor does not hold the carrier. */
	private static final int FIRST_JAVA = 24;

	private static final @Nullable MethodHandle CREATE;

	private static final @Nullable MethodHandle CARRIER;

	private static final @Nullable Executor JDK_SCHEDULER;

	private static final @Nullable String OBSTACLE;

	static {
		MethodHandle create = null;
		MethodHandle carrier = null;
		Executor scheduler = null;
		String obstacle = null;
		if (Runtime.version().feature() < FIRST_JAVA) {
			obstacle = "it needs Java " + FIRST_JAVA + " or later, but this is Java " + Runtime.version().feature();
		}
		else {
			try {
				create = findCreate();
				carrier = findCarrier();
				scheduler = findScheduler();
			}
			catch (IllegalAccessException ex) {
				obstacle = "it needs the flag '--add-opens java.base/java.lang=ALL-UNNAMED', or 'Add-Opens: "
						+ "java.base/java.lang' in the manifest of the executable jar";
			}
			catch (Throwable ex) {
				obstacle = "this Java version creates virtual threads in a different way: " + ex;
			}
		}
		CREATE = create;
		CARRIER = carrier;
		JDK_SCHEDULER = scheduler;
		OBSTACLE = obstacle;
	}

	private CarriedThreads() {
	}

	/**
	 * Why there are none here.
	 * @return what is missing, or {@code null} if nothing is
	 */
	static @Nullable String obstacle() {
		return OBSTACLE;
	}

	/**
	 * Makes a virtual thread.
	 * @param scheduler runs it, each time that it has something to run
	 */
	static Thread create(Executor scheduler, String name, Runnable task) {
		if (CREATE == null) {
			throw new UnsupportedOperationException(OBSTACLE);
		}
		try {
			return (Thread) CREATE.invokeExact(scheduler, name, 0, task);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The executor of virtual threads that nobody has chosen a carrier for.
	 */
	static Executor jdkScheduler() {
		if (JDK_SCHEDULER == null) {
			throw new UnsupportedOperationException(OBSTACLE);
		}
		return JDK_SCHEDULER;
	}

	/**
	 * Whether an event loop carries the thread that asks, and goes on carrying it until
	 * that waits.
	 */
	static boolean isCarriedBy(EventExecutor loop) {
		if (CARRIER == null) {
			return false;
		}
		try {
			return loop.inEventLoop((Thread) CARRIER.invokeExact());
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle findCreate() throws ReflectiveOperationException {
		Class<?> builders = Class.forName("java.lang.ThreadBuilders");
		return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
			.findStatic(builders, "newVirtualThread",
					MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
	}

	private static MethodHandle findCarrier() throws ReflectiveOperationException {
		return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
			.findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
	}

	private static Executor findScheduler() throws Throwable {
		Class<?> threads = Class.forName("java.lang.VirtualThread");
		return (Executor) MethodHandles.privateLookupIn(threads, MethodHandles.lookup())
			.findStatic(threads, "defaultScheduler", MethodType.methodType(Executor.class))
			.invokeExact();
	}

}
