package io.github.wsgi4j.python.process;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLineTests {

	@Test
	void writesOneLineOfAscii() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("text", "a\"b\\c\nd\u00e9");
		values.put("number", 3);
		values.put("real", 0.5);
		values.put("off", false);
		values.put("none", null);
		assertThat(JsonLine.of(values)).isEqualTo(
				"{\"text\": \"a\\\"b\\\\c\\u000ad\\u00e9\", \"number\": 3, \"real\": 0.5, \"off\": false, \"none\": null}");
	}

}
