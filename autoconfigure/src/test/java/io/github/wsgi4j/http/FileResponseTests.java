package io.github.wsgi4j.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.content.StaticFiles;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests for a file of ten bytes, answered by the middleware and by the framework.
 */
class FileResponseTests {

	private static final Instant MODIFIED = Instant.parse("2026-01-05T06:07:08.5Z");

	private static final String SAME = "Mon, 05 Jan 2026 06:07:08 GMT";

	private static final String BEFORE = "Mon, 05 Jan 2026 06:07:07 GMT";

	private static final String CACHE_CONTROL = "max-age=60";

	@TempDir
	private Path folder;

	private Path file;

	private String tag = "";

	@BeforeEach
	void write() throws IOException {
		this.file = Files.writeString(this.folder.resolve("a.txt"), "0123456789");
		Files.setLastModifiedTime(this.file, FileTime.from(MODIFIED));
		this.tag = String.valueOf(FileState.of(Files.readAttributes(this.file, BasicFileAttributes.class)).tag());
	}

	// The part is what is sent of the file; TAG stands for the tag of the file.
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "GET | '' | 200 OK | 0123456789 | ",
			"HEAD | '' | 200 OK | | ", "GET | Range: bytes=2-4 | 206 Partial Content | 234 | bytes 2-4/10",
			"GET | Range: bytes=0-1,2-3 | 206 Partial Content | 0123 | bytes 0-3/10",
			"GET | Range: bytes=0-9 | 206 Partial Content | 0123456789 | bytes 0-9/10",
			"GET | Range: bytes=-3, | 206 Partial Content | 789 | bytes 7-9/10",
			"GET | Range: bytes=0-1,4-5 | 200 OK | 0123456789 | ", "GET | Range: nonsense | 200 OK | 0123456789 | ",
			"GET | Range: bytes=10- | 416 Range Not Satisfiable | | bytes */10",
			"GET | Range: bytes=-0 | 416 Range Not Satisfiable | | bytes */10", "HEAD | Range: bytes=2-4 | 200 OK | | ",
			"HEAD | Range: bytes=10- | 200 OK | | ",
			"GET | Range: bytes=2-4; If-Range: TAG | 206 Partial Content | 234 | bytes 2-4/10",
			"GET | Range: bytes=2-4; If-Range: " + SAME + " | 206 Partial Content | 234 | bytes 2-4/10",
			"GET | Range: bytes=2-4; If-Range: W/TAG | 200 OK | 0123456789 | ",
			"GET | Range: bytes=2-4; If-Range: " + BEFORE + " | 200 OK | 0123456789 | ",
			"GET | Range: bytes=10-; If-Range: \"x\" | 200 OK | 0123456789 | ",
			"GET | If-None-Match: \"x\", W/TAG | 304 Not Modified | | ",
			"HEAD | If-None-Match: * | 304 Not Modified | | ",
			"GET | If-None-Match: TAG; Range: bytes=2-4 | 304 Not Modified | | ",
			"GET | If-None-Match: \"x\"; If-Modified-Since: " + SAME + " | 200 OK | 0123456789 | ",
			"GET | If-Modified-Since: " + SAME + " | 304 Not Modified | | ",
			"GET | If-Modified-Since: " + BEFORE + " | 200 OK | 0123456789 | ",
			"GET | If-Match: TAG; Range: bytes=2-4 | 206 Partial Content | 234 | bytes 2-4/10",
			"GET | If-Match: W/TAG | 412 Precondition Failed | | ",
			"HEAD | If-Match: \"x\" | 412 Precondition Failed | | ",
			"GET | If-Match: \"x\"; If-None-Match: TAG | 412 Precondition Failed | | ",
			"GET | If-Unmodified-Since: " + BEFORE + "; Range: bytes=2-4 | 412 Precondition Failed | | ",
			"GET | If-Unmodified-Since: " + SAME + " | 200 OK | 0123456789 | " })
	void requests(String method, String headers, String status, String part, String contentRange) {
		WsgiResponse response = send(method, headers);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.text()).isEqualTo((part != null) ? part : "");
		assertThat(response.header("Content-Range")).isEqualTo(contentRange);
		assertThat(response.header("ETag")).isEqualTo(this.tag);
		assertThat(response.header("Last-Modified")).isEqualTo(SAME);
		boolean successful = status.startsWith("2");
		assertThat(response.header("Content-Type")).isEqualTo(successful ? "text/plain; charset=utf-8" : null);
		assertThat(response.header("Accept-Ranges")).isEqualTo(successful ? "bytes" : null);
		// An error must not be kept by a cache for as long as the file.
		assertThat(response.header("Cache-Control")).isEqualTo(status.startsWith("4") ? null : CACHE_CONTROL);
		if (successful) {
			assertThat(response.header("Content-Length")).isEqualTo((part != null) ? "" + part.length() : "10");
		}
	}

	@Test
	void anEmptyFileHasNoRange() throws IOException {
		Files.writeString(this.file, "");
		assertThat(send("GET", "").header("Content-Length")).isEqualTo("0");
		assertThat(send("GET", "Range: bytes=0-").header("Content-Range")).isEqualTo("bytes */0");
	}

	@Test
	void aTimeToComeIsNotSent() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2200-01-01T00:00:00Z")));
		WsgiResponse response = send("GET", "If-Modified-Since: " + SAME);
		assertThat(response.code()).isEqualTo(200);
		assertThat(response.header("Last-Modified")).isNull();
		assertThat(send("GET", "If-Unmodified-Since: " + SAME).code()).isEqualTo(412);
	}

	@Test
	void aFileOfUnknownLengthIsSentAsItIs() {
		FileResponse response = FileResponse.of(new FileState(-1, null, null, false), "200 OK", List.of(),
				Map.of(Environ.REQUEST_METHOD, "GET", "HTTP_RANGE", "bytes=0-1"));
		assertThat(response).isEqualTo(new FileResponse("200 OK", List.of(), true, 0, -1));
	}

	@Test
	void headersOfTheCallersComeFirst() {
		List<Header> given = List.of(Header.of("etag", "\"own\""), Header.of("Content-Length", "7"));
		FileState state = new FileState(10, EntityTag.of("file", false), null, true);
		assertThat(FileResponse
			.of(state, "200 OK", given, Map.of(Environ.REQUEST_METHOD, "GET", "HTTP_IF_NONE_MATCH", "\"own\""))
			.headers()).containsExactly(Header.of("etag", "\"own\""));
		assertThat(FileResponse.of(state, "200 OK", given, Map.of(Environ.REQUEST_METHOD, "GET")).headers())
			.containsExactlyInAnyOrder(Header.of("etag", "\"own\""), Header.of("Accept-Ranges", "bytes"),
					Header.of("Content-Length", "10"));
	}

	@Test
	void anotherStatusHasNoConditions() {
		FileResponse response = FileResponse.of(new FileState(10, null, null, true), "404 Not Found", List.of(),
				Map.of(Environ.REQUEST_METHOD, "GET", "HTTP_RANGE", "bytes=0-1", "HTTP_IF_NONE_MATCH", "*"));
		assertThat(response.status()).isEqualTo("404 Not Found");
		assertThat(response.length()).isEqualTo(10);
	}

	/** Both answer, and alike. */
	private WsgiResponse send(String method, String headers) {
		WsgiResponse ofTheMiddleware = send(
				StaticFiles.of(this.folder).cacheControl(CACHE_CONTROL).wrap(Response.empty(404)), method, headers);
		WsgiResponse ofTheFramework = send(Response.file(this.file).cacheControl(CACHE_CONTROL), method, headers);
		assertThat(ofTheMiddleware.status()).isEqualTo(ofTheFramework.status());
		assertThat(ofTheMiddleware.headers()).isEqualTo(ofTheFramework.headers());
		assertThat(ofTheMiddleware.body()).isEqualTo(ofTheFramework.body());
		return ofTheMiddleware;
	}

	private WsgiResponse send(Application application, String method, String headers) {
		WsgiClient client = WsgiClient.of(application);
		WsgiRequest request = method.equals("HEAD") ? client.head("/a.txt") : client.get("/a.txt");
		for (String header : headers.isEmpty() ? new String[0] : headers.split("; ")) {
			String[] parts = header.split(": ", 2);
			request = request.header(parts[0], parts[1].replace("TAG", this.tag));
		}
		return request.send();
	}

}
