package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import io.github.wsgi4j.web.ServerSentEvent;
import io.github.wsgi4j.web.Upload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The framework on the interface: what it reads and sends arrives.
 */
abstract class WebContract extends InterfaceContract {

	private static final String LARGE = "x".repeat(200_000);

	private final AtomicReference<Upload> upload = new AtomicReference<>();

	private final Router router = Router.builder()
		.get("/todos/{id}", (request) -> Response.text(request.path("id") + " of " + request.query("user")))
		.post("/", (request) -> {
			this.upload.set(request.upload("file"));
			return Response.json(List.of(request.form("title"), request.upload("file").size()));
		})
		.get("/file", (request) -> Response.file(this.file))
		.get("/events",
				(request) -> Response.events(JdkFlowAdapter
					.publisherToFlowPublisher(Flux.range(1, 3).map((n) -> ServerSentEvent.of("n" + n)))))
		.get("/lines", (request) -> Response.events(List.of(ServerSentEvent.of("a\nb"), ServerSentEvent.comment("c"))))
		.build();

	@TempDir
	private Path folder;

	private Path file;

	WebContract(Subject subject) {
		super(subject);
	}

	@BeforeEach
	void writeFile() throws IOException {
		this.file = Files.writeString(this.folder.resolve("file.txt"), "0123456789");
	}

	@Test
	void variablesAndParameters() {
		Answer answer = exchange(Ask.get("/todos/a%20b?user=J%C3%B6"), this.router);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).isEqualTo("a b of J\u00c3\u00b6");
	}

	@Test
	void whatIsWrongIsAnsweredByTheFramework() {
		assertThat(exchange(Ask.get("/todos/1"), this.router).status()).isEqualTo(400);
		assertThat(exchange(Ask.get("/none"), this.router).status()).isEqualTo(404);
		Answer answer = exchange(Ask.request("DELETE", "/file"), this.router);
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
	}

	@Test
	void anUploadIsThereUntilItsRequestEnds() {
		Answer answer = exchange(Ask.post("--XX\r\nContent-Disposition: form-data; name=title\r\n\r\nTea\r\n"
				+ "--XX\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n" + LARGE + "\r\n--XX--\r\n",
				"Content-Type: multipart/form-data; boundary=XX"), this.router);
		assertThat(answer.text()).isEqualTo("[\"Tea\",200000]");
		await().untilAsserted(
				() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.upload.get().stream().read()));
	}

	@Test
	void aFileAndItsParts() {
		Answer whole = exchange(Ask.get("/file"), this.router);
		assertThat(whole.text()).isEqualTo("0123456789");
		assertThat(whole.header("Content-Length")).isEqualTo("10");
		Answer part = exchange(Ask.get("/file", "Range: bytes=2-4"), this.router);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("234");
		assertThat(part.header("Content-Length")).isEqualTo("3");
		Answer none = exchange(Ask.get("/file", "If-None-Match: " + whole.header("ETag")), this.router);
		assertThat(none.status()).isEqualTo(304);
		assertThat(none.text()).isEmpty();
		Answer head = exchange(Ask.request("HEAD", "/file"), this.router);
		assertThat(head.header("Content-Length")).isEqualTo("10");
		assertThat(head.text()).isEmpty();
	}

	@Test
	void events() {
		Answer published = exchange(Ask.get("/events"), this.router);
		assertThat(published.header("Content-Type")).startsWith("text/event-stream");
		assertThat(published.text()).isEqualTo("data: n1\n\ndata: n2\n\ndata: n3\n\n");
		assertThat(exchange(Ask.get("/lines"), this.router).text()).isEqualTo("data: a\ndata: b\n\n: c\n\n");
	}

}
