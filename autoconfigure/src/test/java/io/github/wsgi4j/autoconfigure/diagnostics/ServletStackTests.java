package io.github.wsgi4j.autoconfigure.diagnostics;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter beside Spring MVC.
 */
@Tag("servlet")
@ExtendWith(OutputCaptureExtension.class)
class ServletStackTests {

	private static final String WARNING = "No WSGI application is mounted";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsgiServletStackAutoConfiguration.class));

	@Test
	void warnsOfABeanThatIsNotMounted(CapturedOutput output) {
		this.runner.withBean("hello", Application.class, () -> new Echo("hello"))
			.run((context) -> assertThat(output).contains(WARNING, "spring.main.web-application-type=reactive"));
	}

	@Test
	void warnsOfAnApplicationInProperties(CapturedOutput output) {
		this.runner.withPropertyValues("wsgi.python.applications.shop.directory=./shop")
			.run((context) -> assertThat(output).contains(WARNING));
	}

	@Test
	void saysNothingWhereThereIsNoApplication(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("wsgi.enabled=false").run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain(WARNING);
	}

}
