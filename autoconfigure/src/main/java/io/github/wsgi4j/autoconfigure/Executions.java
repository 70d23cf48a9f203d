package io.github.wsgi4j.autoconfigure;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.execution.EventLoopExecution;
import io.github.wsgi4j.container.execution.EventLoopLimits;
import io.github.wsgi4j.container.execution.ThreadPools;
import io.github.wsgi4j.container.execution.UnboundedExecution;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Makes one execution for each mode that is asked for.
 */
final class Executions implements DisposableBean {

	/** The time for a body to close when the server has gone. */
	private static final Duration TERMINATION = Duration.ofSeconds(5);

	private final WsgiProperties.Execution properties;

	private final ThreadPoolTaskExecutorBuilder platform;

	private final SimpleAsyncTaskExecutorBuilder virtual;

	private final Map<ExecutionMode, Execution> executions = new EnumMap<>(ExecutionMode.class);

	Executions(WsgiProperties.Execution properties, ThreadPoolTaskExecutorBuilder platform,
			SimpleAsyncTaskExecutorBuilder virtual) {
		this.properties = properties;
		this.platform = platform;
		this.virtual = virtual;
	}

	synchronized Execution get(ExecutionMode mode) {
		Execution execution = this.executions.get(mode);
		if (execution == null) {
			execution = create(mode);
			this.executions.put(mode, execution);
		}
		return execution;
	}

	private Execution create(ExecutionMode mode) {
		return switch (mode) {
			case PLATFORM -> new ThreadPools(this::threads, this.properties.platform().queueCapacity());
			case VIRTUAL -> new UnboundedExecution("virtual",
					this.virtual.virtualThreads(true).concurrencyLimit(null).threadNamePrefix("wsgi-").build());
			case VIRTUAL_ON_EVENT_LOOP -> onEventLoop(true);
			case EVENT_LOOP -> onEventLoop(false);
		};
	}

	private ThreadPoolTaskExecutor threads(String prefix) {
		Integer configured = this.properties.platform().threads();
		int threads = (configured != null) ? configured : 10 * Runtime.getRuntime().availableProcessors();
		ThreadPoolTaskExecutor executor = this.platform.corePoolSize(threads)
			.maxPoolSize(threads)
			.queueCapacity(Integer.MAX_VALUE)
			.allowCoreThreadTimeOut(true)
			.awaitTermination(true)
			.awaitTerminationPeriod(TERMINATION)
			.threadNamePrefix(prefix)
			.build();
		executor.initialize();
		return executor;
	}

	private Execution onEventLoop(boolean virtual) {
		boolean hasVirtual = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
		WsgiProperties.EventLoop limits = this.properties.eventLoop();
		return new EventLoopExecution(virtual, new EventLoopLimits(limits.maxHold(), limits.demoteAfter()),
				get(hasVirtual ? ExecutionMode.VIRTUAL : ExecutionMode.PLATFORM));
	}

	@Override
	public void destroy() throws Exception {
		for (Execution execution : this.executions.values()) {
			if (execution instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
	}

}
