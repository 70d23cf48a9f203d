package io.github.wsgi4j;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnvironTests {

	@Test
	void getsAString() {
		assertThat(Environ.get(Map.of("PATH_INFO", "/a"), Environ.PATH_INFO)).isEqualTo("/a");
	}

	@Test
	void whatIsNotThereOrNoStringIsNamed() {
		Map<String, Object> environ = Map.of("wsgi.run_once", false);
		assertThatIllegalArgumentException().isThrownBy(() -> Environ.get(environ, Environ.PATH_INFO))
			.withMessageContaining("PATH_INFO");
		assertThatIllegalArgumentException().isThrownBy(() -> Environ.get(environ, Environ.WSGI_RUN_ONCE))
			.withMessageContaining("wsgi.run_once");
	}

	@Test
	void getsTheInput() {
		InputStream stream = InputStream.nullInputStream();
		Map<String, Object> environ = new HashMap<>(Map.of("wsgi.input", stream));
		assertThat(Environ.input(environ)).isSameAs(stream);
		environ.put("wsgi.input", "text");
		assertThatIllegalArgumentException().isThrownBy(() -> Environ.input(environ))
			.withMessageContaining("wsgi.input");
	}

}
