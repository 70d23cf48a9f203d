package io.github.wsgi4j.fastcgi;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A FastCGI server behind a context that is stopped and started again, and then has other
 * event loops.
 */
@OnOldestJava
class FastCgiRestartTests {

	@Test
	void aContextThatIsStartedAgainReachesTheServerAgain() {
		try (ScriptedServer shop = ScriptedServer.start(ScriptedServer.answering("shop"));
				TestServer server = TestServer.start(Configuration.class,
						"wsgi.fastcgi.applications.shop.servers=" + shop.address())) {
			assertThat(server.get("/").body()).isEqualTo("shop");
			server.context().stop();
			server.context().start();
			assertThat(server.get("/").body()).isEqualTo("shop");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
