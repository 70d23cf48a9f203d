package io.github.wsgi4j.python;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PythonSettingsTests {

	@ParameterizedTest
	@CsvSource({ "0, 1, 0, 0", "1, 0, 0, 0", "1, 1, -1, 0", "1, 1, 0, -1" })
	void numbersThatMakeNoSenseAreRefused(int processes, int threads, int requests, long memory) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PythonSettings("shop", Path.of("shop"), null, null, processes, threads, Map.of(),
					true, true, Duration.ofSeconds(1), requests, memory, Duration.ZERO, Duration.ZERO, 1000,
					Duration.ZERO, false, new SpoolSettings(0, 0, 0, null), false, false))
			.withMessageContaining("'shop'");
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0, 0", "0, -1, 0", "0, 2, 1" })
	void limitsOfASpoolThatMakeNoSenseAreRefused(long memory, long perResponse, long total) {
		assertThatIllegalArgumentException().isThrownBy(() -> new SpoolSettings(memory, perResponse, total, null));
	}

}
