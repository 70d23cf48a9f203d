package io.github.wsgi4j.autoconfigure.python;

import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class PythonStartFailureAnalyzerTests {

	private static final String TRACEBACK = """
			Traceback (most recent call last):
			  File "wsgi.py", line 1, in <module>
			ModuleNotFoundError: No module named 'flask'
			""";

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILES")
	void tellsWhatPythonSays(Reason reason) {
		FailureAnalysis analysis = analyze(reason);
		assertThat(analysis.getDescription()).startsWith("The Python application 'shop' failed to start: ")
			.endsWith("    ModuleNotFoundError: No module named 'flask'")
			.contains("      File \"wsgi.py\"");
		assertThat(analysis.getAction()).contains("wsgi.python.applications.shop");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			INTERPRETER, .interpreter', python3 -m venv .venv
			DIRECTORY, .directory', working directory
			IMPORT, .interpreter', install it
			CALLABLE, .callable', module:attribute
			NOT_FOUND, .callable', module:attribute
			TIMEOUT, .startup-timeout', more time
			PLATFORM, .startup', Linux or macOS
			PRELOAD, .preload', no threads
			""", quoteCharacter = '"')
	void tellsWhatToWrite(Reason reason, String property, String text) {
		assertThat(analyze(reason).getAction()).contains("'wsgi.python.applications.shop" + property, text);
	}

	@Test
	void tellsWhereFilesAreWritten() {
		assertThat(analyze(Reason.FILES).getAction()).contains("-Djava.io.tmpdir");
	}

	private static FailureAnalysis analyze(Reason reason) {
		PythonStartException failure = new PythonStartException("shop", reason, TRACEBACK);
		FailureAnalysis analysis = new PythonStartFailureAnalyzer().analyze(new IllegalStateException(failure));
		assertThat(analysis).isNotNull();
		return analysis;
	}

}
