package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PercentTests {

	@Test
	void encodesAllButWhatIsKept() {
		assertThat(Percent.encode("/a b\u00e9?%", Percent.PATH)).isEqualTo("/a%20b%E9%3F%25");
		assertThat(Percent.encode("%41#", Percent.URL)).isEqualTo("%41#");
		assertThat(Percent.encodeSegment("a/\u00e9~")).isEqualTo("a%2F%C3%A9~");
	}

	@Test
	void readsTheOctetOfAnEscape() {
		assertThat(Percent.octet("a%fF", 1)).isEqualTo(0xFF);
		assertThat(Percent.octet("a%fF", 0)).isEqualTo(-1);
		assertThat(Percent.octet("%f", 0)).isEqualTo(-1);
		assertThat(Percent.octet("%f", -1)).isEqualTo(-1);
		assertThat(Percent.octet("%\uff11\uff11", 0)).isEqualTo(-1);
	}

}
