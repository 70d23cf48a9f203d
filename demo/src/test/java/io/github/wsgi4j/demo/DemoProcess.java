package io.github.wsgi4j.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demo in a process of its own, on a port of its own.
 */
final class DemoProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

	private final Process process;

	private final BufferedReader output;

	private final StringBuilder log = new StringBuilder();

	private String base = "";

	DemoProcess(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(List.of(arguments));
		command.add("--server.port=0");
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.output = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		awaitStart();
	}

	private void awaitStart() throws IOException {
		String line = this.output.readLine();
		while (line != null) {
			this.log.append(line).append('\n');
			Matcher matcher = PORT.matcher(line);
			if (matcher.find()) {
				this.base = "http://localhost:" + matcher.group(1);
				return;
			}
			line = this.output.readLine();
		}
		throw new IllegalStateException("The demo has not started:\n" + this.log);
	}

	String log() {
		return this.log.toString();
	}

	String get(String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.base + path)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.output.close();
	}

}
