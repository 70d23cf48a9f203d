package io.github.wsgi4j.autoconfigure.shadow;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowProperties.ShadowProperties;
import io.github.wsgi4j.test.EnvironBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class SelectedRequestsTests {

	@ParameterizedTest
	@CsvSource({ "GET, /items/1, true", "HEAD, /items/1, true", "OPTIONS, /items/1, false", "POST, /items/1, false",
			"GET, /, true", "GET, /%FF, true" })
	void safeMethodsAndAllPathsAreSelected(String method, String target, boolean selected) {
		assertThat(selects(Map.of(), method, target)).isEqualTo(selected);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /items/1, true", "GET, /items/1, false", "POST, /caf%C3%A9/100%25, true",
			"POST, /items/1/stock, false", "POST, /other, false" })
	void methodsAndPathsAreConfigured(String method, String target, boolean selected) {
		assertThat(selects(Map.of("methods", "post", "paths", "/items/{id},/caf\u00E9/*"), method, target))
			.isEqualTo(selected);
	}

	@ParameterizedTest
	@CsvSource({ "/items, true", "/items/1, true", "/itemsets, false", "/, false" })
	void shadowThatHasAMountIsAskedBelowIt(String target, boolean selected) {
		assertThat(selects(Map.of("mount", "/items/"), "GET", target)).isEqualTo(selected);
	}

	private static boolean selects(Map<String, String> properties, String method, String target) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(Map.of("x.application", "y"));
		properties.forEach((name, value) -> source.put("x." + name, value));
		return new SelectedRequests("x", new Binder(source).bind("x", ShadowProperties.class).get())
			.test(EnvironBuilder.of(method, target).build());
	}

}
