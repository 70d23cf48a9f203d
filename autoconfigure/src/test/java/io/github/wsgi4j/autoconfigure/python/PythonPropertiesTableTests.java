package io.github.wsgi4j.autoconfigure.python;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties.PythonProperties;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.PropertiesTable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table in docs/python.md.
 */
class PythonPropertiesTableTests {

	@Test
	void theGuideHasEachPropertyAndItsDefault() {
		Map<String, String> existing = PropertiesTable.existing(PythonProperties.class);
		assertThat(existing).isNotEmpty();
		assertThat(PropertiesTable.documented(Documentation.DOCS.resolve("python.md"), "Properties"))
			.containsAllEntriesOf(existing);
	}

}
