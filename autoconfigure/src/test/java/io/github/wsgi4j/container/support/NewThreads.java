package io.github.wsgi4j.container.support;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's own virtual threads, which Java 17 does not know.
 */
public final class NewThreads {

	private NewThreads() {
	}

	public static Thread startVirtual(Runnable task) {
		return (Thread) call(Thread.class, "startVirtualThread", new Class<?>[] { Runnable.class }, task);
	}

	public static ExecutorService newVirtualExecutor() {
		return (ExecutorService) call(Executors.class, "newVirtualThreadPerTaskExecutor", new Class<?>[0]);
	}

	private static Object call(Class<?> type, String method, Class<?>[] parameters, Object... arguments) {
		try {
			return type.getMethod(method, parameters).invoke(null, arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
