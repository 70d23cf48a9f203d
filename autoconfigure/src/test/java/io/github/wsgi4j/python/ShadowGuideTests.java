package io.github.wsgi4j.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.example.ShopItems;
import com.example.ShopPages;
import com.jayway.jsonpath.JsonPath;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of docs/shadows.md, from Flask to Java.
 */
@OnNewestJava
class ShadowGuideTests {

	private static final Path GUIDE = Documentation.DOCS.resolve("shadows.md");

	private static final String REPORT = "$.shadows.shop";

	private final List<String> configurations = Documentation.blocks(GUIDE, "yaml");

	@TempDir
	private Path directory;

	@Test
	void flaskIsReplacedRouteByRoute() throws Exception {
		PythonPackage.assume("flask");
		Path shop = Files.createDirectory(this.directory.resolve("shop"));
		Files.writeString(shop.resolve("app.py"), Documentation.blocks(GUIDE, "python").get(0));
		try (TestServer server = start(ItemsInJava.class, shop, 0, 1)) {
			assertAnswers(server);
			awaitCompared(server);
			assertThat(report(server)).isEqualTo(JsonPath.read(Documentation.blocks(GUIDE, "json").get(0), "$"));
		}
		try (TestServer server = start(ItemsInJava.class, shop, 0, 1, 2)) {
			assertAnswers(server);
			awaitCompared(server);
			assertThat(JsonPath.<Map<String, Object>>read(report(server), "$.routes[0]")).containsEntry("agreed", 1);
		}
		try (TestServer server = start(ItemsInJava.class, shop, 3)) {
			assertAnswers(server);
		}
		try (TestServer server = start(AllInJava.class, shop, 4)) {
			assertAnswers(server);
		}
	}

	private static void assertAnswers(TestServer server) {
		assertThat(server.get("/").body()).isEqualTo("Welcome to the shop\n");
		assertThat(server.get("/about").body()).isEqualTo("Open since 2011\n");
		assertThat(JsonPath.<String>read(server.get("/items/7").body(), "$.name")).isEqualTo("Item 7");
	}

	private static void awaitCompared(TestServer server) {
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(JsonPath.<List<Integer>>read(report(server), "$.routes[*].compared"))
				.containsExactly(1));
	}

	private static Map<String, Object> report(TestServer server) {
		return JsonPath.read(server.get("/actuator/wsgi").body(), REPORT);
	}

	private TestServer start(Class<?> configuration, Path shop, int... snippets) {
		List<String> properties = new ArrayList<>();
		for (int snippet : snippets) {
			properties.addAll(Documentation.properties(this.configurations.get(snippet)));
		}
		String directory = "wsgi.python.applications.shop.directory=";
		if (properties.remove(directory + "./shop")) {
			properties.add(directory + shop);
			properties.add("wsgi.python.applications.shop.interpreter=" + PythonServer.INTERPRETER);
		}
		return TestServer.start(configuration, properties.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ShopItems.class)
	static class ItemsInJava {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ ShopItems.class, ShopPages.class })
	static class AllInJava {

	}

}
