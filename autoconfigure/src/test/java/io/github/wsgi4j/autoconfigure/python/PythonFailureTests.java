package io.github.wsgi4j.autoconfigure.python;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that cannot start, up to what is printed.
 */
@ExtendWith(OutputCaptureExtension.class)
class PythonFailureTests {

	@TempDir
	private Path folder;

	@Test
	void directoryThatDoesNotExist(CapturedOutput output) {
		fail(Empty.class, "wsgi.python.applications.shop.directory=" + this.folder.resolve("nowhere"));
		assertThat(analysis(output)).contains("The Python application 'shop' failed to start", "nowhere",
				"Set 'wsgi.python.applications.shop.directory'");
	}

	@Test
	void directoryOfStaticFilesThatDoesNotExist(CapturedOutput output) {
		fail(Empty.class, "wsgi.python.applications.shop.directory=" + this.folder,
				"wsgi.python.applications.shop.static-paths[/static]=./staticfiles");
		assertThat(analysis(output)).contains(this.folder.resolve("staticfiles") + ", does not exist",
				"set 'wsgi.python.applications.shop.static-paths[/static]' to another one");
	}

	@Test
	void pathOfStaticFilesThatLosesASlash(CapturedOutput output) {
		fail(Empty.class, "wsgi.python.applications.shop.directory=" + this.folder,
				"wsgi.python.applications.shop.static-paths./static/img=.");
		assertThat(analysis(output)).contains("The path '/static/img'", "Spring Boot drops its slashes",
				"'wsgi.python.applications.shop.static-paths[/static/img]'");
	}

	@Test
	void misspelledProperty(CapturedOutput output) {
		fail(Empty.class, "wsgi.python.applications.shop.directory=" + this.folder,
				"wsgi.python.applications.shop.proceses=2");
		assertThat(analysis(output)).contains("'wsgi.python.applications.shop.proceses'",
				"The most similar property is 'wsgi.python.applications.shop.processes'");
	}

	@Test
	void noDirectory(CapturedOutput output) {
		fail(Empty.class, "wsgi.python.applications.shop.processes=2");
		assertThat(analysis(output)).contains("wsgi.python.applications.shop.directory",
				"It must be the directory of the application.");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
