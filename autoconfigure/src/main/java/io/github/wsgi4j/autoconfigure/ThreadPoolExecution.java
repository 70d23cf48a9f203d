package io.github.wsgi4j.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import io.github.wsgi4j.container.BoundedExecution;
import io.github.wsgi4j.container.Execution;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A pool of platform threads. Its executor is no bean, or Boot would take it for that of
 * the whole application.
 */
final class ThreadPoolExecution implements Execution, AutoCloseable {

	/** How long a body may take to close when the server has gone. */
	private static final Duration TERMINATION = Duration.ofSeconds(5);

	private final @Nullable String application;

	private final ThreadPoolTaskExecutor executor;

	private final int queueCapacity;

	private final Execution delegate;

	/**
	 * Creates a pool, which has no threads yet.
	 * @param application the name of the only application that it runs, or {@code null}
	 */
	ThreadPoolExecution(@Nullable String application, ThreadPoolTaskExecutorBuilder builder,
			WsgiProperties.Platform properties) {
		this.application = application;
		int threads = (properties.threads() != null) ? properties.threads()
				: 10 * Runtime.getRuntime().availableProcessors();
		this.executor = builder.corePoolSize(threads)
			.maxPoolSize(threads)
			.queueCapacity(Integer.MAX_VALUE)
			.allowCoreThreadTimeOut(true)
			.awaitTermination(true)
			.awaitTerminationPeriod(TERMINATION)
			.threadNamePrefix((application != null) ? "wsgi-" + application + "-" : "wsgi-")
			.build();
		this.executor.initialize();
		this.queueCapacity = properties.queueCapacity();
		this.delegate = new BoundedExecution(this.executor, threads + properties.queueCapacity());
	}

	@Override
	public void start(Runnable step, Executor connection) {
		this.delegate.start(step, connection);
	}

	@Override
	public void resume(Runnable step, Executor connection) {
		this.delegate.resume(step, connection);
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
