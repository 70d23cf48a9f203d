package io.github.wsgi4j.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.CutShortInput;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static io.github.wsgi4j.web.Refusals.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class UploadTests {

	private static final String TYPE = "multipart/form-data; boundary=XX";

	private static final String FIELD_HEAD = "Content-Disposition: form-data; name=a\r\n";

	private static final String FIELD = FIELD_HEAD + "\r\n";

	private static final String LARGE = "x".repeat(100_000);

	@TempDir
	private Path folder;

	@Test
	void fieldsAndUploads() throws IOException {
		Request request = request(part("title", null, "Tea & caf\u00e9"), part("title", null, "two"),
				part("f", "filename=\"caf\u00e9.txt\"\r\nContent-Type: text/x-own", "content"),
				part("g", "filename=\"\"", "unnamed"), part("h", "filename=\"\"", ""));
		assertThat(request.form().all("title")).containsExactly("Tea & caf\u00e9", "two");
		assertThat(request.form("title")).isEqualTo("Tea & caf\u00e9");
		assertThat(request.form().has("f")).isFalse();
		Upload upload = request.upload("f");
		assertThat(upload.name()).isEqualTo("f");
		assertThat(upload.filename()).isEqualTo("caf\u00e9.txt");
		assertThat(upload.contentType()).contains("text/x-own");
		assertThat(upload.size()).isEqualTo(7);
		assertThat(upload.isInMemory()).isTrue();
		assertThat(upload.stream()).hasContent("content");
		assertThat(upload).hasToString("f: 7 bytes");
		assertThat(request.upload("g").filename()).isEmpty();
		assertThat(request.upload("g").contentType()).isEmpty();
		assertThat(request.uploads()).extracting(Upload::name).containsExactly("f", "g");
		assertStatus(400, () -> request.upload("none"));
	}

	@Test
	void formForWhichNoFileWasChosenHasNoUpload() throws IOException {
		Request request = request(part("f", "filename=\"\"", ""));
		assertStatus(400, () -> request.upload("f"));
		assertThat(request.uploads()).isEmpty();
	}

	@Test
	void filesOfOneFieldAreThoseThatWereChosen() throws IOException {
		Request request = request(part("f", "filename=\"\"", ""), part("f", "filename=a", "1"),
				part("g", "filename=b", "2"), part("f", "filename=\"\"", "3"), part("h", "filename=\"\"", ""));
		assertThat(request.uploads("f")).extracting(Upload::text).containsExactly("1", "3");
		assertThat(request.findUpload("f").orElseThrow().filename()).isEqualTo("a");
		assertThat(request.findUpload("h")).isEmpty();
		assertThat(request.findUpload("none")).isEmpty();
		assertThat(request.uploads("none")).isEmpty();
	}

	@Test
	void contentOfAnUploadIsBytesOrText() throws IOException {
		Request request = request(part("f", "filename=a\r\nContent-Type: text/plain; charset=ISO-8859-1", "\u00e9"),
				part("g", "filename=a", "\u00e9"), part("h", "filename=a", LARGE));
		assertThat(request.upload("f").text()).isEqualTo("\u00c3\u00a9");
		assertThat(request.upload("g").text()).isEqualTo("\u00e9");
		assertThat(request.upload("g").bytes()).containsExactly(0xC3, 0xA9);
		Upload large = request.upload("h");
		assertThat(large.text()).isEqualTo(LARGE);
		Request malformed = request(part("f", "filename=a\r\nContent-Type: text/plain; charset=us-ascii", "\u00e9"));
		assertStatus(400, () -> malformed.upload("f").text());
		Content.of(request.environ()).close();
		assertThatIOException().isThrownBy(large::bytes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "My report.pdf | My_report.pdf", ".bashrc | bashrc", "a:b*c?.txt | a_b_c_.txt",
					"cafe\u0301.txt | caf\u00e9.txt", "\u65e5\u672c.txt | \u65e5\u672c.txt", "... | upload",
					"'' | upload", "con.txt | _con.txt", "LPT1 | _LPT1", "console.txt | console.txt", "a.txt. | a.txt",
					"com\u00b9.txt | _com\u00b9.txt", "a\tb | a_b" })
	void safeNameIsOneForAnyFileSystem(String filename, String safe) throws IOException {
		Upload upload = request(part("f", "filename=\"" + filename + "\"", "x")).upload("f");
		assertThat(upload.safeFilename()).isEqualTo(safe);
	}

	@Test
	@Timeout(20)
	void safeNameOfDotsTakesNoTime() throws IOException {
		Upload upload = request(part("f", "filename=\"a" + ".".repeat(4000) + "b\"", "")).upload("f");
		for (int i = 0; i < 1000; i++) {
			assertThat(upload.safeFilename()).startsWith("a");
		}
	}

	@Test
	void safeNameIsShort() throws IOException {
		Request request = request(part("f", "filename=\"" + "x".repeat(300) + ".tar\"", ""),
				part("g", "filename=\"a." + "\ud83d\udc1f".repeat(20) + "y".repeat(300) + "\"", ""));
		assertThat(request.upload("f").safeFilename()).isEqualTo("x".repeat(56) + ".tar");
		Request dotted = request(part("f", "filename=\"" + "x".repeat(59) + "." + "y".repeat(30) + "\"", ""));
		assertThat(dotted.upload("f").safeFilename()).as("no dot at the end").isEqualTo("x".repeat(59));
		assertThat(request.upload("g").safeFilename()).isEqualTo("a._" + "y".repeat(57));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/passwd", "C:\\\\Users\\\\x\\\\passwd", "/passwd" })
	void aNameHasNoFolders(String filename) throws IOException {
		assertThat(request(part("f", "filename=\"" + filename + "\"", "")).upload("f").filename()).isEqualTo("passwd");
	}

	@Test
	void aLargeUploadIsInAFile() throws IOException {
		Request request = request(part("f", "filename=a", LARGE));
		Upload upload = request.upload("f");
		assertThat(upload.isInMemory()).isFalse();
		assertThat(upload.size()).isEqualTo(100_000);
		try (InputStream one = upload.stream(); InputStream two = upload.stream()) {
			assertThat(one.read()).isEqualTo('x');
			assertThat(new String(one.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(LARGE.substring(1));
			assertThat(new String(two.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(LARGE);
			assertThat(two.read()).isEqualTo(-1);
		}
		Path target = this.folder.resolve("saved");
		Files.writeString(target, "before".repeat(100_000));
		upload.saveTo(target);
		assertThat(target).hasContent(LARGE);
		Content.of(request.environ()).close();
	}

	@Test
	void manySmallUploadsTakeNoMoreMemoryThanALargeOne() throws IOException {
		String[] parts = IntStream.range(0, 1000)
			.mapToObj((i) -> part("f" + i, "filename=a", i + "x".repeat(100)))
			.toArray(String[]::new);
		Request request = request(parts);
		List<Upload> uploads = request.uploads();
		assertThat(uploads).hasSize(1000).allMatch((upload) -> !upload.isInMemory());
		assertThat(request.upload("f7").text()).isEqualTo("7" + "x".repeat(100));
		Path target = this.folder.resolve("saved");
		request.upload("f999").saveTo(target);
		assertThat(target).hasContent("999" + "x".repeat(100));
		Content.of(request.environ()).close();
		assertThat(uploads).allSatisfy(UploadTests::isDeleted);
	}

	@Test
	void aSmallUploadIsSaved() throws IOException {
		Path target = this.folder.resolve("saved");
		request(part("f", "filename=a", "small")).upload("f").saveTo(target);
		assertThat(target).hasContent("small");
	}

	static List<Function<Request, Application>> answers() {
		return List.of((request) -> Response.text("x"), (request) -> (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return () -> List.of("x".getBytes(StandardCharsets.UTF_8)).iterator();
		}, (request) -> (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.from(JdkFlowAdapter.publisherToFlowPublisher(Flux.just("x".getBytes(StandardCharsets.UTF_8))));
		}, (request) -> Response.file(Path.of("pom.xml")), (request) -> {
			throw new HttpException(409, "no");
		}, (request) -> {
			throw new IllegalStateException("bug");
		}, (request) -> {
			throw new StackOverflowError("bug");
		});
	}

	@ParameterizedTest
	@MethodSource("answers")
	void anUploadIsDeletedWithTheBody(Function<Request, Application> answer) {
		List<Upload> seen = new ArrayList<>();
		Handler handler = (request) -> {
			seen.add(request.upload("f"));
			assertThat(request.upload("f").stream().read()).isEqualTo('x');
			return answer.apply(request);
		};
		post(handler, part("f", "filename=a", LARGE)).send();
		assertThat(seen).singleElement().satisfies(UploadTests::isDeleted);
	}

	@Test
	void anUploadIsThereWhileTheBodyIs() {
		List<Upload> seen = new ArrayList<>();
		Handler handler = (request) -> {
			Upload upload = request.upload("f");
			seen.add(upload);
			return Response.stream("text/plain", Body.of(upload.stream(), 50_000));
		};
		WsgiResponse whole = post(handler, part("f", "filename=a", LARGE)).send();
		assertThat(whole.text()).isEqualTo(LARGE);
		WsgiResponse left = post(handler, part("f", "filename=a", LARGE)).take(1);
		assertThat(left.isComplete()).isFalse();
		assertThat(seen).hasSize(2).allSatisfy(UploadTests::isDeleted);
	}

	@Test
	void theLengthOfWhatIsInMemoryIsStillKnown() {
		Handler handler = (request) -> Response.text(request.upload("f").size() + "");
		assertThat(post(handler, part("f", "filename=a", LARGE)).send().header("Content-Length")).isEqualTo("6");
	}

	@Test
	void aMiddlewareMayReadTheFormFirst() {
		List<Upload> seen = new ArrayList<>();
		Middleware reader = (application) -> (environ, startResponse) -> {
			seen.add(Request.of(environ).upload("f"));
			return application.call(environ, startResponse);
		};
		Router router = Router.builder().post("/", (request) -> Response.text(request.form("t"))).with(reader).build();
		assertThat(post(router, part("t", null, "text"), part("f", "filename=a", LARGE)).send().text())
			.isEqualTo("text");
		assertThat(seen).singleElement().satisfies(UploadTests::isDeleted);
	}

	@Test
	void limits() {
		Handler handler = (request) -> Response.text(request.uploads() + "" + request.form().names());
		WsgiClient client = WsgiClient.of(handler).with(Limits.defaults().withForm(2, 5).withUploads(10, 400, 3));
		assertThat(status(client, part("a", null, "12345"))).isEqualTo(200);
		assertThat(status(client, part("a", null, "123456"))).isEqualTo(413);
		assertThat(status(client, part("a", null, "123"), part("b", null, "123"))).isEqualTo(413);
		assertThat(status(client, part("a", "filename=a", "0123456789"))).isEqualTo(200);
		assertThat(status(client, part("a", "filename=a", "0123456789x"))).isEqualTo(413);
		assertThat(status(client, part("a", null, ""), part("b", null, ""), part("c", null, ""))).isEqualTo(413);
		assertThat(status(client, part("a", "filename=" + "a".repeat(400), ""))).isEqualTo(413);
	}

	@Test
	void aLimitHoldsWithoutALengthToo() {
		Handler handler = (request) -> Response.text(request.uploads() + "");
		assertThat(WsgiClient.of(handler)
			.with(Limits.defaults().withUploads(1 << 20, 50_000, 10))
			.post("/")
			.header("Content-Type", TYPE)
			.body(new ByteArrayInputStream(body(part("f", "filename=a", LARGE))))
			.send()
			.code()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--XX--\r\n", "--XX--", "preamble\r\n--XX--\r\nepilogue" })
	void aFormWithoutAPartHasNoFields(String body) throws IOException {
		Request request = request(TYPE, body.getBytes(StandardCharsets.UTF_8));
		assertThat(request.form().names()).isEmpty();
		assertStatus(400, () -> request.form("a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "--XY\r\n\r\n--XY--", "--XY\r\n" + FIELD + "x\r\n--XY--\r\n",
			"--XX\r\n" + FIELD + "x", "--XX\r\nContent-Disposition: form-data; name=a",
			"--XX\r\n" + FIELD + "x\r\n--XX", "--XX\r\n" + FIELD + "x\r\n--XX-", "--XXjunk\r\n" + FIELD + "x\r\n--XX--",
			"--XX \t junk\r\n" + FIELD + "x\r\n--XX--", "--XX\r\n" + FIELD + "x\r\n--XXjunk--\r\n",
			"--XX\r\n\r\nx\r\n--XX--", "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--",
			"--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XX--",
			"--XX\r\nContent-Disposition: form-data; name=\r\n" + FIELD + "x\r\n--XX--",
			"--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--", "--XX\r\n" + FIELD_HEAD + FIELD + "x\r\n--XX--",
			"--XX\r\n" + FIELD_HEAD + "Content-Type: multipart/mixed; boundary=YY\r\n\r\n--YY\r\n"
					+ "Content-Disposition: file; filename=a\r\n\r\nx\r\n--YY--\r\n--XX--",
			"--XX\r\n" + FIELD_HEAD + "Content-Transfer-Encoding: base64\r\n\r\neA==\r\n--XX--",
			"--XX\r\n" + FIELD_HEAD + "Content-Type: nonsense\r\n\r\nx\r\n--XX--",
			"--XX\r\n" + FIELD_HEAD + "no colon\r\n\r\nx\r\n--XX--" })
	void aMalformedFormIsABadRequest(String body) {
		assertStatus(400, request(TYPE, body.getBytes(StandardCharsets.UTF_8))::form);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--XX \t\r\n" + FIELD + "x\r\n--XX-- \t\r\n", "--XX\r\n" + FIELD + "x\r\n--XX--",
			"preamble\r\n--XX\r\n" + FIELD + "x\r\n--XX--\r\nepilogue\r\n--XX" })
	void aDelimiterMayHavePadding(String body) throws IOException {
		assertThat(request(TYPE, body.getBytes(StandardCharsets.UTF_8)).form("a")).isEqualTo("x");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			filename="a \\"b\\" c.txt"                                  | a "b" c.txt
			filename="a %22b%22 c.txt"                                  | a "b" c.txt
			filename="100%25.txt"                                       | 100%25.txt
			filename="a;b=c.txt"                                        | a;b=c.txt
			filename="plain.txt"; filename*=UTF-8''%E2%82%AC.txt        | \u20ac.txt
			filename*=UTF-8''%E2%82%AC.txt; filename="plain.txt"        | \u20ac.txt
			filename="\u20ac.txt"                                      | \u20ac.txt
			filename=".."                                               | ``
			filename="a/.."                                             | ``
			filename="."                                                | ``
			filename*=UTF-8''..%2F..%2Fpasswd                           | passwd
			""")
	void theNameOfAFileIsTheClientsText(String more, String filename) throws IOException {
		assertThat(request(part("f", more, "x")).upload("f").filename()).isEqualTo(filename);
	}

	@Test
	void theNameOfAFieldIsTheClientsText() throws IOException {
		assertThat(request(part("a \\\"b\\\" %22c%22%0D%0a", null, "x")).form().names())
			.containsExactly("a \"b\" \"c\"\r\n");
	}

	@Test
	void theCharsetOfAPartCounts() throws IOException {
		byte[] body = ("--XX\r\n" + FIELD_HEAD + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n\u00e9\r\n--XX--")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(request(TYPE, body).form("a")).isEqualTo("\u00e9");
	}

	// Which charsets there are depends on the JVM, and an application that only stores
	// the file needs none.
	@Test
	void aFileInAnUnknownCharsetIsOnlyRefusedWhereItIsReadAsText() throws IOException {
		Upload upload = request(part("f", "filename=a.csv\r\nContent-Type: text/csv; charset=x-none", "a,b"))
			.upload("f");
		assertThat(upload.contentType()).contains("text/csv; charset=x-none");
		assertThat(upload.bytes()).asString().isEqualTo("a,b");
		assertStatus(415, upload::text);
		assertStatus(415,
				request(TYPE, ("--XX\r\n" + FIELD_HEAD + "Content-Type: text/plain; charset=x-none\r\n\r\nx\r\n--XX--")
					.getBytes(StandardCharsets.US_ASCII))::form);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=" })
	void aFormWithoutABoundaryIsABadRequest(String type) {
		assertStatus(400, request(type, body(part("a", null, "b")))::form);
	}

	// The one who writes the client sees nothing of the server but this.
	@Test
	void aRefusalOfAFormSaysWhatIsWrongWithIt() {
		assertThatExceptionOfType(HttpException.class)
			.isThrownBy(request("multipart/form-data", body(part("a", null, "b")))::form)
			.withMessage("The Content-Type of the form has no boundary");
		assertThatExceptionOfType(HttpException.class)
			.isThrownBy(request(TYPE,
					("--XX\r\n" + FIELD_HEAD + "Content-Transfer-Encoding: base64\r\n\r\neA==\r\n--XX--")
						.getBytes(StandardCharsets.US_ASCII))::form)
			.withMessage("A part is encoded as base64");
	}

	@Test
	void malformedPartsAreABadRequest() {
		assertStatus(400, request(TYPE, "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n\u00ff\r\n--XX--"
			.getBytes(StandardCharsets.ISO_8859_1))::form);
		assertStatus(400, request(part("a", "filename=\"" + "x".repeat(5000) + "\"", ""))::form);
		assertStatus(400, request(part("a", "filename=\"x\0y\"", ""))::form);
		assertStatus(400, request(part("a", "?=\"", ""))::form);
	}

	@Test
	void aBodyThatCannotBeReadIsNotTheFormsFault() {
		Request request = Request
			.of(EnvironBuilder.of("POST", "/").header("Content-Type", TYPE).body(CutShortInput.after("")).build());
		assertThatExceptionOfType(IOException.class).isThrownBy(request::form).withMessage("cut short");
	}

	@Test
	void aFormThatFailsLeavesNoFile() throws IOException {
		long before = temporaryFiles();
		assertStatus(400, request(part("f", "filename=a", LARGE), part("a", null, "x") + "broken")::form);
		assertThat(temporaryFiles()).isEqualTo(before);
	}

	private static long temporaryFiles() throws IOException {
		try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().matches("wsgi-.*\\.upload")).count();
		}
	}

	private static void isDeleted(Upload upload) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> upload.stream().read());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> upload.saveTo(Path.of("none")));
	}

	private static int status(WsgiClient client, String... parts) {
		return client.post("/").header("Content-Type", TYPE).body(body(parts)).send().code();
	}

	private static WsgiRequest post(Application application, String... parts) {
		return WsgiClient.of(application).post("/").header("Content-Type", TYPE).body(body(parts));
	}

	private static Request request(String... parts) {
		return request(TYPE, body(parts));
	}

	private static Request request(String type, byte[] body) {
		return Request.of(EnvironBuilder.of("POST", "/").header("Content-Type", type).body(body).build());
	}

	private static byte[] body(String... parts) {
		return (String.join("", parts) + "--XX--\r\n").getBytes(StandardCharsets.UTF_8);
	}

	private static String part(String name, String more, String content) {
		return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"" + ((more != null) ? "; " + more : "")
				+ "\r\n\r\n" + content + "\r\n";
	}

}
