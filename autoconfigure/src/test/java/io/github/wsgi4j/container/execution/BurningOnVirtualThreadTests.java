package io.github.wsgi4j.container.execution;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that computes on a virtual thread, which the loop carries.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class BurningOnVirtualThreadTests extends BurningContract {

	BurningOnVirtualThreadTests() {
		super("virtual-on-event-loop");
	}

	@Test
	void fileThatIsReadHoldsTheLoopAndIsLogged(@TempDir Path directory, CapturedOutput output) throws Exception {
		Path pipe = directory.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		try (WsgiServer server = start(0); RawClient client = server.connect()) {
			server.serve((environ, start) -> {
				try (InputStream in = new FileInputStream(pipe.toFile())) {
					start.call("200 OK", Contract.NO_HEADERS);
					return Body.of(in.readAllBytes());
				}
			});
			client.send(Contract.get("/"));
			Contract.await().until(() -> output.getAll().contains(HELD));
			try (OutputStream out = new FileOutputStream(pipe.toFile())) {
				out.write(Contract.bytes("read"));
			}
			assertThat(client.readResponse().text()).isEqualTo("read");
			assertThat(output).contains(getClass().getName());
		}
	}

}
