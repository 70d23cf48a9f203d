package io.github.wsgi4j.container.execution;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Runs applications on a bounded pool of platform threads with a bounded queue.
 */
class ThreadPoolExecution extends BoundedExecution implements AutoCloseable {

	private final @Nullable String application;

	private final ThreadPoolTaskExecutor executor;

	private final int queueCapacity;

	/**
	 * Creates a pool, which has no threads yet.
	 * @param application the name of the only application that it runs, or {@code null}
	 * @param executor the threads; its own queue must not be bounded
	 */
	ThreadPoolExecution(@Nullable String application, ThreadPoolTaskExecutor executor, int queueCapacity) {
		super(executor, (long) executor.getMaxPoolSize() + queueCapacity);
		this.application = application;
		this.executor = executor;
		this.queueCapacity = queueCapacity;
	}

	@Override
	public Map<String, Object> describe() {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("mode", "platform");
		if (this.application != null) {
			figures.put("application", this.application);
		}
		figures.put("threads", this.executor.getMaxPoolSize());
		figures.put("active", this.executor.getActiveCount());
		figures.put("queued", this.executor.getQueueSize());
		figures.put("queueCapacity", this.queueCapacity);
		return figures;
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
