package io.github.wsgi4j.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.OneApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of the right type that are out of range.
 */
@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class RefusedValueTests {

	@Test
	void namesWhereTheValueIsWrittenAndWhatToWrite(@TempDir Path folder, CapturedOutput output) throws IOException {
		Files.writeString(folder.resolve("application.yml"), """
				wsgi:
				  limits:
				    read-timeout: -1s
				""");
		fail(OneApplication.class, "spring.config.location=" + folder + "/");
		assertThat(analysis(output))
			.contains("The property 'wsgi.limits.read-timeout' has the value '-1s' (",
					"application.yml] - 3:19), which is " + "refused. It must be at least 0s.")
			.contains("Set 'wsgi.limits.read-timeout' to at least 0s, or remove it: the default is '30s'.")
			.doesNotContain("Exception", "Reason:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"wsgi.limits.applications.blogApp.max-queue=-1|has the value '-1' (|max-queue' to at least 0.",
			"wsgi.validate-sample=2|has the value '2' (|to a number from 0.0 to 1.0, or remove it: the default is '1'.",
			"wsgi.middleware.profiler.methods=-1 wsgi.middleware.profiler.enabled=true|has the value '-1' (|or remove it: the default is '20'.",
			"wsgi.python.applications.shop.processes=2|shop.directory' is not set. It must be the directory|shop.directory' to the directory of the application.",
			"wsgi.fastcgi.applications.shop.servers=shop.sock|has an invalid server: 'shop.sock' is neither|'tcp://10.0.0.7:9000'",
			"wsgi.middleware.static-files.headers.text/html.X-One=1|has the value '1' (|below a media type in brackets, as in '[text/html].X-Name'",
			"wsgi.middleware.static-files.index=a/index.html|has the value 'a/index.html' (|to the name of a file, without a folder",
			"wsgi.middleware.gzip.types=text|has the value 'text' (|to a media type, as in 'text/*'",
			"wsgi.middleware.cors.methods=put|has the value 'put' (|to a method in capital letters, as in 'PUT'",
			"wsgi.shadows.blogApp.application=a wsgi.shadows.blogApp.methods=get|has the value 'get' (|to a method in capital letters, as in 'PUT'",
			"wsgi.shadows.blogApp.sample=0.5|blogApp.application' is not set. It must be the bean name|to the bean name" })
	void holdsForTheWholeHouse(String properties, String description, String action, CapturedOutput output) {
		fail(OneApplication.class, properties.split(" ", -1));
		String analysis = analysis(output);
		assertThat(analysis).doesNotContain("Exception", "Reason:");
		assertThat(analysis.substring(0, analysis.indexOf("Action:"))).contains(description);
		assertThat(analysis.substring(analysis.indexOf("Action:"))).contains(action);
	}

	@Test
	void needsNoEnvironment() {
		assertThatExceptionOfType(RefusedValueException.class)
			.isThrownBy(() -> RefusedValueException.unless(false, "wsgi.limits.max-queue", -1, "at least 0"))
			.satisfies((failure) -> {
				FailureAnalysis analysis = new RefusedValueFailureAnalyzer(null).analyze(failure);
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).isEqualTo(
						"The property 'wsgi.limits.max-queue' has the value '-1', which is refused. It must be at least 0.");
			});
	}

}
