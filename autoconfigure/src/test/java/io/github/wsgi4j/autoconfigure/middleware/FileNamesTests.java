package io.github.wsgi4j.autoconfigure.middleware;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FileNamesTests {

	@Test
	void aLocaleThatCannotNameFilesIsSaid(CapturedOutput output) {
		FileNames.warnIfLimited("ANSI_X3.4-1968");
		assertThat(output).containsOnlyOnce("Static files with non-ASCII names cannot be found")
			.contains("US-ASCII")
			.contains("LC_ALL");
	}

	@Test
	void ofALocaleThatNamesAllFilesNothingIsSaid(CapturedOutput output) {
		FileNames.warnIfLimited("UTF-8");
		FileNames.warnIfLimited("");
		FileNames.warnIfLimited("unknown-encoding");
		assertThat(output).isEmpty();
	}

}
