package io.github.wsgi4j.python;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a servlet container, which has no event loops: those of the connections to Python
 * are its own.
 */
@Tag("servlet")
abstract class PythonServletSuite extends PythonSuite {

	private final String type;

	/**
	 * Creates a suite.
	 * @param type the class of the server
	 * @param others the auto-configurations of the servers that are there as well
	 */
	PythonServletSuite(String type, String others, String... properties) {
		super((folder, all) -> PythonServer.startOnServlet(others
				+ ",org.springframework.boot.reactor.netty.autoconfigure." + "NettyReactiveWebServerAutoConfiguration",
				folder, all), false, properties);
		this.type = type;
	}

	@Test
	void theConnectionsToPythonHaveLoopsOfTheirOwn() {
		WebServerApplicationContext context = (WebServerApplicationContext) python().server().server().context();
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.type);
		assertThat(loops()).isPositive();
	}

	@AfterAll
	@Override
	public void stop() {
		super.stop();
		Awaitility.await().untilAsserted(() -> assertThat(loops()).isZero());
	}

	private static long loops() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("wsgi-gateway-") && thread.getName().contains("poll"))
			.count();
	}

}
