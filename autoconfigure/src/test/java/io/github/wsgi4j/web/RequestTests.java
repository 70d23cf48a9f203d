package io.github.wsgi4j.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.wsgi4j.SameSite;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;

import static io.github.wsgi4j.web.Refusals.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	@Test
	void methodAndDecodedPath() {
		Request request = get("/caf%C3%A9/%F0%9F%8D%B5/a%2Fb");
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/caf\u00e9/\uD83C\uDF75/a/b");
		assertThat(request).hasToString("GET /caf\u00c3\u00a9/\u00f0\u009f\u008d\u00b5/a/b");
	}

	@Test
	void aPathThatIsNotUtf8IsABadRequest() {
		Request request = get("/%FF");
		assertStatus(400, request::path);
	}

	@Test
	void parametersOfTheQuery() {
		Values query = get("/?a=1&b=&c&a=2&d%20d=%C3%A9+%2B&=x&&").query();
		assertThat(query.toMap()).containsExactly(Map.entry("a", List.of("1", "2")), Map.entry("b", List.of("")),
				Map.entry("c", List.of("")), Map.entry("d d", List.of("\u00e9 +")), Map.entry("", List.of("x")));
		assertThat(query.get("a")).isEqualTo("1");
		assertThat(query.all("a", Integer.class)).containsExactly(1, 2);
		assertThat(query.find("z")).isEmpty();
		assertThat(query.has("c")).isTrue();
		assertThat(query.has("z")).isFalse();
		assertThat(query).hasToString("query parameters [a, b, c, d d, ]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?a=%", "/?a=%4", "/?a=%4g", "/?a=%zz", "/?%C3=1", "/?a=%FF%FE", "/?a=%C0%AF" })
	void aMalformedQueryIsABadRequest(String target) {
		Request request = get(target);
		assertStatus(400, request::query);
	}

	@Test
	void aPercentEncodingAtTheVeryEndIsRead() {
		assertThat(get("/?a=%41").query("a")).isEqualTo("A");
	}

	@Test
	void tooManyParametersAreABadRequest() {
		Request most = get("/?" + "a&".repeat(1000));
		assertThat(most.query().all("a")).hasSize(1000);
		Request more = get("/?" + "a&".repeat(1001));
		assertStatus(400, more::query);
	}

	@Test
	void typedParameters() {
		Request request = get(
				"/?int=-7&int=&int=8&long=9000000000&double=1.5&bool=on&off=FALSE&level=strict&day=2024-02-29"
						+ "&id=123e4567-e89b-12d3-a456-426614174000&wait=PT5S&at=12:30&when=2024-02-29T12:30%2B01:00");
		assertThat(request.query("int", Integer.class)).isEqualTo(-7);
		assertThat(request.query("int", int.class)).isEqualTo(-7);
		assertThat(request.query("long", Long.class)).isEqualTo(9_000_000_000L);
		assertThat(request.query("double", Double.class)).isEqualTo(1.5);
		assertThat(request.query("bool", Boolean.class)).isTrue();
		assertThat(request.query("off", boolean.class)).isFalse();
		assertThat(request.query("level", SameSite.class)).isEqualTo(SameSite.STRICT);
		assertThat(request.query("day", LocalDate.class)).isEqualTo("2024-02-29");
		assertThat(request.query("id", UUID.class)).hasToString("123e4567-e89b-12d3-a456-426614174000");
		assertThat(request.query("wait", Duration.class)).hasSeconds(5);
		assertThat(request.query("at", LocalTime.class)).isEqualTo("12:30");
		assertThat(request.query("when", OffsetDateTime.class)).isEqualTo("2024-02-29T11:30Z");
		assertThat(request.query("double", Float.class)).isEqualTo(1.5f);
		assertThat(request.query("double", float.class)).isEqualTo(1.5f);
		assertThat(request.query("int", Short.class)).isEqualTo((short) -7);
		assertThat(request.query("int", short.class)).isEqualTo((short) -7);
		assertThat(request.query().all("int", Integer.class)).containsExactly(-7, 8);
		String own = request.query().get("int", (text) -> text + "!");
		assertThat(own).isEqualTo("-7!");
		assertThat(request.query().find("int", Long.class)).contains(-7L);
		assertThat(request.query().find("none", Long.class)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "java.lang.Integer, 1.5", "java.lang.Long, 99999999999999999999", "java.lang.Integer, %D9%A3",
			"java.lang.Integer, 1+", "java.lang.Double, NaN", "java.lang.Double, 1e999", "java.lang.Float, 1e40",
			"java.lang.Float, 1e", "java.lang.Short, 40000", "java.lang.Double, 1d", "java.lang.Double, +1.5+",
			"java.lang.Double, 0x1p3", "java.lang.Boolean, maybe", "java.util.UUID, 1", "java.util.UUID, 1-1-1-1-1",
			"java.math.BigDecimal, 1e1000000000", "java.math.BigDecimal, 1e-1000000000",
			"java.time.LocalDate, 2023-02-29", "java.time.LocalTime, 24:01",
			"java.time.OffsetDateTime, 2024-02-29T12:30", "io.github.wsgi4j.SameSite, sometimes" })
	void aMalformedParameterIsABadRequest(Class<?> type, String value) {
		Request request = get("/?x=" + value);
		assertStatus(400, () -> request.query("x", type));
		assertStatus(400, () -> request.query().find("x", type));
	}

	@ParameterizedTest
	@ValueSource(classes = { BigInteger.class, BigDecimal.class, Double.class, Integer.class, Long.class })
	void aNumberOfAMillionDigitsIsRefusedUnread(Class<?> type) {
		Request request = Request.of(EnvironBuilder.of("POST", "/")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(("n=" + "1".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII))
			.build());
		assertStatus(400, () -> request.form("n", type));
	}

	@Test
	void aNumberMayBeLong() {
		assertThat(get("/?n=" + "9".repeat(1000)).query("n", BigInteger.class))
			.isEqualTo(BigInteger.TEN.pow(1000).subtract(BigInteger.ONE));
		assertThat(get("/?n=1e-300").query("n", BigDecimal.class)).isEqualTo(new BigDecimal("1e-300"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Integer.class, Boolean.class, UUID.class, LocalDate.class, SameSite.class })
	void whatWasLeftBlankIsNotFound(Class<?> type) {
		assertThat(get("/?n=").query().find("n", type)).isEmpty();
		assertThat(get("/?n=+").query().find("n", type)).isEmpty();
		assertStatus(400, () -> get("/?n=").query("n", type));
		assertThat(get("/?n=").query().find("n", String.class)).contains("");
		assertThat(get("/?n=").query().find("n", Integer::valueOf)).isEmpty();
	}

	@Test
	void aMissingParameterIsABadRequestAndAnUnknownTypeAMistake() {
		Request request = get("/?x=1");
		assertStatus(400, () -> request.query("y"));
		assertStatus(400, () -> request.query("y", Integer.class));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.query("x", Thread.class));
	}

	@Test
	void headersInAnyCase() {
		Request request = Request.of(EnvironBuilder.of("POST", "/")
			.header("X-Thing", "1")
			.header("x-thing", "2")
			.header("Content-Type", "text/plain")
			.body(new byte[3])
			.build());
		assertThat(request.header("x-THING")).contains("1,2");
		assertThat(request.header("content-type")).contains("text/plain");
		assertThat(request.header("Content-Length")).contains("3");
		assertThat(request.header("Accept")).isEmpty();
		assertThat(request.headers().names()).contains("x-thing", "content-type", "content-length", "host");
		assertThat(request.headers().get("Content-LENGTH", Integer.class)).isEqualTo(3);
		assertStatus(400, () -> request.headers().get("Accept"));
	}

	@Test
	void cookies() {
		Request request = Request.of(EnvironBuilder.of("GET", "/")
			.header("Cookie", "a=1; b=\"two\";c = 3 ;d; =e; a=4; f=x=y")
			.header("Cookie", "g=5")
			.build());
		assertThat(request.cookies().toMap()).containsExactly(Map.entry("a", List.of("1", "4")),
				Map.entry("b", List.of("two")), Map.entry("c", List.of("3")), Map.entry("f", List.of("x=y")),
				Map.entry("g", List.of("5")));
		assertThat(request.cookie("a")).contains("1");
		assertThat(request.cookie("A")).isEmpty();
		assertThat(get("/").cookies().names()).isEmpty();
	}

	@Test
	void aCookieIsReadAsUtf8AndLeftOutIfItIsNot() {
		Request request = Request.of(EnvironBuilder.of("GET", "/")
			.header("Cookie", "a=caf\u00c3\u00a9; b=\u00ff; n\u00c3\u00a9=\"\u00e2\u0082\u00ac\"; c=1")
			.build());
		assertThat(request.cookies().toMap()).containsExactly(Map.entry("a", List.of("caf\u00e9")),
				Map.entry("n\u00e9", List.of("\u20ac")), Map.entry("c", List.of("1")));
	}

	@Test
	void aFormIsReadInTheCharsetThatItStates() throws IOException {
		Request request = post(FORM + "; charset=ISO-8859-1", "n%E9=caf%E9");
		assertThat(request.form("n\u00e9")).isEqualTo("caf\u00e9");
		assertThat(post(FORM + ";charset=\"windows-1252\"", "n=%80").form("n")).isEqualTo("\u20ac");
		assertStatus(400, post(FORM + "; charset=utf-8", "n=%80")::form);
		assertStatus(415, post(FORM + "; charset=none", "n=1")::form);
	}

	@Test
	void fieldsOfAForm() throws IOException {
		Request request = post(FORM, "title=Tea+%26+c%C3%A9&done=on&n=3");
		assertThat(request.form("title")).isEqualTo("Tea & c\u00e9");
		assertThat(request.form("n", Integer.class)).isEqualTo(3);
		assertThat(request.form().find("done", Boolean.class)).contains(true);
		assertThat(request.uploads()).isEmpty();
		assertStatus(400, () -> request.form("none"));
		assertThat(Request.of(request.environ()).form("n")).as("a second request of the environ").isEqualTo("3");
	}

	@Test
	void aBodyWithoutATypeIsNoForm() throws IOException {
		assertThat(get("/").form().names()).isEmpty();
		Request json = post("application/json", "{}");
		assertStatus(415, json::form);
	}

	@Test
	void aFormBeyondItsLimitsIsTooLarge() {
		assertStatus(413, post(FORM, "a=" + "x".repeat(1 << 20))::form);
		assertStatus(413, post(FORM, "a&".repeat(1001))::form);
		assertStatus(413,
				Request.of(EnvironBuilder.of("POST", "/")
					.header("Content-Type", FORM)
					.body(new ByteArrayInputStream(new byte[(1 << 20) + 1]))
					.build())::form);
		assertStatus(400, post(FORM, "a=%")::form);
	}

	@Test
	void limitsAreAMiddleware() {
		Handler handler = (request) -> Response.text(request.text() + request.query().names());
		WsgiClient client = WsgiClient.of(handler).with(Limits.defaults().withBody(3).withForm(1, 3));
		assertThat(client.post("/?a").text("abc").send().text()).isEqualTo("abc[a]");
		assertThat(client.post("/").text("abcd").send().code()).isEqualTo(413);
		assertThat(client.post("/?a&b").text("abc").send().code()).isEqualTo(400);
		assertThatIllegalArgumentException().isThrownBy(() -> Limits.defaults().withBody(-1));
	}

	@Test
	void theBodyAsBytesAndText() throws IOException {
		assertThat(post("text/plain", "caf\u00e9").text()).isEqualTo("caf\u00e9");
		Request latin1 = Request.of(EnvironBuilder.of("POST", "/")
			.header("Content-Type", "text/plain; Charset=\"ISO-8859-1\"")
			.body("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))
			.build());
		assertThat(latin1.text()).isEqualTo("caf\u00e9");
		assertThat(latin1.bytes()).isEqualTo("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(latin1.stream().readAllBytes()).hasSize(4);
	}

	@Test
	void textThatIsMalformed() throws IOException {
		Request utf8 = Request.of(EnvironBuilder.of("POST", "/").body(new byte[] { (byte) 0xFF }).build());
		assertStatus(400, utf8::text);
		assertStatus(415, post("text/plain; charset=nonsense", "")::text);
		assertStatus(415, post("text/plain; charset=*", "")::text);
		assertStatus(415, post("text/plain; charset=\"\"", "")::text);
		assertThat(post("text/plain; p=\"; charset=utf-16\"", "a").text()).isEqualTo("a");
	}

	@Test
	void aBodyThatIsTooLargeIsNotEvenRead() {
		Request request = Request.of(EnvironBuilder.of("POST", "/")
			.header("Content-Length", "1048577")
			.body(new ByteArrayInputStream(new byte[0]) {
				@Override
				public synchronized int read(byte[] bytes, int offset, int length) {
					throw new AssertionError("The body was read");
				}
			})
			.build());
		assertStatus(413, request::bytes);
	}

	@Test
	void lines() {
		assertThat(post("text/plain", "one\r\ntwo\n\ncaf\u00e9").lines()).containsExactly("one", "two", "",
				"caf\u00e9");
		assertThat(post("text/plain", "").lines()).isEmpty();
		assertStatus(415, post("text/plain; charset=utf-16", "")::lines);
		assertStatus(413, post("text/plain", "ok\n" + "x".repeat((1 << 20) + 1)).lines()::toList);
		assertThat(post("text/plain", "x".repeat(1 << 20) + "\r\ny").lines()).hasSize(2);
	}

	@Test
	void json() throws IOException {
		Request request = post("application/json; charset=utf-8", "{\"title\":\"Tea\",\"done\":true}");
		assertThat(request.isJson()).isTrue();
		assertThat(request.json(Todo.class)).isEqualTo(new Todo("Tea", true));
		assertThat(post("application/vnd.x+json", "[1,2]").json(int[].class)).containsExactly(1, 2);
		assertThat(post("application/json", "7").json(int.class)).isEqualTo(7);
	}

	@Test
	void jsonOfAGenericTypeNeedsNoCast() throws IOException {
		List<Todo> todos = post("application/json", "[{\"title\":\"Tea\",\"done\":true}]")
			.json(new ParameterizedTypeReference<List<Todo>>() {
			});
		assertThat(todos).containsExactly(new Todo("Tea", true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{\"title\":1", "[]", "null", "{\"done\":\"perhaps\"}", "{} {}", "\u00ff" })
	void malformedJsonIsABadRequest(String body) {
		Request request = post("application/json", body);
		assertStatus(400, () -> request.json(Todo.class));
	}

	@Test
	void deepJsonIsABadRequest() {
		Request request = post("application/json", "[".repeat(100_000));
		assertStatus(400, () -> request.json(Object.class));
	}

	// A client that has a form wants to know beside which field to say it.
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"count": 1, "lines": [{"item": "a", "price": 1}, {"item": "b", "price": "x"}]} | lines[1].price
			{"count": 1, "lines": [{"item": "a"}]}                                          | lines[0].price
			{"count": "many"}                                                               | count
			""")
	void jsonOfAnotherStructureIsRefusedByTheNameOfTheField(String json, String field) {
		assertThatExceptionOfType(HttpException.class)
			.isThrownBy(() -> post("application/json", json).json(Order.class))
			.withMessageStartingWith(
					"The JSON is malformed or does not have the expected structure at '" + field + "', in line 1,");
	}

	record Order(int count, List<Line> lines) {
	}

	record Line(String item, int price) {
	}

	@Test
	void whatIsNotSentAsJsonIsNone() {
		Request text = post("text/plain", "{}");
		assertStatus(415, () -> text.json(Todo.class));
		Request large = post("application/json", " ".repeat((1 << 20) + 1));
		assertStatus(413, () -> large.json(Todo.class));
	}

	@Test
	void theUrlIsPutTogetherAgain() {
		Map<String, Object> environ = EnvironBuilder
			.of("GET", "https://example.org:8443/blog/a%20b/caf%C3%A9/x%2Fy?q=%20z")
			.scriptName("/blog")
			.build();
		Request request = Request.of(environ);
		assertThat(request.url()).isEqualTo("https://example.org:8443/blog/a%20b/caf%C3%A9/x%2Fy?q=%20z");
		assertThat(request.rootUrl()).isEqualTo("https://example.org:8443/blog");
	}

	@Test
	void theUrlWithoutAHost() {
		Map<String, Object> environ = EnvironBuilder.of("GET", "/").build();
		environ.remove("HTTP_HOST");
		assertThat(Request.of(environ).url()).isEqualTo("http://localhost/");
		environ.put("SERVER_PORT", "8080");
		assertThat(Request.of(environ).url()).isEqualTo("http://localhost:8080/");
		environ.put("SERVER_NAME", "::1");
		assertThat(Request.of(environ).url()).isEqualTo("http://[::1]:8080/");
		environ.put("SERVER_NAME", "[::1]");
		assertThat(Request.of(environ).url()).isEqualTo("http://[::1]:8080/");
		environ.put("HTTP_HOST", "a b\"<");
		assertThat(Request.of(environ).url()).isEqualTo("http://a%20b%22%3C/");
	}

	@Test
	void aPathWithoutASlashIsNoPartOfTheHost() {
		Map<String, Object> environ = EnvironBuilder.of("OPTIONS", "/").build();
		environ.put("PATH_INFO", "@evil.test");
		assertThat(Request.of(environ).url()).isEqualTo("http://localhost/@evil.test");
		environ.put("PATH_INFO", "");
		assertThat(Request.of(environ).url()).isEqualTo("http://localhost");
	}

	@Test
	void partsOfTheUrlAndTheClient() {
		Request request = Request.of(EnvironBuilder.of("GET", "https://example.org:8443/").build());
		assertThat(request.scheme()).isEqualTo("https");
		assertThat(request.host()).isEqualTo("example.org:8443");
		assertThat(request.remoteAddress()).contains("127.0.0.1");
		assertThat(sentTo("https", "example.org:443").host()).isEqualTo("example.org");
		assertThat(sentTo("http", "[::80]:80").host()).isEqualTo("[::80]");
		assertThat(sentTo("http", "[::80]").host()).isEqualTo("[::80]");
		assertThat(sentTo("http", "example.org:443").host()).isEqualTo("example.org:443");
		request.environ().keySet().removeAll(List.of("HTTP_HOST", "REMOTE_ADDR"));
		assertThat(request.host()).isEqualTo("example.org:8443");
		assertThat(request.remoteAddress()).isEmpty();
	}

	private static Request sentTo(String scheme, String host) {
		return Request.of(EnvironBuilder.of("GET", scheme + "://example.org/").variable("HTTP_HOST", host).build());
	}

	@Test
	void credentialsAreTakenApart() {
		assertThat(get("/").authorization()).isEmpty();
		Authorization bearer = authorization("Bearer  abc.def== ");
		assertThat(bearer.scheme()).isEqualTo("bearer");
		assertThat(bearer.credentials()).isEqualTo("abc.def==");
		assertThat(bearer.bearer()).contains("abc.def==");
		assertThat(bearer.user()).isEmpty();
		assertThat(bearer).hasToString("bearer");
		Authorization basic = authorization("BASIC QW5uw6k6cDp3");
		assertThat(basic.user()).contains("Ann\u00e9");
		assertThat(basic.password()).contains("p:w");
		assertThat(basic.bearer()).isEmpty();
		assertThat(authorization("Basic !").user()).isEmpty();
		assertThat(authorization("Basic QW5u").password()).isEmpty();
		assertThat(authorization("Bearer").bearer()).isEmpty();
		Authorization digest = authorization("Digest username=\"a, \\\"b\", uri=/x");
		assertThat(digest.parameter("Username")).contains("a, \"b");
		assertThat(digest.parameter("uri")).contains("/x");
		assertThat(digest.parameter("nonce")).isEmpty();
		Authorization blanks = authorization("Digest username = \"Ann\",uri\t=/x;y=1, =z");
		assertThat(blanks.parameter("username")).contains("Ann");
		assertThat(blanks.parameter("uri")).contains("/x;y=1");
		assertThat(authorization("Digest username").parameter("username")).isEmpty();
	}

	private static Authorization authorization(String header) {
		return Request.of(EnvironBuilder.of("GET", "/").header("Authorization", header).build())
			.authorization()
			.orElseThrow();
	}

	@Test
	void theUserIsUtf8() {
		Request request = Request.of(EnvironBuilder.of("GET", "/").variable("REMOTE_USER", "Ren\u00c3\u00a9").build());
		assertThat(request.user()).contains("Ren\u00e9");
		assertThat(get("/").user()).isEmpty();
	}

	@Test
	void aHandlerAnswersWhatTheClientDidWrong() {
		Handler handler = (request) -> Response.text("n = " + request.query("n", Integer.class));
		WsgiClient client = WsgiClient.of(handler);
		assertThat(client.get("/?n=5").send().text()).isEqualTo("n = 5");
		WsgiResponse wrong = client.get("/?n=<b>").send();
		assertThat(wrong.status()).isEqualTo("400 Bad Request");
		assertThat(wrong.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(wrong.text()).isEqualTo("The query parameter 'n' is malformed\n");
	}

	private static Request get(String target) {
		return Request.of(EnvironBuilder.of("GET", target).build());
	}

	private static Request post(String type, String body) {
		return Request.of(EnvironBuilder.of("POST", "/")
			.header("Content-Type", type)
			.body(body.getBytes(StandardCharsets.UTF_8))
			.build());
	}

	record Todo(String title, boolean done) {

	}

}
