package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.recording.Recorder;
import io.github.wsgi4j.recording.Recording;
import io.github.wsgi4j.recording.Replay;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recording and the replay of docs/testing.md.
 */
class HelloReplayTests {

	private final Application application = new HelloApplication().hello();

	@Test
	void answersAsRecorded(@TempDir Path folder) throws IOException {
		Middleware recorder = Recorder.into(folder).redacting("X-Api-Key");
		WsgiClient.of(this.application).with(recorder).get("/world").send();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				assertReplays(file);
			}
		}
	}

	private void assertReplays(Path file) throws IOException {
		Replay replay = WsgiClient.of(this.application).replay(Recording.read(file));
		assertThat(replay.ignoring("ETag").differences()).isEmpty();
	}

}
