package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.CutShortInput;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import io.github.wsgi4j.web.MultipartForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CsrfTests {

	private final SessionCookie sessions = SessionCookie.signedWith("0123456789abcdef0123456789abcdef");

	private final WsgiClient client = client(new Csrf());

	private final WsgiClient parts = client(new Csrf().multipart(MultipartForm::first));

	private String token;

	private String cookie;

	@BeforeEach
	void getToken() {
		WsgiResponse response = this.client.get("/").send();
		this.token = response.text();
		this.cookie = response.header("Set-Cookie").split(";", 2)[0];
	}

	@Test
	void theTokenInAHeaderIsAccepted() {
		WsgiResponse response = post().header("X-CSRF-Token", this.token).text("body").send();
		assertThat(response.status()).isEqualTo("200 OK");
		assertThat(response.text()).isEqualTo("body");
	}

	@Test
	void theTokenInAFormIsAcceptedAndTheFormReadAgain() {
		String form = "a=%C3%A4&_csrf=" + this.token + "&b=" + "x".repeat(100_000);
		WsgiResponse response = post().header("Content-Type", "Application/x-www-form-urlencoded; charset=utf-8")
			.body(form.getBytes(StandardCharsets.UTF_8))
			.send();
		assertThat(response.text()).isEqualTo(form);
	}

	@Test
	void theTokenInAMultipartFormIsAcceptedAndTheFormReadAgain() {
		String form = part("a", "\u00e4") + part("_csrf", this.token)
				+ part("file\"; filename=\"a.bin", "x".repeat(200_000)) + "--limit--\r\n";
		assertThat(multipart(this.parts, form).text()).isEqualTo(form);
		assertThat(multipart(this.client, form).code()).isEqualTo(403);
	}

	@Test
	void ofAMultipartFormNoMoreIsReadThanTheLimit() {
		WsgiClient small = client(new Csrf().multipart(MultipartForm::first).maxFormSize(300));
		String form = part("_csrf", this.token);
		assertThat(multipart(small, form + part("a", "x".repeat(500)) + "--limit--\r\n").code()).isEqualTo(200);
		assertThat(multipart(small, part("a", "x".repeat(500)) + form + "--limit--\r\n").code()).isEqualTo(403);
		// It is cut within the boundary behind the token.
		assertThat(multipart(client(new Csrf().multipart(MultipartForm::first).maxFormSize(form.length() + 3)),
				form + "--limit--\r\n")
			.code()).isEqualTo(403);
	}

	@Test
	void aMultipartFormWithoutItsTokenIsRefused() {
		assertThat(multipart(this.parts, part("_csrf", "x") + "--limit--\r\n").code()).isEqualTo(403);
		assertThat(multipart(this.parts, part("_csrf", "x") + part("_csrf", this.token) + "--limit--\r\n").code())
			.isEqualTo(403);
		assertThat(multipart(this.parts, part("a", this.token) + "--limit--\r\n").code()).isEqualTo(403);
		assertThat(multipart(this.parts, part("_csrf\"; filename=\"a", this.token) + "--limit--\r\n").code())
			.isEqualTo(403);
	}

	@Test
	void aMalformedMultipartFormIsRefused() {
		for (String form : new String[] { "", "--limit", "--limit\r\n\r\n", part("_csrf", this.token),
				"x".repeat(100_000), "--limit\r\n" + "x".repeat(100_000) + "\r\n\r\nx" }) {
			assertThat(multipart(this.parts, form).code()).isEqualTo(403);
		}
		assertThat(this.parts.post("/")
			.header("Cookie", this.cookie)
			.header("Content-Type", "multipart/form-data")
			.body(part("_csrf", this.token).getBytes(StandardCharsets.UTF_8))
			.send()
			.code()).isEqualTo(403);
	}

	@Test
	void aMultipartFormThatCannotBeReadIsNotTakenForOneWithoutAToken() {
		WsgiResponse response = this.parts.post("/")
			.header("Cookie", this.cookie)
			.header("Content-Type", "multipart/form-data; boundary=limit")
			.body(CutShortInput.after(part("a", "b")))
			.send();
		assertThat(response.failure()).isInstanceOf(IOException.class).hasMessage("cut short");
	}

	@Test
	void theTokenLooksDifferentEachTime() {
		Set<String> tokens = new HashSet<>(List.of(this.token));
		for (int i = 0; i < 5; i++) {
			tokens.add(this.client.get("/").header("Cookie", this.cookie).send().text());
		}
		assertThat(tokens).hasSize(6).allSatisfy((token) -> {
			assertThat(token).matches("[\\w-]{86}");
			assertThat(post().header("X-CSRF-Token", token).send().code()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void aWrongTokenIsNot(String token) {
		assertThat(post().header("X-CSRF-Token", token).send().status()).isEqualTo("403 Forbidden");
	}

	@Test
	void theTokenOfAnotherSessionIsNot() {
		String other = this.client.get("/").send().text();
		assertThat(post().header("X-CSRF-Token", other).send().code()).isEqualTo(403);
		assertThat(this.client.post("/").header("X-CSRF-Token", this.token).send().code()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "OWN" })
	void withoutATokenAnUnsafeRequestIsRefused(String method) {
		assertThat(this.client.request(method, "/").header("Cookie", this.cookie).send().code()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "TRACE" })
	void aSafeOneIsNot(String method) {
		assertThat(this.client.request(method, "/")
			.header("Cookie", this.cookie)
			.header("Sec-Fetch-Site", "cross-site")
			.send()
			.code()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, cross-site, 403", "Sec-Fetch-Site, same-site, 403",
			"Sec-Fetch-Site, same-origin, 200", "Sec-Fetch-Site, none, 200", "Origin, http://localhost, 200",
			"Origin, HTTPS://localhost, 200", "Origin, http://localhost:80, 200", "Origin, http://localhost:81, 403",
			"Origin, https://evil.test, 403", "Origin, null, 403", "Origin, http://localhost.evil.test, 403" })
	void evenWithATokenAForeignPageIsRefused(String name, String value, int code) {
		assertThat(post().header("X-CSRF-Token", this.token).header(name, value).send().code()).isEqualTo(code);
	}

	@Test
	void whatTheBrowserSaysOfTheSiteCountsMoreThanTheOrigin() {
		assertThat(post().header("X-CSRF-Token", this.token)
			.header("Sec-Fetch-Site", "same-origin")
			.header("Origin", "https://public.example")
			.send()
			.code()).isEqualTo(200);
	}

	@Test
	void theOriginIsComparedWithTheServerOfAProxyToo() {
		assertThat(post().header("X-CSRF-Token", this.token)
			.header("Origin", "https://public.example")
			.environ((environ) -> environ.variable(Environ.SERVER_NAME, "public.example")
				.variable(Environ.SERVER_PORT, "443"))
			.send()
			.code()).isEqualTo(200);
	}

	@Test
	void aTrustedOriginNeedsTheTokenAsWell() {
		WsgiClient trusting = client(new Csrf().trusting("https://app.example"));
		WsgiRequest request = trusting.post("/")
			.header("Cookie", this.cookie)
			.header("Origin", "https://app.example")
			.header("Sec-Fetch-Site", "cross-site");
		assertThat(request.send().code()).isEqualTo(403);
		assertThat(request.header("X-CSRF-Token", this.token).send().code()).isEqualTo(200);
	}

	@Test
	void ofAFormNoMoreIsReadThanTheLimit() {
		WsgiClient small = client(new Csrf().maxFormSize(100));
		String form = "_csrf=" + this.token + "&a=";
		assertThat(small.post("/").header("Cookie", this.cookie).form(Map.of("_csrf", this.token)).send().code())
			.isEqualTo(200);
		assertThat(urlencoded(small, form + "x".repeat(100)).code()).isEqualTo(200);
		assertThat(urlencoded(small, "a=" + "x".repeat(100) + "&" + form).code()).isEqualTo(403);
		assertThat(urlencoded(small, "a=1234567890&_csrf=" + this.token + "x").code()).isEqualTo(403);
	}

	@Test
	void aFormThatCannotBeReadIsNotTakenForOneWithoutAToken() {
		WsgiResponse response = post().header("Content-Type", "application/x-www-form-urlencoded")
			.body(CutShortInput.after("a=b&_csrf="))
			.send();
		assertThat(response.failure()).isInstanceOf(IOException.class).hasMessage("cut short");
	}

	@Test
	void behindTheTokenTheApplicationSeesThatTheFormCannotBeRead() {
		String form = "_csrf=" + this.token + "&a=b";
		Application application = (environ, startResponse) -> {
			byte[] begin = Environ.input(environ).readNBytes(form.length());
			startResponse.call("200 OK", List.of()).call(begin);
			return Body.of(Environ.input(environ).readAllBytes());
		};
		WsgiResponse response = Between.validators(this.sessions.then(new Csrf()), application)
			.post("/")
			.header("Cookie", this.cookie)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(CutShortInput.after(form))
			.send();
		assertThat(response.text()).isEqualTo(form);
		assertThat(response.failure()).isInstanceOf(IOException.class).hasMessage("cut short");
	}

	@Test
	void aLimitIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Csrf().maxFormSize(-1));
	}

	@Test
	void anInputThatDoesNotEndIsReadAsFarAsItIsLong() {
		byte[] form = ("_csrf=" + this.token).getBytes(StandardCharsets.UTF_8);
		InputStream endless = new FilterInputStream(new ByteArrayInputStream(form)) {

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				int count = super.read(bytes, offset, length);
				if (count < 0) {
					throw new IllegalStateException("It would wait for ever");
				}
				return count;
			}

		};
		Application application = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text(new String(Environ.input(environ).readNBytes(form.length), StandardCharsets.UTF_8));
		};
		WsgiRequest request = Between.validators(this.sessions.then(new Csrf()), application)
			.post("/")
			.header("Cookie", this.cookie)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.environ((environ) -> environ.variable(Environ.WSGI_INPUT_TERMINATED, false)
				.variable(Environ.WSGI_INPUT, new Input(endless)));
		assertThat(request.send().code()).isEqualTo(403);
		assertThat(
				request.environ((environ) -> environ.variable(Environ.CONTENT_LENGTH, "" + form.length)).send().text())
			.startsWith("_csrf=");
	}

	@Test
	void aTypeThatIsNoFormNeedsTheHeader() {
		assertThat(post().header("Content-Type", "text/plain")
			.body(("_csrf=" + this.token).getBytes(StandardCharsets.UTF_8))
			.send()
			.code()).isEqualTo(403);
	}

	@Test
	void aMalformedFormIsRefused() {
		assertThat(urlencoded(this.client, "%zz=1&_csrf=%zz&=&&_csrf").code()).isEqualTo(403);
	}

	@Test
	void namesMayBeOthers() {
		WsgiClient other = client(new Csrf().header("X-Own").field("own"));
		assertThat(other.post("/").header("Cookie", this.cookie).header("X-Own", this.token).send().code())
			.isEqualTo(200);
		assertThat(other.post("/").header("Cookie", this.cookie).form(Map.of("own", this.token)).send().code())
			.isEqualTo(200);
		assertThatIllegalArgumentException().isThrownBy(() -> new Csrf().header("a b"));
	}

	@Test
	void someRequestsMayBeExempt() {
		WsgiClient exempt = client(new Csrf().except((environ) -> "/hook".equals(environ.get(Environ.PATH_INFO))));
		assertThat(exempt.post("/hook").header("Origin", "https://evil.test").send().code()).isEqualTo(200);
		assertThat(exempt.post("/").send().code()).isEqualTo(403);
	}

	@Test
	void aRefusalMayLookOtherwise() {
		WsgiClient own = client(new Csrf().refusal((environ, startResponse) -> {
			startResponse.call("403 Forbidden", List.of(Header.of("Content-Type", "text/html")));
			return Body.text("<p>" + environ.get(Csrf.VIOLATION) + "<p>" + Csrf.token(environ));
		}).field("own"));
		WsgiRequest request = own.post("/").header("Cookie", this.cookie);
		WsgiResponse response = request.send();
		assertThat(response.status()).isEqualTo("403 Forbidden");
		assertThat(response.header("Content-Type")).isEqualTo("text/html");
		assertThat(response.text()).startsWith("<p>The request has no valid token.<p>");
		// The page may have the form again.
		String fresh = response.text().substring(response.text().lastIndexOf('>') + 1);
		assertThat(request.header("X-CSRF-Token", fresh).send().code()).isEqualTo(200);
		assertThat(own.post("/").header("Sec-Fetch-Site", "cross-site").send().text())
			.contains("The request comes from another site.");
	}

	@Test
	void aTokenFromBeforeALoginIsRefusedAfterIt() {
		Application login = (environ, startResponse) -> {
			Session.of(environ).set("user", "ada");
			Session.of(environ).renew();
			startResponse.call("200 OK", List.of());
			return Body.text(Csrf.token(environ));
		};
		WsgiResponse response = Between.validators(this.sessions.then(new Csrf()), login)
			.post("/")
			.header("Cookie", this.cookie)
			.header("X-CSRF-Token", this.token)
			.send();
		this.cookie = response.header("Set-Cookie").split(";", 2)[0];
		assertThat(post().header("X-CSRF-Token", this.token).send().code()).isEqualTo(403);
		assertThat(post().header("X-CSRF-Token", response.text()).send().code()).isEqualTo(200);
	}

	@Test
	void aRefusalSaysWhy() {
		assertThat(post().send().text()).isEqualTo("The request has no valid token.\n");
		assertThat(post().header("Sec-Fetch-Site", "cross-site").send().text())
			.isEqualTo("The request comes from another site.\n");
	}

	@Test
	void withoutASessionItFails() {
		WsgiResponse response = Between.validators(new Csrf(), Between.text("")).post("/").send();
		assertThat(response.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("wsgi4j.session");
	}

	private static String part(String name, String value) {
		return "--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
	}

	private WsgiResponse multipart(WsgiClient client, String form) {
		return form(client, "Multipart/form-data; boundary=limit", form);
	}

	private WsgiResponse urlencoded(WsgiClient client, String form) {
		return form(client, "application/x-www-form-urlencoded", form);
	}

	private WsgiResponse form(WsgiClient client, String type, String form) {
		return client.post("/")
			.header("Cookie", this.cookie)
			.header("Content-Type", type)
			.body(form.getBytes(StandardCharsets.UTF_8))
			.send();
	}

	private WsgiRequest post() {
		return this.client.post("/").header("Cookie", this.cookie);
	}

	private WsgiClient client(Csrf csrf) {
		Application application = (environ, startResponse) -> {
			byte[] body = Environ.input(environ).readAllBytes();
			boolean get = "GET".equals(environ.get(Environ.REQUEST_METHOD));
			String token = get ? Csrf.token(environ) : "";
			startResponse.call("200 OK", List.of());
			return get ? Body.text(token) : Body.of(body);
		};
		return Between.validators(this.sessions.then(Validator.fail()).then(csrf), application);
	}

}
