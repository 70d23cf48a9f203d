package io.github.wsgi4j.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * The demo, or another application, in a process of its own, on a port of its own.
 */
final class DemoProcess implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final Process process;

	DemoProcess(String... arguments) throws IOException {
		this(java(arguments));
	}

	DemoProcess(ProcessBuilder command) throws IOException {
		this.process = command.redirectErrorStream(true).start();
		Thread reader = new Thread(this::readLog, "demo-log");
		reader.setDaemon(true);
		reader.start();
		awaitStart();
	}

	private static ProcessBuilder java(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC"));
		command.addAll(List.of(arguments));
		// Reactor Netty would wait two seconds for more to do, whenever a context is
		// closed.
		command.addAll(List.of("--server.port=0", "--spring.reactor.netty.shutdown-quiet-period=0s"));
		return new ProcessBuilder(command);
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

	private void awaitStart() {
		try {
			Awaitility.await().atMost(TIMEOUT).until(() -> !ports().isEmpty() || !this.process.isAlive());
			if (ports().isEmpty()) {
				throw new IllegalStateException("The demo has ended");
			}
		}
		catch (RuntimeException ex) {
			close();
			throw new IllegalStateException("The demo has not started:\n" + log(), ex);
		}
	}

	// A port for each start of the application in the process.
	private List<String> ports() {
		return PORT.matcher(log()).results().map((MatchResult result) -> result.group(1)).toList();
	}

	String log() {
		return String.join("\n", this.log);
	}

	/**
	 * Where the application answers that was started last.
	 */
	String address() {
		List<String> ports = ports();
		return "http://localhost:" + ports.get(ports.size() - 1);
	}

	String get(String path) throws IOException, InterruptedException {
		return send(path, HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Sends a GET to the application that was started last.
	 */
	<T> T send(String path, HttpResponse.BodyHandler<T> handler) throws IOException, InterruptedException {
		URI uri = URI.create(address() + path);
		try {
			return this.client.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), handler).body();
		}
		catch (IOException ex) {
			throw new IOException("The demo does not answer:\n" + log(), ex);
		}
	}

	@Override
	public void close() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			// Maven ends without waiting for the application that it has started.
			children.forEach(ProcessHandle::destroyForcibly);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
