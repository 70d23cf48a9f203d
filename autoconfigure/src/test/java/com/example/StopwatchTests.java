package com.example;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.middleware.MountDispatcher;
import io.github.wsgi4j.test.WsgiClient;
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
		WsgiClient client = WsgiClient.of(new MountDispatcher(Map.of("/shop", wrapped, "/", wrapped)));
		assertThat(client.get("/shop/1").send().header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(client.get("/1").send().header("X-Content-Type-Options")).isNull();
	}

}
