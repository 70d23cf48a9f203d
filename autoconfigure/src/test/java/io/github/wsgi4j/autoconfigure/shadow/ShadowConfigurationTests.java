package io.github.wsgi4j.autoconfigure.shadow;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.actuate.WsgiMetricsAutoConfiguration;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.autoconfigure.diagnostics.WsgiPropertiesAutoConfiguration;
import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowProperties.ShadowProperties;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.OneApplication;
import io.github.wsgi4j.autoconfigure.support.PropertiesTable;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class ShadowConfigurationTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiShadowAutoConfiguration.class,
				WsgiMetricsAutoConfiguration.class, WsgiPropertiesAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, WebFluxAutoConfiguration.class));

	private final ReactiveWebApplicationContextRunner two = this.contextRunner
		.withBean("oldShop", Application.class, () -> new Echo("old"))
		.withBean("newShop", Application.class, () -> new Echo("new"));

	@Test
	void analysisSaysWhatToWrite(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.shadows.blogApp.application=blgoApp");
		assertThat(analysis(output)).contains("The property 'wsgi.shadows.blogApp.application' does not name a bean",
				"Replace 'blgoApp' with the name of a bean: 'blogApp'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"wsgi.shadows.shop.application | newShop | 'wsgi.shadows.shop' does not name a bean",
			"wsgi.shadows.old-shop.application | oldShop | 'oldShop' is configured as its own shadow",
			"wsgi.shadows.oldShop.paths | items | 'items' of 'wsgi.shadows.oldShop.paths' does not start with a slash",
			"wsgi.shadows.oldShop.paths | /{ | '/{' of 'wsgi.shadows.oldShop.paths' is malformed",
			"wsgi.shadows.oldShop.mount | items | 'items' of 'wsgi.shadows.oldShop.mount' is not a plain path",
			"wsgi.shadows.oldShop.mount | /{id} | '/{id}' of 'wsgi.shadows.oldShop.mount' is not a plain path",
			"wsgi.shadows.oldShop.ignore.patterns | [0-9 | '[0-9' of 'wsgi.shadows.oldShop.ignore.patterns' is malformed" })
	void misconfigurationStopsTheStart(String property, String value, String message) {
		this.two.withPropertyValues("wsgi.shadows.oldShop.application=newShop", property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MisconfigurationException.class)
				.hasMessageContaining(message));
	}

	@ParameterizedTest
	@CsvSource({ "application, ''", "sample, 1.1", "sample, -0.1", "max-body, -1B", "max-body, 65MB",
			"max-concurrent, 0", "max-load, 1.1", "max-load, -0.1", "timeout, 0s", "timeout, -1s", "examples, -1" })
	void valueOutOfRangeIsRefusedWithItsName(String property, String value) {
		this.two
			.withPropertyValues("wsgi.shadows.oldShop.application=newShop",
					"wsgi.shadows.oldShop." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RefusedValueException.class)
				.hasMessageContaining("wsgi.shadows.oldShop." + property));
	}

	@Test
	void shadowWithoutAnApplicationIsRefused() {
		this.two.withPropertyValues("wsgi.shadows.oldShop.sample=0.5")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("wsgi.shadows.oldShop.application"));
	}

	@Test
	void misspelledPropertyIsRefused() {
		this.two.withPropertyValues("wsgi.shadows.oldShop.application=newShop", "wsgi.shadows.oldShop.smaple=0.5")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("wsgi.shadows.oldShop.smaple"));
	}

	@Test
	void theGuideHasEachPropertyAndItsDefault() {
		assertThat(PropertiesTable.documented(Documentation.DOCS.resolve("shadows.md"), "Properties"))
			.isEqualTo(PropertiesTable.existing(ShadowProperties.class));
	}

	@Test
	void shadowMayBeMountedAsWell() {
		this.two
			.withPropertyValues("wsgi.shadows.oldShop.application=new-shop", "wsgi.mounts.oldShop=/",
					"wsgi.mounts.newShop=/new")
			.run((context) -> assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
				.extracting(MountedApplication::name)
				.containsExactly("newShop", "oldShop"));
	}

	@Test
	void othersStillNeedTheirMounts() {
		this.two.withBean("wiki", Application.class, () -> new Echo("wiki"))
			.withPropertyValues("wsgi.shadows.oldShop.application=newShop")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("for 'oldShop', 'wiki'"));
	}

	@Test
	void startsWithoutJackson() {
		this.two.withPropertyValues("wsgi.shadows.oldShop.application=newShop")
			.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nothingIsThereWithoutShadows() {
		this.contextRunner.withBean("oldShop", Application.class, () -> new Echo("old"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Shadows.class));
	}

}
