package io.github.wsgi4j.autoconfigure;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import io.github.wsgi4j.container.Execution;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;

/**
 * A pool of platform threads for each application, so that none can take the threads of
 * another, and one for what is of no application. A pool has only the threads that it
 * needs.
 */
final class ThreadPools implements Execution, AutoCloseable {

	private final ThreadPoolTaskExecutorBuilder builder;

	private final WsgiProperties.Platform properties;

	private final ThreadPoolExecution common;

	private final Queue<ThreadPoolExecution> pools = new ConcurrentLinkedQueue<>();

	ThreadPools(ThreadPoolTaskExecutorBuilder builder, WsgiProperties.Platform properties) {
		this.builder = builder;
		this.properties = properties;
		this.common = new ThreadPoolExecution(null, builder, properties);
	}

	@Override
	public Execution forApplication(String name) {
		ThreadPoolExecution pool = new ThreadPoolExecution(name, this.builder, this.properties);
		this.pools.add(pool);
		return pool;
	}

	@Override
	public void start(Runnable step, Executor connection) {
		this.common.start(step, connection);
	}

	@Override
	public void resume(Runnable step, Executor connection) {
		this.common.resume(step, connection);
	}

	@Override
	public Map<String, Object> describe() {
		return this.common.describe();
	}

	@Override
	public void close() {
		this.common.close();
		this.pools.forEach(ThreadPoolExecution::close);
	}

}
