package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.Trial;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that have been compressed beside the original. What they have in them is their
 * name, which is not compressed at all.
 */
class PrecompressedFilesTests {

	private static final String DATE = "Fri, 06 Nov 2020 03:04:05 GMT";

	private static final Instant TIME = Instant.parse("2020-11-06T03:04:05.678Z");

	@TempDir
	private Path folder;

	private WsgiClient client;

	@BeforeEach
	void write() throws IOException {
		write("a.js", TIME);
		write("a.js.br", TIME);
		write("a.js.gz", TIME);
		write("b.css", TIME);
		write("b.css.gz", TIME);
		write("plain.txt", TIME);
		this.client = client(StaticFiles.of(this.folder).index("index.html").precompressed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "gzip, deflate, br|br", "br;q=0.9, gzip;q=0.9|br", "br;q=0.5, gzip|gzip", "x-gzip|gzip",
					"br;q=0, gzip;q=0.1|gzip", "*|br", "br;q=0, *|gzip", "*;q=0.5, gzip;q=0.6|gzip", "BR|br", "zstd|",
					"|", "identity|", "br;q=0.5, identity|", "br;q=0.5, identity;q=0.5|br", "*;q=0|", "gzip;q=2|" })
	void theClientGetsWhatItLikesBest(String accepted, String coding) {
		WsgiRequest request = this.client.get("/a.js");
		WsgiResponse response = ((accepted != null) ? request.header("Accept-Encoding", accepted) : request).send();
		assertThat(response.header("Content-Encoding")).isEqualTo(coding);
		assertThat(response.text()).isEqualTo((coding == null) ? "a.js" : coding.equals("br") ? "a.js.br" : "a.js.gz");
		assertThat(response.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
		assertThat(response.header("Content-Length")).isEqualTo("" + response.body().length);
		assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
		assertThat(response.header("Last-Modified")).isEqualTo(DATE);
		assertThat(response.closed()).isOne();
	}

	@Test
	void aHeadHasTheSameHeaders() {
		WsgiResponse response = this.client.head("/a.js").header("Accept-Encoding", "br").send();
		assertThat(response.body()).isEmpty();
		assertThat(response.headers()).containsExactlyInAnyOrderElementsOf(get("/a.js", "br").headers());
	}

	@Test
	void onlyWhatIsThereCanBeChosen() {
		assertThat(get("/b.css", "br, gzip;q=0.1").header("Content-Encoding")).isEqualTo("gzip");
		assertThat(get("/b.css", "br").header("Content-Encoding")).isNull();
		assertThat(get("/b.css", "br").header("Vary")).isEqualTo("Accept-Encoding");
		assertThat(get("/plain.txt", "br, gzip").header("Vary")).isNull();
		assertThat(get("/plain.txt", "br, gzip").text()).isEqualTo("plain.txt");
	}

	@Test
	void whatIsCompressedAloneIsNoFile() throws IOException {
		write("alone.js.br", TIME);
		assertThat(get("/alone.js", "br").text()).isEqualTo("the application");
	}

	@Test
	void whatIsAskedForByItsNameIsAFile() {
		WsgiResponse response = get("/a.js.gz", "gzip");
		assertThat(response.text()).isEqualTo("a.js.gz");
		assertThat(response.header("Content-Type")).isEqualTo("application/gzip");
		assertThat(response.header("Content-Encoding")).isNull();
	}

	@Test
	void whatIsOlderThanTheOriginalIsNotSent() throws IOException {
		write("a.js.br", TIME.minusSeconds(1));
		assertThat(get("/a.js", "br, gzip").text()).isEqualTo("a.js.gz");
		// A tool that keeps the time of the original, in whole seconds.
		write("a.js.br", Instant.parse("2020-11-06T03:04:05Z"));
		assertThat(get("/a.js", "br, gzip").text()).isEqualTo("a.js.br");
	}

	@Test
	void aFolderOrALinkToTheOutsideIsNotSent(@TempDir Path outside) throws IOException {
		Files.createDirectory(this.folder.resolve("plain.txt.br"));
		Path secret = Files.writeString(outside.resolve("secret"), "secret");
		Files.createSymbolicLink(this.folder.resolve("plain.txt.gz"), secret);
		assertThat(get("/plain.txt", "br, gzip").text()).isEqualTo("plain.txt");
	}

	@Test
	void anIndexMayBeCompressed() throws IOException {
		write("index.html", TIME);
		write("index.html.br", TIME);
		WsgiResponse response = get("/", "br");
		assertThat(response.text()).isEqualTo("index.html.br");
		assertThat(response.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
	}

	@Test
	void eachHasATagOfItsOwn() throws IOException {
		for (String name : new String[] { "c.js", "c.js.br", "c.js.gz" }) {
			Files.writeString(this.folder.resolve(name), "same size");
			Files.setLastModifiedTime(this.folder.resolve(name), FileTime.from(TIME));
		}
		String plain = get("/c.js", "identity").header("ETag");
		String brotli = get("/c.js", "br").header("ETag");
		String gzip = get("/c.js", "gzip").header("ETag");
		assertThat(new String[] { plain, brotli, gzip }).doesNotHaveDuplicates();
		WsgiResponse known = this.client.get("/c.js")
			.header("Accept-Encoding", "br")
			.header("If-None-Match", brotli)
			.send();
		assertThat(known.status()).isEqualTo("304 Not Modified");
		assertThat(known.headers()).containsExactlyInAnyOrderElementsOf(
				Between.headers("ETag", brotli, "Last-Modified", DATE, "Vary", "Accept-Encoding"));
		assertThat(this.client.get("/c.js")
			.header("Accept-Encoding", "gzip")
			.header("If-None-Match", brotli)
			.send()
			.code()).isEqualTo(200);
	}

	@Test
	void aRangeIsOneOfWhatIsCompressed() {
		WsgiResponse response = ranged("br", null);
		assertThat(response.status()).isEqualTo("206 Partial Content");
		assertThat(response.header("Content-Range")).isEqualTo("bytes 5-6/7");
		assertThat(response.header("Content-Encoding")).isEqualTo("br");
		assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
		assertThat(response.text()).isEqualTo("br");
		WsgiResponse refused = ranged("identity", null);
		assertThat(refused.status()).isEqualTo("416 Range Not Satisfiable");
		assertThat(refused.header("Content-Range")).isEqualTo("bytes */4");
		assertThat(refused.header("Content-Encoding")).isNull();
	}

	@Test
	void theRestOfOneIsNotTheRestOfAnother() {
		String brotli = get("/a.js", "br").header("ETag");
		assertThat(ranged("br", brotli).code()).isEqualTo(206);
		assertThat(ranged("gzip", brotli).code()).isEqualTo(200);
		assertThat(ranged("gzip", brotli).text()).isEqualTo("a.js.gz");
		// They have the same date.
		assertThat(ranged("gzip", DATE).code()).isEqualTo(200);
		assertThat(this.client.get("/plain.txt").header("Range", "bytes=0-1").header("If-Range", DATE).send().code())
			.isEqualTo(206);
	}

	@Test
	void itIsNotCompressedAgain() {
		WsgiClient both = this.client.with(new Gzip().minSize(0));
		WsgiResponse response = both.get("/a.js").header("Accept-Encoding", "br, gzip").send();
		assertThat(response.headers("Content-Encoding")).containsExactly("br");
		assertThat(response.headers("Vary")).containsExactly("Accept-Encoding");
		assertThat(response.header("ETag")).startsWith("\"");
	}

	@Test
	void unlessAskedForItStaysAsItIs() {
		WsgiResponse response = client(StaticFiles.of(this.folder)).get("/a.js").header("Accept-Encoding", "br").send();
		assertThat(response.text()).isEqualTo("a.js");
		assertThat(response.header("Vary")).isNull();
	}

	@Test
	void inAJarTheTimeDoesNotCount() throws IOException {
		Path jar = jar("one.jar", "public/a.js", "public/a.js.br");
		try (URLClassLoader loader = loader(jar)) {
			WsgiClient client = client(StaticFiles.of(loader, "public").precompressed());
			WsgiResponse response = client.get("/a.js").header("Accept-Encoding", "br").send();
			assertThat(response.text()).isEqualTo("public/a.js.br");
			assertThat(response.header("Content-Encoding")).isEqualTo("br");
			assertThat(response.header("ETag")).endsWith("-br\"");
			assertThat(response.closed()).isOne();
		}
	}

	@Test
	void whatAnotherJarHasDoesNotBelongToTheFile() throws IOException {
		Path own = jar("own.jar", "public/a.js");
		Path library = jar("library.jar", "public/a.js", "public/a.js.br");
		try (URLClassLoader loader = loader(own, library)) {
			WsgiClient client = client(StaticFiles.of(loader, "public").precompressed());
			WsgiResponse response = client.get("/a.js").header("Accept-Encoding", "br").send();
			assertThat(response.text()).isEqualTo("public/a.js");
			assertThat(response.header("Vary")).isNull();
		}
	}

	private WsgiResponse get(String target, String accepted) {
		return this.client.get(target).header("Accept-Encoding", accepted).send();
	}

	private WsgiResponse ranged(String accepted, String condition) {
		WsgiRequest request = this.client.get("/a.js").header("Accept-Encoding", accepted).header("Range", "bytes=5-");
		return ((condition != null) ? request.header("If-Range", condition) : request).send();
	}

	private void write(String name, Instant time) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), name);
		Files.setLastModifiedTime(file, FileTime.from(time));
	}

	private Path jar(String jar, String... names) throws IOException {
		Path file = this.folder.resolve(jar);
		try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (String name : names) {
				zip.putNextEntry(new ZipEntry(name));
				zip.write(Trial.bytes(name));
			}
		}
		return file;
	}

	private static URLClassLoader loader(Path... jars) throws IOException {
		URL[] urls = new URL[jars.length];
		for (int i = 0; i < jars.length; i++) {
			urls[i] = jars[i].toUri().toURL();
		}
		return new URLClassLoader(urls, null);
	}

	private static WsgiClient client(StaticFiles files) {
		return Between.validators(files, Between.text("the application"));
	}

}
