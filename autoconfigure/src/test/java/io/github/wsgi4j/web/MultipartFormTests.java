package io.github.wsgi4j.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MultipartFormTests {

	@Test
	void behindTheFieldThatIsLookedForNothingIsRead() {
		InputStream begin = stream("--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nvalue\r\n--XX\r\n");
		// The client may still be sending it.
		InputStream rest = stream("rest");
		InputStream form = new SequenceInputStream(begin, rest);
		assertThat(MultipartForm.first("multipart/form-data; boundary=XX", form, "a")).isEqualTo("value");
		assertThat(rest).hasContent("rest");
	}

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

}
