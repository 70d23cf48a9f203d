package io.github.wsgi4j.container.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * {@link MemoryApplication}, or another application that says its port, in a process of
 * its own, with the same Java as this one.
 */
public final class ServerProcess implements AutoCloseable {

	/** What the line begins with in which an application says its port. */
	public static final String PORT = "The port is ";

	private static final Map<String, String> DEFAULTS = Map.of("server.port", "0", "server.address", "127.0.0.1",
			"spring.main.banner-mode", "off", "server.shutdown", "immediate",
			"spring.reactor.netty.shutdown-quiet-period", "0s", "wsgi.validate", "fail");

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final Process process;

	private final int port;

	public ServerProcess(List<String> options, String... properties) {
		this(List.of(), options, MemoryApplication.class, properties);
	}

	/**
	 * Starts an application.
	 * @param launcher what the command begins with
	 * @param options the options of Java, among which may be another class path
	 * @param properties its properties as {@code name=value}, which win over the defaults
	 * of tests
	 */
	public ServerProcess(List<String> launcher, List<String> options, Class<?> application, String... properties) {
		List<String> command = new ArrayList<>(launcher);
		command.add(System.getProperty("java.home") + "/bin/java");
		// As the tests themselves: it runs for seconds, in which C2 and G1 do not pay.
		command.addAll(
				List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
		command.addAll(options);
		command.add(application.getName());
		Map<String, String> arguments = new TreeMap<>(DEFAULTS);
		for (String property : properties) {
			String[] parts = property.split("=", 2);
			arguments.put(parts[0], parts[1]);
		}
		arguments.forEach((name, value) -> command.add("--" + name + "=" + value));
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread reader = new Thread(this::readLog, "server-process-log");
		reader.setDaemon(true);
		reader.start();
		this.port = awaitPort();
	}

	private void readLog() {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			lines.lines().forEach(this.log::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.log.add("The log ends: " + ex);
		}
	}

	private int awaitPort() {
		try {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> portLine() != null || !this.process.isAlive());
			String line = portLine();
			if (line == null) {
				throw new IllegalStateException("The server did not start: " + log());
			}
			return Integer.parseInt(line.substring(PORT.length()));
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private String portLine() {
		return this.log.stream().filter((line) -> line.startsWith(PORT)).findFirst().orElse(null);
	}

	public RawClient connect(int receiveBuffer) {
		return new RawClient(this.port, receiveBuffer);
	}

	public String get(String target) {
		try (RawClient client = connect(-1)) {
			return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse().text();
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * What the process has printed.
	 */
	public String log() {
		return String.join("\n", this.log);
	}

	/**
	 * Ends it at once, by a signal that it cannot handle.
	 */
	public void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Asks it to end, by a signal.
	 */
	public Process stop() {
		this.process.destroy();
		return this.process;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
