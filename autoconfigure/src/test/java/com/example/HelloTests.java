package com.example;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of README.md that needs nothing of Spring.
 */
class HelloTests {

	private final WsgiClient client = WsgiClient.of(new HelloApplication().hello());

	@Test
	void saysHello() {
		WsgiResponse response = this.client.get("/world?x=1").header("Accept", "text/*").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.header("content-type")).isEqualTo("text/plain");
		assertThat(response.text()).isEqualTo("Hello /world\n");
	}

}
