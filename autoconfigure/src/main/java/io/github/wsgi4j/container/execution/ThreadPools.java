package io.github.wsgi4j.container.execution;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import io.github.wsgi4j.container.Execution;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A pool of platform threads for each application, so that none can take the threads of
 * another, and one for what is of no application. A pool has only the threads that it
 * needs.
 */
public final class ThreadPools extends ThreadPoolExecution {

	private final Function<String, ThreadPoolTaskExecutor> executors;

	private final int queueCapacity;

	private final Queue<ThreadPoolExecution> pools = new ConcurrentLinkedQueue<>();

	/**
	 * Creates the pools.
	 * @param executors makes the threads of a pool, by the prefix of their names; the
	 * queues must not be bounded
	 * @param queueCapacity the most requests that wait for a thread of one pool
	 */
	public ThreadPools(Function<String, ThreadPoolTaskExecutor> executors, int queueCapacity) {
		super(null, executors.apply("wsgi-"), queueCapacity);
		this.executors = executors;
		this.queueCapacity = queueCapacity;
	}

	@Override
	public Execution forApplication(String name) {
		ThreadPoolExecution pool = new ThreadPoolExecution(name, this.executors.apply("wsgi-" + name + "-"),
				this.queueCapacity);
		this.pools.add(pool);
		return pool;
	}

	@Override
	public void close() {
		super.close();
		this.pools.forEach(ThreadPoolExecution::close);
	}

}
