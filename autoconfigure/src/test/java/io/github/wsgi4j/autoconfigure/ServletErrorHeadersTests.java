package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.wsgi4j.autoconfigure.ErrorSite.hasAll;
import static io.github.wsgi4j.autoconfigure.ErrorSite.hasDate;

/**
 * The headers of errors on a servlet container.
 */
@Tag("servlet")
class ServletErrorHeadersTests {

	private static final String NETTY = ",org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration";

	@ParameterizedTest
	@ValueSource(strings = { "tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
			"jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration" })
	void errorsHaveWhatMiddlewareAdds(String other) {
		String exclusions = TestServer.WITHOUT_SECURITY + ",org.springframework.boot." + other + NETTY;
		try (TestServer server = ErrorSite.start(exclusions)) {
			hasAll(server.get("/site", "Origin", ErrorSite.ORIGIN), 200);
			hasAll(server.get("/site/broken", "Origin", ErrorSite.ORIGIN), 500);
			hasAll(server.post("/site", "text/plain", "0123456789!", "Origin", ErrorSite.ORIGIN), 413);
			hasAll(server.get("/site/slow", "Origin", ErrorSite.ORIGIN), 504);
			hasDate(server.get("/elsewhere"));
		}
	}

}
