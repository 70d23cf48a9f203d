package io.github.wsgi4j.autoconfigure.gateway;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications of Python and of FastCGI servers that a test has replaced by others.
 */
@OnOldestJava
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { TestServer.WITHOUT_SECURITY, "wsgi.python.applications.shop.directory=nowhere",
				"wsgi.fastcgi.applications.blog.servers=tcp://127.0.0.1:1", "wsgi.mounts.shop=/shop",
				"wsgi.mounts.blog=/blog", "management.endpoints.web.exposure.include=*" })
class ReplacedApplicationTests {

	@TestBean(name = "shop")
	Application shop;

	@TestBean(name = "blog")
	Application blog;

	@LocalServerPort
	private int port;

	static Application shop() {
		return new Echo("test");
	}

	static Application blog() {
		return new Echo("test");
	}

	@ParameterizedTest
	@CsvSource({ "/shop/x, test:/shop:/x", "/blog/x, test:/blog:/x", "/actuator/wsgi, mounts", "/actuator/health, UP",
			"/actuator/metrics, names" })
	void othersAnswerInTheirPlaces(String path, String text) {
		assertThat(TestServer.get(this.port, path).body()).contains(text);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Site {

	}

}
