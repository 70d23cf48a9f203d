package io.github.wsgi4j.test.slice;

import java.util.Map;

import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.test.WsgiTest;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@WsgiTest
@Import(SliceViewTests.Pages.class)
class SliceViewTests {

	@Autowired
	private WsgiClient client;

	@Test
	void clientGetsPagesOfTheTemplateEngine() {
		WsgiResponse page = this.client.get("/pages/todos?x={1}&y=%").send();
		assertThat(page.code()).as(page::text).isEqualTo(200);
		assertThat(page.text()).contains("<li>Milk</li>");
	}

	@Test
	void templatesAreInTheLanguageOfTheClient() {
		WsgiResponse page = this.client.get("/pages/language").header("Accept-Language", "de").send();
		assertThat(page.text()).isEqualTo("<p>de</p>\n");
	}

	record Todo(String title) {
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Pages {

		@Bean
		@Mount("/pages")
		Router pages() {
			return Router.builder()
				.get("/todos", (request) -> Response.view("todos", Map.of("todos", Map.of(1, new Todo("Milk")))))
				.get("/language", (request) -> Response.view("language", Map.of()))
				.build();
		}

	}

}
