package io.github.wsgi4j.python.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.http.gateway.PlainText;
import org.apache.commons.logging.Log;

/**
 * Logs what a process writes, line by line, and keeps the last lines for the message of a
 * failure.
 */
final class Output implements Runnable {

	static final int LONGEST_LINE = 16 * 1024;

	private static final int KEPT_LINES = 40;

	private final InputStream stream;

	private final Log log;

	private final Deque<String> lastLines = new ArrayDeque<>();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	Output(InputStream stream, Log log) {
		this.stream = stream;
		this.log = log;
	}

	/** Returns what completes when all has been logged. */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/** Returns the last lines. */
	String lastLines() {
		synchronized (this.lastLines) {
			return String.join("\n", this.lastLines);
		}
	}

	@Override
	public void run() {
		try (InputStream in = this.stream) {
			drain(in);
		}
		catch (IOException ex) {
			// The process is gone.
		}
		finally {
			this.ended.complete(null);
		}
	}

	private void drain(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			for (int i = 0; i < read; i++) {
				if (buffer[i] == '\n') {
					end(line);
				}
				else {
					line.write(buffer[i]);
					// A line without an end must not fill the memory: it is cut into
					// several.
					if (line.size() == LONGEST_LINE) {
						end(line);
					}
				}
			}
		}
		if (line.size() > 0) {
			end(line);
		}
	}

	private void end(ByteArrayOutputStream bytes) {
		String line = bytes.toString(StandardCharsets.UTF_8);
		bytes.reset();
		line = PlainText.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
		synchronized (this.lastLines) {
			if (this.lastLines.size() == KEPT_LINES) {
				this.lastLines.removeFirst();
			}
			this.lastLines.add(line);
		}
		try {
			this.log.info(line);
		}
		catch (RuntimeException | Error ex) {
			// A faulty appender must not stop the draining: the process would block.
		}
	}

}
