package io.github.wsgi4j;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class HeaderTests {

	@Test
	void hasANameAndAValue() {
		Header header = Header.of("Content-Type", "text/plain");
		assertThat(header.name()).isEqualTo("Content-Type");
		assertThat(header.value()).isEqualTo("text/plain");
		assertThat(header).isEqualTo(new Header("Content-Type", "text/plain"));
	}

	@Test
	void neitherIsNull() {
		assertThatNullPointerException().isThrownBy(() -> Header.of(null, "value")).withMessage("name");
		assertThatNullPointerException().isThrownBy(() -> Header.of("name", null)).withMessage("value");
	}

}
