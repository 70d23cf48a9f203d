package com.example;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/middleware.md.
 */
class StopwatchTests {

	private final Stopwatch stopwatch = new Stopwatch();

	private final Application hello = new HelloApplication().hello();

	@Test
	void theTimeIsTakenWhenTheBodyIsClosed() {
		WsgiClient.of(this.stopwatch.stopwatch().wrap(this.hello)).get("/world").send();
		assertThat(this.stopwatch.seen).isEqualTo(List.of("/world took its time"));
	}

	@Test
	void oneOfTheApplicationsIsWrapped() {
		Application wrapped = this.stopwatch.aroundTheShop().wrap(this.hello);
		for (String name : List.of("shop", "hello")) {
			WsgiResponse response = WsgiClient.of(wrapped)
				.get("/")
				.environ((environ) -> environ.variable(Environ.APPLICATION, name))
				.send();
			assertThat(response.header("X-Content-Type-Options")).isEqualTo(name.equals("shop") ? "nosniff" : null);
		}
	}

}
