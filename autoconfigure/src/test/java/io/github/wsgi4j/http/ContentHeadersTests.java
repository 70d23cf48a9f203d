package io.github.wsgi4j.http;

import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContentHeadersTests {

	private final List<Header> headers = Stream
		.of("CONTENT-TYPE", "Content-Length", "Content-Encoding", "Content-Language", "Content-Range",
				"Content-Disposition", "Content-Digest", "Accept-Ranges", "ETag", "Last-Modified", "Cache-Control",
				"Expires", "Vary", "Content-Location", "Set-Cookie", "Content-Security-Policy")
		.map((name) -> Header.of(name, "x"))
		.toList();

	@Test
	void aResponseThatWasNotModifiedKeepsWhatDoesNotDescribeItsContent() {
		assertThat(ContentHeaders.ofNotModified(this.headers)).extracting(Header::name)
			.containsExactly("ETag", "Last-Modified", "Cache-Control", "Expires", "Vary", "Content-Location",
					"Set-Cookie", "Content-Security-Policy");
	}

	@Test
	void aRefusalIsNotKeptByCachesEither() {
		assertThat(ContentHeaders.ofRefusal(this.headers)).extracting(Header::name)
			.containsExactly("ETag", "Last-Modified", "Vary", "Content-Location", "Set-Cookie",
					"Content-Security-Policy");
	}

}
