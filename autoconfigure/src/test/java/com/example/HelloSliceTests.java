package com.example;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of docs/testing.md that loads a part of the Spring Boot application.
 */
@WsgiTest
class HelloSliceTests {

	@Test
	void isMounted(@Autowired WsgiClient client, @Autowired WebTestClient webClient) {
		assertThat(client.get("/world").send().code()).isEqualTo(200);
		webClient.get().uri("/world").exchange().expectBody(String.class).isEqualTo("Hello /world\n");
	}

}
