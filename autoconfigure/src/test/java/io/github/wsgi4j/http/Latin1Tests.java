package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Latin1Tests {

	@ParameterizedTest
	@CsvSource({ "/a%20b, /a b", "%2F, /", "/a%2fb%2Fc, /a/b/c", "%25, %", "%2541, %41", "a%41%42c, aABc", "%%41, %A",
			"%zz%41, %zzA" })
	void decodesEscapes(String raw, String decoded) {
		assertThat(Latin1.decode(raw)).isEqualTo(decoded);
	}

	@Test
	void anEscapedByteIsOneCharacter() {
		assertThat(Latin1.decode("/caf%C3%A9%00%FF")).isEqualTo("/caf\u00c3\u00a9\u0000\u00ff");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/plain+text", "%", "%4", "a%", "a%g1", "%1g", "%-1", "100%", "%\uff11\uff12" })
	void leavesEverythingElse(String raw) {
		assertThat(Latin1.decode(raw)).isEqualTo(raw);
	}

	@Test
	void encodesAsTheBytesOfUtf8() {
		assertThat(Latin1.encode("J\u00fcrgen \u20ac")).isEqualTo("J\u00c3\u00bcrgen \u00e2\u0082\u00ac");
		assertThat(Latin1.encode("plain")).isEqualTo("plain");
	}

}
