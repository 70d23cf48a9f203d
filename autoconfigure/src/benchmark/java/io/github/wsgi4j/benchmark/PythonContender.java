package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of the Flask application.
 *
 * @param name the name
 * @param processes the commands of its processes
 */
record PythonContender(String name, List<List<String>> processes) {

	private static final String PYTHON = System.getProperty("benchmark.python", "/usr/bin/python3");

	/** The variables that Debian's parameters for FastCGI do not have right for an application at the root. */
	private static final String PATH_INFO = """
			fastcgi_split_path_info ^()(.*)$; fastcgi_param PATH_INFO $fastcgi_path_info; \
			fastcgi_param SCRIPT_NAME "";""";

	/**
	 * Returns those that run it themselves or have uWSGI's own protocol, two processes of
	 * each. That of uWSGI have one thread, with which it is at its best.
	 */
	static List<PythonContender> all(Path work, Path application, int threads) {
		// Not gunicorn's workers of the kind sync: they close each connection.
		return List.of(wsgi("event-loop", application, threads), wsgi("platform", application, threads),
				nginx("uwsgi", work, application), gunicorn(application, Math.max(threads, 4)));
	}

	/**
	 * Returns those that pass requests on to two processes of uWSGI by FastCGI.
	 */
	static List<PythonContender> fastCgi(Path work, Path application) {
		Path socket = work.resolve("gateway.sock");
		return List.of(
				new PythonContender("fastcgi",
						List.of(java("event-loop", "--wsgi.fastcgi.applications.app.servers=unix:" + socket),
								uwsgi("fastcgi-", socket, application))),
				nginx("fastcgi", work, application));
	}

	private static PythonContender wsgi(String mode, Path application, int threads) {
		String prefix = "--wsgi.python.applications.app.";
		return new PythonContender(mode,
				List.of(java(mode, prefix + "directory=" + application, prefix + "callable=app:app",
						prefix + "interpreter=" + PYTHON, prefix + "processes=2", prefix + "threads=" + threads)));
	}

	private static List<String> java(String mode, String... properties) {
		List<String> command = ServerProcess.java();
		command.addAll(List.of("-cp", ServerProcess.classPath(), "io.github.wsgi4j.benchmark.server.SpringServer",
				"PythonServer", "--server.port=${port}", "--wsgi.execution.applications.app=" + mode));
		command.addAll(List.of(properties));
		return command;
	}

	private static PythonContender gunicorn(Path application, int threads) {
		return new PythonContender("gunicorn-gthread",
				List.of(List.of("gunicorn", "--workers=2", "--worker-class=gthread", "--threads=" + threads,
						"--bind=127.0.0.1:${port}", "--chdir=" + application, "--log-level=error", "app:app")));
	}

	private static List<String> uwsgi(String protocol, Path socket, Path application) {
		return List.of("uwsgi", "--plugin=python3", "--master", "--processes=2", "--" + protocol + "socket=" + socket,
				"--chdir=" + application, "--module=app:app", "--disable-logging", "--need-app", "--buffer-size=32768",
				"--listen=100");
	}

	private static PythonContender nginx(String protocol, Path work, Path application) {
		boolean fastCgi = protocol.equals("fastcgi");
		Path socket = work.resolve(protocol + ".sock");
		Path configuration = work.resolve("nginx.conf");
		// The load has the other half of the processors; with more it is slower.
		int workers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		try {
			Files.writeString(configuration, """
					user %2$s; daemon off; worker_processes %6$d; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
					events { worker_connections 2048; }
					http {
					  access_log off; client_max_body_size 0; keepalive_requests 100000000;
					  client_body_temp_path %1$s; uwsgi_temp_path %1$s; proxy_temp_path %1$s;
					  fastcgi_temp_path %1$s; scgi_temp_path %1$s;
					  server {
					    listen 127.0.0.1:${port};
					    location / { include /etc/nginx/%3$s_params; %4$s %3$s_pass unix:%5$s; }
					  }
					}
					""".formatted(work, System.getProperty("user.name"), protocol, fastCgi ? PATH_INFO : "", socket,
							workers));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new PythonContender("nginx+" + protocol,
				List.of(List.of("nginx", "-c", configuration.toString()),
						uwsgi(fastCgi ? "fastcgi-" : "", socket, application)));
	}

	/**
	 * Starts the processes, the first of which gets the requests.
	 * @throws IOException if a command is not there, or does not listen
	 */
	Running start(Path work, Path file) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		if (this.processes.get(0).get(0).equals("nginx")) {
			Path configuration = work.resolve("nginx.conf");
			Files.writeString(configuration, Files.readString(configuration).replace("${port}", Integer.toString(port)));
		}
		Running running = new Running(this, port, new ArrayList<>());
		try {
			for (List<String> process : this.processes) {
				ProcessBuilder builder = new ProcessBuilder(
						process.stream().map((argument) -> argument.replace("${port}", Integer.toString(port))).toList())
					.redirectErrorStream(true)
					.redirectOutput(work.resolve(this.name + ".log").toFile());
				builder.environment().put("BENCHMARK_FILE", file.toString());
				running.trees().add(new ProcessTree(builder.start().toHandle()));
			}
			running.await();
			return running;
		}
		catch (IOException ex) {
			running.close();
			throw ex;
		}
	}

	/**
	 * A server that runs.
	 *
	 * @param contender what it is
	 * @param port where it listens
	 * @param trees its processes
	 */
	record Running(PythonContender contender, int port, List<ProcessTree> trees) implements AutoCloseable {

		private static final int PATIENCE_SECONDS = 60;

		private void await() throws IOException {
			long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
			while (!isAnswering()) {
				if (System.nanoTime() > end || this.trees.stream().anyMatch((tree) -> !tree.root().isAlive())) {
					throw new IOException(this.contender.name() + " does not answer");
				}
				LockSupport.parkNanos(100_000_000);
			}
		}

		private boolean isAnswering() {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 1000);
				socket.setSoTimeout(5000);
				socket.getOutputStream().write(Requests.get("/hello").getBytes());
				return new String(socket.getInputStream().readNBytes(12)).endsWith("200");
			}
			catch (IOException ex) {
				return false;
			}
		}

		long nanos() {
			return this.trees.stream().mapToLong(ProcessTree::nanos).sum();
		}

		/**
		 * The time of processors that the part before Python has used.
		 */
		long frontNanos() {
			ProcessTree front = this.trees.get(0);
			return (this.trees.size() > 1) ? front.nanos() : front.rootNanos();
		}

		@Override
		public void close() {
			this.trees.forEach(ProcessTree::end);
		}

	}

}
