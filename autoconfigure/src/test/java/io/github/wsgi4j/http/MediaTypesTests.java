package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTypesTests {

	@ParameterizedTest
	@CsvSource({ "a.CSS, text/css; charset=utf-8", "a.js, text/javascript; charset=utf-8", "a.png, image/png",
			"a.ico, image/vnd.microsoft.icon", "a.woff2, font/woff2", "a.tar.gz, application/gzip",
			"a.mpeg, video/mpeg", "x#.html, text/html; charset=utf-8", "a.svg, image/svg+xml",
			"a.webmanifest, application/manifest+json", "a.ttf, font/ttf", "a.otf, font/otf", "a.ttc, font/collection",
			"a.wav, audio/wav", "a.ogg, audio/ogg", "a.bmp, image/bmp", "a.tar, application/x-tar",
			"a.epub, application/epub+zip", "a.ics, text/calendar; charset=utf-8",
			"a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document" })
	void typesByEnding(String name, String type) {
		assertThat(MediaTypes.COMMON.of(name)).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "html", "svg", "js", ".html", ".svg", "a.", "a.html.", "a.unknown", "a.html.bak" })
	void aNameWithoutAKnownEndingHasNoType(String name) {
		assertThat(MediaTypes.COMMON.of(name)).isEqualTo("application/octet-stream");
	}

	@Test
	void aTypeMayBeAdded() {
		MediaTypes types = MediaTypes.COMMON.with("TXT", "text/x-own");
		assertThat(types.of("a.txt")).isEqualTo("text/x-own");
		assertThat(types.of("a.css")).isEqualTo("text/css; charset=utf-8");
		assertThat(MediaTypes.COMMON.of("a.txt")).isEqualTo("text/plain; charset=utf-8");
	}

}
