package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.Trial;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StaticFilesTests {

	private static final String DATE = "Fri, 06 Nov 2020 03:04:05 GMT";

	@TempDir
	private Path folder;

	private Path root;

	private StaticFiles files;

	private WsgiClient client;

	@BeforeEach
	void create() throws IOException {
		this.root = Files.createDirectories(this.folder.resolve("root"));
		write(this.root, "a.txt", "0123456789");
		write(this.root, "dir/index.html", "<p>index");
		write(this.root, "dir/\u00e4 b.css", "b {}");
		write(this.root, ".env", "secret");
		write(this.root, ".git/config", "secret");
		write(this.root, "empty.bin", "");
		write(this.folder, "root2/secret.txt", "secret");
		write(this.folder, "secret.txt", "secret");
		Files.setLastModifiedTime(this.root.resolve("a.txt"), FileTime.from(Instant.parse("2020-11-06T03:04:05.678Z")));
		this.files = StaticFiles.of(this.root).at("/static/").index("index.html").cacheControl("max-age=60");
		this.client = client(this.files);
	}

	@Test
	void whatIsWellKnownIsFound() throws IOException {
		Files.createDirectories(this.root.resolve(".well-known/acme-challenge"));
		Files.writeString(this.root.resolve(".well-known/acme-challenge/token"), "well known");
		Files.createDirectories(this.root.resolve("a/.well-known"));
		Files.writeString(this.root.resolve("a/.well-known/token"), "hidden");
		Files.writeString(this.root.resolve(".well-known/.hidden"), "hidden");
		WsgiClient client = client(StaticFiles.of(this.root));
		assertThat(client.get("/.well-known/acme-challenge/token").send().text()).isEqualTo("well known");
		for (String target : new String[] { "/a/.well-known/token", "/.well-known/.hidden", "/.well-known" }) {
			assertThat(client.get(target).send().text()).isEqualTo("the application");
		}
	}

	@Test
	void aFileIsSent() {
		WsgiResponse response = this.client.get("/static/a.txt?v=1").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.text()).isEqualTo("0123456789");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.header("Content-Length")).isEqualTo("10");
		assertThat(response.header("Last-Modified")).isEqualTo(DATE);
		assertThat(response.header("ETag")).matches("\"a-[0-9a-f]+\"");
		assertThat(response.header("Cache-Control")).isEqualTo("max-age=60");
		assertThat(response.header("Accept-Ranges")).isEqualTo("bytes");
		assertThat(response.closed()).isOne();
	}

	@Test
	void aHeadHasTheSameHeaders() {
		WsgiResponse response = this.client.head("/static/a.txt").send();
		assertThat(response.body()).isEmpty();
		assertThat(response.headers())
			.containsExactlyInAnyOrderElementsOf(this.client.get("/static/a.txt").send().headers());
	}

	@Test
	void aFileStaysAFile() throws Exception {
		Map<String, Object> environ = EnvironBuilder.of("GET", "/static/a.txt").header("Range", "bytes=2-4").build();
		Iterable<byte[]> body = this.files.wrap(Between.text(""))
			.call(environ, (status, headers, excInfo) -> (block) -> {
			});
		assertThat(body).isInstanceOfSatisfying(FileBody.class, (file) -> {
			assertThat(file.position()).isEqualTo(2);
			assertThat(file.count()).isEqualTo(3);
		});
		((FileBody) body).close();
		assertThat(((FileBody) body).channel().isOpen()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/static/dir/%C3%A4%20b.css", "/static/dir/%c3%a4 b.css" })
	void aNameMayHaveAnyCharacter(String target) {
		WsgiResponse response = this.client.get(target).send();
		assertThat(response.text()).isEqualTo("b {}");
		assertThat(response.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
	}

	@Test
	void aPrefixMayHaveAnyCharacter() {
		assertThat(client(StaticFiles.of(this.root).at("/\u00e4")).get("/%C3%A4/a.txt").send().text())
			.isEqualTo("0123456789");
	}

	@Test
	void anIndexStandsForItsFolder() {
		assertThat(this.client.get("/static/dir/").send().text()).isEqualTo("<p>index");
		assertThat(client(StaticFiles.of(this.root)).get("/dir/").send().text()).isEqualTo("the application");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/static", "/static/", "/static/none", "/static/dir", "/", "/dir/", "/a.txt",
			"/staticx/a.txt", "/static/../secret.txt", "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt",
			"/static/dir%2Findex.html", "/static/dir/..%5c..%5csecret.txt", "/static/..%5csecret.txt", "/static//a.txt",
			"/static/./a.txt", "/static/dir/../a.txt", "/static/.env", "/static/.git/config", "/static/%2eenv",
			"/static/a.txt%00", "/static/a.txt%00.png", "/static/a.txt.", "/static/a.txt%20", "/static/a.txt::$DATA",
			"/static/C:/a.txt", "/static/..%c0%afsecret.txt", "/static/%ff", "/static/../root2/secret.txt",
			"/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/a.txt/", "/static/a.txt/x", "/static/%250" })
	void whatIsNotPlainlyAFileIsTheApplications(String target) {
		assertThat(this.client.get(target).send().text()).isEqualTo("the application");
	}

	@Test
	void aPathIsNotSentByItsTargetAlone() {
		WsgiResponse response = this.client.get("/static/x")
			.environ((environ) -> environ.variable("PATH_INFO", "/static/../secret.txt"))
			.send();
		assertThat(response.text()).isEqualTo("the application");
	}

	@Test
	void aLinkOutOfTheDirectoryIsNotFollowed() throws IOException {
		Files.createSymbolicLink(this.root.resolve("out.txt"), this.folder.resolve("secret.txt"));
		Files.createSymbolicLink(this.root.resolve("outside"), this.folder);
		Files.createSymbolicLink(this.root.resolve("hidden.txt"), this.root.resolve(".env"));
		Files.createSymbolicLink(this.root.resolve("in.txt"), this.root.resolve("a.txt"));
		Files.createSymbolicLink(this.root.resolve("broken.txt"), this.root.resolve("none"));
		for (String name : new String[] { "out.txt", "outside/secret.txt", "outside/root2/secret.txt", "hidden.txt",
				"broken.txt" }) {
			assertThat(this.client.get("/static/" + name).send().text()).as(name).isEqualTo("the application");
		}
		assertThat(this.client.get("/static/in.txt").send().text()).isEqualTo("0123456789");
	}

	@Test
	void theRootItselfMayBeALink() throws IOException {
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.root);
		assertThat(client(StaticFiles.of(link)).get("/a.txt").send().text()).isEqualTo("0123456789");
	}

	@Test
	void otherMethodsAreTheApplications() {
		assertThat(this.client.post("/static/a.txt").send().text()).isEqualTo("the application");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bytes=0-0|0|0-0", "bytes=2-4|234|2-4", "bytes=7-|789|7-9", "bytes=-3|789|7-9",
					"bytes=-99|0123456789|0-9", "bytes=8-99|89|8-9", "BYTES=0-1|01|0-1", "bytes=0-1,|01|0-1",
					"bytes=0-1,2-3|0123|0-3", "bytes=0-999999999999999999|0123456789|0-9" })
	void aRangeIsSent(String range, String text, String sent) {
		WsgiResponse response = this.client.get("/static/a.txt").header("Range", range).send();
		assertThat(response.status()).isEqualTo("206 Partial Content");
		assertThat(response.text()).isEqualTo(text);
		assertThat(response.header("Content-Range")).isEqualTo("bytes " + sent + "/10");
		assertThat(response.header("Content-Length")).isEqualTo(Integer.toString(text.length()));
		assertThat(response.closed()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=10-", "bytes=99-100", "bytes=-0" })
	void aRangeBehindTheEndIsRefused(String range) {
		WsgiResponse response = this.client.get("/static/a.txt").header("Range", range).send();
		assertThat(response.status()).isEqualTo("416 Range Not Satisfiable");
		assertThat(response.header("Content-Range")).isEqualTo("bytes */10");
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-1,3-4", "bytes=4-2", "bytes=-", "bytes=a-b", "lines=0-1", "bytes 0-1",
			"bytes=0--1", "bytes=9999999999999999999-" })
	void whatIsNotOneRangeIsAsGoodAsNone(String range) {
		WsgiResponse response = this.client.get("/static/a.txt").header("Range", range).send();
		assertThat(response.code()).isEqualTo(200);
		assertThat(response.text()).hasSize(10);
	}

	@Test
	void aRangeOfAnEmptyFileIsRefused() {
		assertThat(this.client.get("/static/empty.bin").header("Range", "bytes=0-").send().code()).isEqualTo(416);
		assertThat(this.client.get("/static/empty.bin").send().header("Content-Length")).isEqualTo("0");
	}

	@Test
	void aRangeIsForTheFileAsItWas() {
		String tag = this.client.get("/static/a.txt").send().header("ETag");
		assertThat(ranged(tag)).isEqualTo(206);
		assertThat(ranged("W/" + tag)).isEqualTo(200);
		assertThat(ranged("\"x\"")).isEqualTo(200);
		assertThat(ranged(DATE)).isEqualTo(206);
		assertThat(ranged("Fri, 06 Nov 2020 03:04:06 GMT")).isEqualTo(200);
		assertThat(ranged("nonsense")).isEqualTo(200);
	}

	@Test
	void aFileThatTheClientHasIsNotSentAgain() {
		String tag = this.client.get("/static/a.txt").send().header("ETag");
		WsgiResponse response = this.client.get("/static/a.txt").header("If-None-Match", "\"x\", W/" + tag).send();
		assertThat(response.status()).isEqualTo("304 Not Modified");
		assertThat(response.headers())
			.isEqualTo(Between.headers("ETag", tag, "Last-Modified", DATE, "Cache-Control", "max-age=60"));
		assertThat(conditional("If-Modified-Since", DATE)).isEqualTo(304);
		assertThat(conditional("If-Modified-Since", "Fri, 06 Nov 2020 03:04:04 GMT")).isEqualTo(200);
	}

	@Test
	void aFileThatIsAnotherNowIsNotSent() {
		String tag = this.client.get("/static/a.txt").send().header("ETag");
		assertThat(conditional("If-Match", tag)).isEqualTo(200);
		assertThat(conditional("If-Match", "*")).isEqualTo(200);
		assertThat(conditional("If-Match", "W/" + tag)).isEqualTo(412);
		assertThat(conditional("If-Match", "\"x\"")).isEqualTo(412);
		assertThat(conditional("If-Unmodified-Since", DATE)).isEqualTo(200);
		assertThat(conditional("If-Unmodified-Since", "Fri, 06 Nov 2020 03:04:04 GMT")).isEqualTo(412);
	}

	@Test
	void aChangedFileHasAnotherTag() throws IOException {
		String tag = this.client.get("/static/a.txt").send().header("ETag");
		Files.writeString(this.root.resolve("a.txt"), "9876543210");
		assertThat(this.client.get("/static/a.txt").send().header("ETag")).isNotEqualTo(tag);
	}

	@Test
	void aTimeToComeIsNotSent() throws IOException {
		Files.setLastModifiedTime(this.root.resolve("a.txt"), FileTime.from(Instant.parse("2200-01-01T00:00:00Z")));
		assertThat(this.client.get("/static/a.txt").send().header("Last-Modified")).isNull();
	}

	@Test
	void aTypeMayBeAdded() {
		WsgiClient client = client(StaticFiles.of(this.root).type("TXT", "text/x-own"));
		assertThat(client.get("/a.txt").send().header("Content-Type")).isEqualTo("text/x-own");
		assertThat(client.get("/empty.bin").send().header("Content-Type")).isEqualTo("application/octet-stream");
	}

	@Test
	void aFolderOfAJarIsServed() throws IOException {
		Path jar = jar("public/", "public/a.txt", "public/dir/", "public/dir/b.txt", "secret.txt");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			WsgiClient client = client(StaticFiles.of(loader, "/public/"));
			WsgiResponse response = client.get("/a.txt").header("Range", "bytes=0-1").send();
			assertThat(response.status()).isEqualTo("200 OK");
			assertThat(response.text()).isEqualTo("public/a.txt");
			assertThat(response.header("Content-Length")).isEqualTo("12");
			assertThat(response.header("Last-Modified")).isNull();
			assertThat(response.closed()).isOne();
			assertThat(client.get("/a.txt").header("If-None-Match", response.header("ETag")).send().code())
				.isEqualTo(304);
			assertThat(client.head("/a.txt").send().header("Content-Length")).isEqualTo("12");
			assertThat(client.get("/dir").send().text()).isEqualTo("the application");
			assertThat(client.get("/../secret.txt").send().text()).isEqualTo("the application");
			assertThat(client.get("/none").send().text()).isEqualTo("the application");
		}
	}

	@Test
	void aFolderOfClassesIsServedAsADirectory() throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() }, null)) {
			WsgiClient client = client(StaticFiles.of(loader, "root"));
			assertThat(client.get("/dir/index.html").send().text()).isEqualTo("<p>index");
			assertThat(client.get("/a.txt").send().header("Last-Modified")).isEqualTo(DATE);
			Files.createSymbolicLink(this.root.resolve("out.txt"), this.folder.resolve("secret.txt"));
			assertThat(client.get("/out.txt").send().text()).isEqualTo("the application");
		}
	}

	@Test
	void whatCannotBeServedIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> StaticFiles.of(this.folder.resolve("none")));
		assertThatIllegalArgumentException().isThrownBy(() -> StaticFiles.of(getClass().getClassLoader(), "/"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.files.at("static"));
	}

	private int ranged(String condition) {
		return this.client.get("/static/a.txt")
			.header("Range", "bytes=0-1")
			.header("If-Range", condition)
			.send()
			.code();
	}

	private int conditional(String name, String value) {
		return this.client.get("/static/a.txt").header(name, value).send().code();
	}

	private Path jar(String... names) throws IOException {
		Path jar = this.folder.resolve("files.jar");
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (String name : names) {
				zip.putNextEntry(new ZipEntry(name));
				if (!name.endsWith("/")) {
					zip.write(Trial.bytes(name));
				}
			}
		}
		return jar;
	}

	private static void write(Path folder, String name, String text) throws IOException {
		Path file = folder.resolve(name);
		Path parent = file.getParent();
		if (parent != null) {
			Files.createDirectories(parent);
		}
		Files.writeString(file, text);
	}

	private static WsgiClient client(StaticFiles files) {
		Application application = Between.text("the application");
		return Between.validators(files, application);
	}

}
