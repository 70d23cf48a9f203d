package io.github.wsgi4j.python.application;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.process.Supervisor;
import io.github.wsgi4j.python.process.WorkerFiles;
import io.github.wsgi4j.python.worker.SlotPool;
import io.github.wsgi4j.python.worker.WorkerListener;
import io.netty.channel.EventLoopGroup;
import org.apache.commons.logging.LogFactory;

/**
 * The parts of an application between its start and its end: the files of the workers,
 * the socket that they connect to, and their supervisor.
 *
 * @param files the files
 * @param listener the socket
 * @param pool the slots of the processes
 * @param supervisor their supervisor
 */
record Processes(WorkerFiles files, WorkerListener listener, SlotPool pool,
		Supervisor supervisor) implements AutoCloseable {

	private static final Duration GRACE = Duration.ofSeconds(10);

	static Processes start(PythonSettings settings, EventLoopGroup loops, SlotPool pool) {
		try {
			return startWithFiles(settings, loops, pool);
		}
		catch (UncheckedIOException ex) {
			throw new PythonStartException(settings.name(), Reason.FILES, String.valueOf(ex.getMessage()));
		}
	}

	private static Processes startWithFiles(PythonSettings settings, EventLoopGroup loops, SlotPool pool) {
		byte[] token = new byte[32];
		new SecureRandom().nextBytes(token);
		String secret = HexFormat.of().formatHex(token);
		WorkerFiles files = WorkerFiles.extract();
		try {
			Path socket = files.socket();
			WorkerListener listener = WorkerListener.bind(socket, secret, loops, pool,
					LogFactory.getLog("wsgi.python." + settings.name()));
			Supervisor supervisor = new Supervisor(settings, socket, secret, () -> {
				Path directory = files.directory();
				listener.restore();
				return directory;
			}, pool);
			pool.setEvents(supervisor);
			Processes processes = new Processes(files, listener, pool, supervisor);
			try {
				supervisor.start();
			}
			catch (RuntimeException ex) {
				processes.close();
				throw ex;
			}
			return processes;
		}
		catch (RuntimeException ex) {
			files.close();
			throw ex;
		}
	}

	@Override
	public void close() {
		this.supervisor.stop(GRACE);
		this.pool.close();
		this.listener.close();
		this.files.close();
	}

}
