package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How long files may be kept, and the headers that they have by their kind.
 */
class StaticFileHeadersTests {

	private static final String IMMUTABLE = "public, max-age=31536000, immutable";

	@TempDir
	private static Path folder;

	@BeforeAll
	static void write() throws IOException {
		Files.createDirectories(folder.resolve("assets"));
		Files.createDirectories(folder.resolve("v.3f9a8c1b.x"));
		for (String name : List.of("app.3f9a8c1b.js", "app-0123456789abcdef0123456789abcdef.css", "app_3f9a8c1b.js.map",
				"assets/index-DkEJ5x8c.js", "report-20240101.pdf", "app.js", "app.deadbeef.js", "app.3f9a8c1.js",
				"app3f9a8c1b.js", "3f9a8c1b", "app.3f9a8c1b", "app.3F9A8C1B.js", "v.3f9a8c1b.x/app.js", "font.woff2",
				"avatar-3fa85f64-5717-4562-b3fc-2c963f66afa6.png", "3fa85f64-5717-4562-b3fc-2c963f66afa6.3f9a8c1b.js",
				"assets/index-ABCD2345.css")) {
			Files.writeString(folder.resolve(name), name);
		}
	}

	@Test
	void whatCannotBeSentIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> files().cacheControl("private,\nmax-age=60"));
		assertThatIllegalArgumentException().isThrownBy(() -> files().type("txt", "text/plain\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.3f9a8c1b.js", "app-0123456789abcdef0123456789abcdef.css", "app_3f9a8c1b.js.map",
			"3fa85f64-5717-4562-b3fc-2c963f66afa6.3f9a8c1b.js" })
	void aFileWithAFingerprintIsKeptForAYear(String name) {
		assertThat(cacheControl(files().fingerprinted(), name)).isEqualTo(IMMUTABLE);
		assertThat(cacheControl(files(), name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "report-20240101.pdf", "app.js", "app.deadbeef.js", "app.3f9a8c1.js", "app3f9a8c1b.js",
			"3f9a8c1b", "app.3f9a8c1b", "app.3F9A8C1B.js", "v.3f9a8c1b.x/app.js", "assets/index-DkEJ5x8c.js",
			"avatar-3fa85f64-5717-4562-b3fc-2c963f66afa6.png" })
	void anotherIsAskedForAgain(String name) {
		assertThat(cacheControl(files().fingerprinted(), name)).isEqualTo("no-cache");
		assertThat(cacheControl(files().fingerprinted().cacheControl("max-age=60"), name)).isEqualTo("max-age=60");
		assertThat(cacheControl(files().cacheControl("max-age=60").fingerprinted(), name)).isEqualTo("max-age=60");
	}

	@Test
	void aFingerprintMayBeOfAnotherKind() {
		StaticFiles files = files().fingerprinted(Pattern.compile("^assets/"));
		assertThat(cacheControl(files, "assets/index-DkEJ5x8c.js")).isEqualTo(IMMUTABLE);
		assertThat(cacheControl(files, "app.3f9a8c1b.js")).isEqualTo("no-cache");
	}

	@Test
	void aFingerprintMayBeThatOfAFrontEndBuildTool() {
		StaticFiles files = files().fingerprinted(Pattern.compile("^assets/.+-[\\w-]{8}\\.[\\w.]+$"));
		assertThat(cacheControl(files, "assets/index-DkEJ5x8c.js")).isEqualTo(IMMUTABLE);
		assertThat(cacheControl(files, "assets/index-ABCD2345.css")).isEqualTo(IMMUTABLE);
		assertThat(cacheControl(files, "app.js")).isEqualTo("no-cache");
	}

	@Test
	void whatIsNotModifiedMayBeKeptAsLong() {
		StaticFiles files = files().fingerprinted();
		String tag = get(files, "app.3f9a8c1b.js").header("ETag");
		WsgiResponse response = Between.validators(files, Between.text(""))
			.get("/app.3f9a8c1b.js")
			.header("If-None-Match", tag)
			.send();
		assertThat(response.code()).isEqualTo(304);
		assertThat(response.header("Cache-Control")).isEqualTo(IMMUTABLE);
	}

	@Test
	void aTypeMayHaveHeaders() {
		StaticFiles files = files().headers("Font/*", Header.of("Access-Control-Allow-Origin", "*"));
		assertThat(get(files, "font.woff2").header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(get(files, "app.js").header("Access-Control-Allow-Origin")).isNull();
		assertThat(get(files.headers("text/javascript", Header.of("X-Js", "1")), "app.js").header("X-Js"))
			.isEqualTo("1");
	}

	@Test
	void headersMayDependOnThePathAndTheType() {
		StaticFiles files = files()
			.headers((path, type) -> List.of(Header.of("X-Path", path), Header.of("X-Type", type)));
		WsgiResponse response = get(files, "assets/index-DkEJ5x8c.js");
		assertThat(response.header("X-Path")).isEqualTo("assets/index-DkEJ5x8c.js");
		assertThat(response.header("X-Type")).isEqualTo("text/javascript; charset=utf-8");
	}

	@Test
	void theLastHeaderOfANameCounts() {
		StaticFiles files = files().cacheControl("max-age=60")
			.headers("text/*", Header.of("cache-control", "no-store"), Header.of("Link", "</a>"),
					Header.of("Link", "</b>"))
			.headers((path, type) -> List.of(Header.of("Content-Type", "text/x-own")));
		WsgiResponse response = get(files, "app.js");
		assertThat(response.headers("Cache-Control")).containsExactly("no-store");
		assertThat(response.headers("Content-Type")).containsExactly("text/x-own");
		assertThat(response.headers("Link")).containsExactly("</a>", "</b>");
		assertThat(get(files.headers("*", Header.of("LINK", "</c>")), "app.js").headers("Link"))
			.containsExactly("</c>");
	}

	private static StaticFiles files() {
		return StaticFiles.of(folder);
	}

	private static String cacheControl(StaticFiles files, String name) {
		return get(files, name).header("Cache-Control");
	}

	private static WsgiResponse get(StaticFiles files, String name) {
		WsgiResponse response = Between.validators(files, Between.text("the application")).get("/" + name).send();
		assertThat(response.text()).isEqualTo(name);
		return response;
	}

}
