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
abstract class PythonServletContract extends PythonContract {

	private final String type;

	private final String others;

	/**
	 * Creates a contract.
	 * @param type the class of the server
	 * @param others the auto-configurations of the servers that are there as well
	 */
	PythonServletContract(String type, String others, String... properties) {
		super(properties);
		this.type = type;
		this.others = others + ",org.springframework.boot.reactor.netty.autoconfigure."
				+ "NettyReactiveWebServerAutoConfiguration";
	}

	@Override
	PythonServer start(String folder, String... properties) {
		return PythonServer.startOnServlet(this.others, folder, properties);
	}

	@Override
	boolean isExact() {
		return false;
	}

	@Test
	void theConnectionsToPythonHaveLoopsOfTheirOwn() {
		WebServerApplicationContext context = (WebServerApplicationContext) server().server().context();
		assertThat(context.getWebServer().getClass().getSimpleName()).isEqualTo(this.type);
		assertThat(loops()).isPositive();
	}

	@AfterAll
	@Override
	void stop() {
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
