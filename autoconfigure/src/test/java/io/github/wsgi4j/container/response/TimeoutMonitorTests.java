package io.github.wsgi4j.container.response;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is kept of a response that its client has, although nobody looks after them.
 */
class TimeoutMonitorTests extends Contract {

	private static WsgiServer running;

	TimeoutMonitorTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = new WsgiServer();
		running.context().getBean(TimeoutMonitor.class).close();
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	static List<Application> applications() {
		return List.of(answering(Body.text("whole")), answering(Body.empty()), answering(ScriptedBody.blocks("a", "b")),
				breaking((environ, start) -> {
					throw new IllegalStateException("This failure belongs to the test");
				}));
	}

	@ParameterizedTest
	@MethodSource("applications")
	void aResponseThatIsDoneIsForgotten(Application application) {
		TimeoutMonitor watch = this.server.context().getBean(TimeoutMonitor.class);
		this.server.serve(application);
		try (RawClient client = this.server.connect()) {
			client.send(get("/")).readResponse();
			await().untilAsserted(() -> assertThat(watch.size()).isZero());
			client.send(get("/")).readResponse();
			await().untilAsserted(() -> assertThat(watch.size()).isZero());
		}
	}

}
