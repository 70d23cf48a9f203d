package io.github.wsgi4j.container.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The variables of {@code wsgi.environ}, and how their names are written.
 */
class DeployerVariablesTests {

	private static WsgiServer running;

	private static WsgiServer yaml;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("application.yml"), """
				wsgi:
				  environ:
				    STAGE: test
				    "[MY_VAR]": bracketed
				    app.stage: dotted
				    "[app.my_stage]": both
				    OTHER_VAR: bare
				    number: 7
				    CITY: Zürich
				    CURRENCY: €
				    app.currency: €
				""");
		yaml = new WsgiServer("spring.config.location=" + file.toUri());
		running = new WsgiServer("wsgi.environ.STAGE=test", "wsgi.environ.[MY_VAR]=bracketed",
				"wsgi.environ.app.stage=dotted", "wsgi.environ.[app.my_stage]=both", "wsgi.environ.number=7",
				"wsgi.environ.OTHER_VAR=bare", "wsgi.environ.[REQUEST_METHOD]=forged",
				"wsgi.environ.[HTTP_X_A]=default", "wsgi.environ.CITY=Zürich", "wsgi.environ.CURRENCY=€",
				"wsgi.environ.app.currency=€");
	}

	@AfterAll
	static void stop() {
		running.close();
		yaml.close();
	}

	abstract static class Variables extends Contract {

		Variables(WsgiServer server) {
			super(server);
		}

		@Test
		void areInEachEnvironUnderTheirNames() {
			assertThat(environOf(get("/"))).containsEntry("STAGE", "test")
				.containsEntry("MY_VAR", "bracketed")
				.containsEntry("app.stage", "dotted")
				.containsEntry("app.my_stage", "both")
				.containsEntry("OTHER_VAR", "bare")
				.containsEntry("number", "7");
		}

		@Test
		void areTheirBytesInUtf8LikeAllVariablesOfCgi() {
			assertThat(environOf(get("/"))).containsEntry("CITY", "Z\u00c3\u00bcrich")
				.containsEntry("CURRENCY", "\u00e2\u0082\u00ac")
				.containsEntry("app.currency", "€");
		}

	}

	@Nested
	class InProperties extends Variables {

		InProperties() {
			super(running);
		}

		@Test
		void doNotReplaceThoseOfTheRequest() {
			assertThat(environOf(get("/"))).containsEntry("REQUEST_METHOD", "GET");
			assertThat(environOf(get("/", "X-A: 1")).get("HTTP_X_A")).isIn("1", "default");
		}

	}

	@Nested
	class InYaml extends Variables {

		InYaml() {
			super(yaml);
		}

	}

}
