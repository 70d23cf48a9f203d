package io.github.wsgi4j.autoconfigure.fastcgi;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiProperties.FastCgiProperties;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.PropertiesTable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table in docs/fastcgi.md.
 */
class FastCgiPropertiesTableTests {

	@Test
	void theGuideHasEachPropertyAndItsDefault() {
		Map<String, String> existing = PropertiesTable.existing(FastCgiProperties.class);
		assertThat(existing).isNotEmpty();
		assertThat(PropertiesTable.documented(Documentation.DOCS.resolve("fastcgi.md"), "Properties"))
			.containsAllEntriesOf(existing);
	}

}
