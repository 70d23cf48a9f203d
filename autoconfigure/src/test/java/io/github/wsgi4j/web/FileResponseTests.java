package io.github.wsgi4j.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileResponseTests {

	private static final String DATE = "Mon, 05 Jan 2026 06:07:08 GMT";

	@TempDir
	private Path outside;

	private Path folder;

	private Path file;

	@BeforeEach
	void write() throws IOException {
		this.folder = Files.createDirectory(this.outside.resolve("folder"));
		this.file = Files.writeString(this.folder.resolve("page.html"), "0123456789");
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-01-05T06:07:08.5Z")));
	}

	@Test
	void aWholeFile() {
		WsgiResponse response = get().send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.text()).isEqualTo("0123456789");
		assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
		assertThat(response.header("Content-Length")).isEqualTo("10");
		assertThat(response.header("Last-Modified")).isEqualTo(DATE);
		assertThat(response.header("Accept-Ranges")).isEqualTo("bytes");
		assertThat(response.header("ETag")).matches("\"a-[0-9a-f]+\"");
	}

	@Test
	void wellKnownFilesAreNotHidden() throws IOException {
		Files.writeString(Files.createDirectory(this.folder.resolve(".well-known")).resolve("security.txt"), "known");
		Files.writeString(this.folder.resolve(".hidden"), "hidden");
		Handler handler = (request) -> Response.file(this.folder, request.query("name"));
		WsgiClient client = WsgiClient.of(handler);
		assertThat(client.get("/?name=.well-known/security.txt").send().text()).isEqualTo("known");
		assertThat(client.get("/?name=.hidden").send().code()).isEqualTo(404);
	}

	@Test
	void aServerMaySendItWithoutReadingIt() throws Exception {
		assertThat(body(Map.of(Environ.REQUEST_METHOD, "GET"))).isInstanceOf(FileBody.class);
		assertThat(body(Map.of(Environ.REQUEST_METHOD, "GET", "HTTP_RANGE", "bytes=2-4")))
			.isInstanceOfSatisfying(FileBody.class, (part) -> {
				assertThat(part.position()).isEqualTo(2);
				assertThat(part.count()).isEqualTo(3);
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bytes=0-3 | 0123 | bytes 0-3/10", "bytes=-2 | 89 | bytes 8-9/10",
					"bytes=7- | 789 | bytes 7-9/10", "bytes=0-1,2-3 | 0123 | bytes 0-3/10",
					"bytes=0-99 | 0123456789 | bytes 0-9/10" })
	void aPartOfAFile(String range, String part, String contentRange) {
		WsgiResponse response = get().header("Range", range).send();
		assertThat(response.status()).isEqualTo("206 Partial Content");
		assertThat(response.text()).isEqualTo(part);
		assertThat(response.header("Content-Range")).isEqualTo(contentRange);
		assertThat(response.header("Content-Length")).isEqualTo(Integer.toString(part.length()));
		assertThat(response.header("ETag")).isNotNull();
		assertThat(response.closed()).isEqualTo(1);
	}

	@Test
	void aPartThatIsNotThere() {
		WsgiResponse response = get().header("Range", "bytes=10-").send();
		assertThat(response.status()).isEqualTo("416 Range Not Satisfiable");
		assertThat(response.header("Content-Range")).isEqualTo("bytes */10");
		assertThat(response.header("Content-Type")).isNull();
		assertThat(response.body()).isEmpty();
	}

	@Test
	void severalPartsAreTheWhole() {
		WsgiResponse response = get().header("Range", "bytes=0-1,5-6").send();
		assertThat(response.code()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("0123456789");
		assertThat(get().header("Range", "lines=1-2").send().code()).isEqualTo(200);
	}

	@Test
	void onlyGetHasParts() {
		WsgiClient client = WsgiClient.of(Response.file(this.file));
		assertThat(client.head("/").header("Range", "bytes=0-1").send().code()).isEqualTo(200);
		assertThat(client.head("/").header("Range", "bytes=0-1").send().header("Content-Length")).isEqualTo("10");
		assertThat(client.post("/").header("Range", "bytes=0-1").send().code()).isEqualTo(200);
	}

	@Test
	void aPartUnlessTheFileHasChanged() {
		String tag = get().send().header("ETag");
		assertThat(part("If-Range", tag)).isEqualTo(206);
		assertThat(part("If-Range", "W/" + tag)).isEqualTo(200);
		assertThat(part("If-Range", "\"other\"")).isEqualTo(200);
		assertThat(part("If-Range", DATE)).isEqualTo(206);
		assertThat(part("If-Range", "Mon, 05 Jan 2026 06:07:09 GMT")).isEqualTo(200);
		assertThat(part("If-Range", "nonsense")).isEqualTo(200);
	}

	@Test
	void conditionsComeBeforeParts() {
		String tag = get().send().header("ETag");
		assertThat(part("If-None-Match", tag)).isEqualTo(304);
		assertThat(part("If-None-Match", "\"other\"")).isEqualTo(206);
		assertThat(part("If-Match", "\"other\"")).isEqualTo(412);
		assertThat(part("If-Modified-Since", DATE)).isEqualTo(304);
		assertThat(part("If-Unmodified-Since", DATE)).isEqualTo(206);
	}

	@Test
	void aFileThatWasNotModifiedHasNoContent() {
		WsgiResponse response = get().header("If-Modified-Since", DATE).send();
		assertThat(response.status()).isEqualTo("304 Not Modified");
		assertThat(response.headers("Content-Type")).isEmpty();
		assertThat(response.header("ETag")).isNotNull();
		assertThat(response.header("Last-Modified")).isEqualTo(DATE);
	}

	@Test
	void aChangeIsSeen() throws IOException {
		String before = get().send().header("ETag");
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2026-01-05T06:07:08.6Z")));
		assertThat(get().send().header("ETag")).isNotEqualTo(before);
		assertThat(get().header("If-None-Match", before).send().code()).isEqualTo(200);
	}

	@Test
	void headersOfOnesOwn() {
		WsgiResponse response = WsgiClient
			.of(Response.file(this.file).type("text/x-own").etag("own").cacheControl("max-age=5").download("x.html"))
			.get("/")
			.header("If-Match", "\"own\"")
			.send();
		assertThat(response.code()).isEqualTo(200);
		assertThat(response.headers("ETag")).containsExactly("\"own\"");
		assertThat(response.header("Content-Type")).isEqualTo("text/x-own");
		assertThat(
				WsgiClient.of(Response.file(this.file).status(404)).get("/").header("Range", "bytes=0-1").send().text())
			.isEqualTo("0123456789");
	}

	@Test
	void whatIsNoFileIsNotFound() {
		Handler missing = (request) -> Response.file(this.folder.resolve("none"));
		Handler directory = (request) -> Response.file(this.folder);
		assertThat(WsgiClient.of(missing).get("/").send().text()).isEqualTo("There is no such file\n");
		assertThat(WsgiClient.of(directory).get("/").send().code()).isEqualTo(404);
	}

	@Test
	void thereIsNoFileBelowAFile() {
		Path below = this.file.resolve("folder").resolve("page.html");
		Handler handler = (request) -> Response.file(below);
		assertThat(WsgiClient.of(handler).get("/").send().code()).isEqualTo(404);
	}

	@Test
	void aFileBelowADirectory() throws IOException {
		Files.createDirectories(this.folder.resolve("a/b"));
		Files.writeString(this.folder.resolve("a/b/\u00e4 1.css"), "b {}");
		WsgiResponse response = below("a/b/\u00e4 1.css");
		assertThat(response.text()).isEqualTo("b {}");
		assertThat(response.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
		assertThat(response.header("ETag")).isNotNull();
		Router router = Router.builder()
			.get("/files/{name}", (request) -> Response.file(this.folder, request.path("name")))
			.build();
		WsgiClient client = WsgiClient.of(router);
		assertThat(client.get("/files/page.html").header("Range", "bytes=2-3").send().text()).isEqualTo("23");
		assertThat(client.head("/files/page.html").send().header("Content-Length")).isEqualTo("10");
		assertThat(client.get("/files/..%2Fsecret.txt").send().code()).isEqualTo(404);
		assertThat(client.get("/files/%2e%2e%2fsecret.txt").send().code()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "/", "a/", "none", "none/page.html", "page.html/", "page.html/x",
			"../secret.txt", "../folder/page.html", "../folder2/secret.txt", "a/../page.html", "./page.html",
			"a//page.html", "a/../../secret.txt", "..\\secret.txt", "a\\..\\..\\secret.txt", "C:/secret.txt",
			"page.html.", "page.html ", "page.html::$DATA", ".env", ".git/config", "a", "~/secret.txt",
			"%2e%2e/secret.txt" })
	void whatIsNotPlainlyAFileBelowItIsNotFound(String name) throws IOException {
		for (String file : new String[] { "../secret.txt", "../folder2/secret.txt", ".env", ".git/config",
				"a/page.html" }) {
			Path secret = this.folder.resolve(file);
			Files.createDirectories(secret.getParent());
			Files.writeString(secret, "secret");
		}
		WsgiResponse response = below(name);
		assertThat(response.status()).isEqualTo("404 Not Found");
		assertThat(response.text()).isEqualTo("There is no such file\n");
	}

	@Test
	void aNameThatNoFileHasIsNotFound() {
		for (String name : new String[] { "page.html\0", "page.html\0.png", "\0", "page.html\n", "\ud800" }) {
			assertThat(below(name).code()).isEqualTo(404);
		}
	}

	@Test
	void anAbsoluteNameIsNotFound() throws IOException {
		assertThat(below(this.file.toAbsolutePath().toString()).code()).isEqualTo(404);
		assertThat(below(this.file.toRealPath().toString()).code()).isEqualTo(404);
	}

	@Test
	void aLinkIsFollowedAsLongAsItStaysBelow() throws IOException {
		Path outside = Files.createDirectories(this.outside.resolve("outside"));
		Files.writeString(outside.resolve("secret.txt"), "secret");
		Files.writeString(this.folder.resolve(".env"), "secret");
		Files.createSymbolicLink(this.folder.resolve("out.txt"), outside.resolve("secret.txt"));
		Files.createSymbolicLink(this.folder.resolve("out"), outside);
		Files.createSymbolicLink(this.folder.resolve("hidden.txt"), this.folder.resolve(".env"));
		Files.createSymbolicLink(this.folder.resolve("broken.txt"), this.folder.resolve("none"));
		Files.createSymbolicLink(this.folder.resolve("loop.txt"), this.folder.resolve("loop.txt"));
		Files.createSymbolicLink(this.folder.resolve("in.txt"), this.file);
		for (String name : new String[] { "out.txt", "out/secret.txt", "hidden.txt", "broken.txt", "loop.txt" }) {
			assertThat(below(name).code()).as(name).isEqualTo(404);
		}
		assertThat(below("in.txt").text()).isEqualTo("0123456789");
		Path link = Files.createSymbolicLink(this.outside.resolve("link"), this.folder);
		assertThat(below(link, "page.html").text()).isEqualTo("0123456789");
		assertThat(below(this.outside.resolve("none"), "page.html").code()).isEqualTo(404);
	}

	@Test
	void anEmptyFile() throws IOException {
		Files.writeString(this.file, "");
		assertThat(get().send().header("Content-Length")).isEqualTo("0");
		assertThat(get().header("Range", "bytes=0-").send().code()).isEqualTo(416);
	}

	@Test
	void aFileIsClosedIfTheResponseCannotBeStarted() {
		Map<String, Object> environ = new HashMap<>(Map.of(Environ.REQUEST_METHOD, "GET", "HTTP_RANGE", "bytes=2-4"));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Response.file(this.file).call(environ, (status, headers, excInfo) -> {
				throw new IllegalStateException(status);
			}))
			.withMessage("206 Partial Content");
	}

	private WsgiResponse below(String name) {
		return below(this.folder, name);
	}

	private static WsgiResponse below(Path directory, String name) {
		Handler handler = (request) -> Response.file(directory, name);
		return WsgiClient.of(handler).get("/").send();
	}

	private WsgiRequest get() {
		return WsgiClient.of(Response.file(this.file)).get("/");
	}

	private int part(String condition, String value) {
		return get().header("Range", "bytes=0-1").header(condition, value).send().code();
	}

	private Iterable<byte[]> body(Map<String, Object> environ) throws Exception {
		Iterable<byte[]> body = Response.file(this.file).call(new HashMap<>(environ), (status, headers, excInfo) -> {
			assertThat(headers).isNotEmpty();
			return (block) -> {
				throw new AssertionError(new String(block, StandardCharsets.UTF_8));
			};
		});
		((FileBody) body).close();
		return body;
	}

}
