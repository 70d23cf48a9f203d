package io.github.wsgi4j.test;

import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CookieJarTests {

	/** Sets the cookie that the query asks for, and answers those that it was sent. */
	private final WsgiClient client = WsgiClient.of((environ, start) -> {
		String query = (String) environ.get("QUERY_STRING");
		start.call("200 OK", query.isEmpty() ? List.of() : List.of(Header.of("Set-Cookie", query.replace("%20", " "))));
		return Body.text(String.valueOf(environ.get("HTTP_COOKIE")));
	}).withCookies();

	private void set(String target, String cookie) {
		this.client.get(target + "?" + cookie).send();
	}

	private String sent(String target) {
		return this.client.get(target).send().text();
	}

	@Test
	void cookiesAreSentAgainBehindThoseOfTheRequest() {
		set("/", "a=1; Max-Age=60");
		set("/", "b=\"two\"; HttpOnly; SameSite=Lax; Expires=Fri, 01 Jan 2100 00:00:00 GMT");
		assertThat(sent("/")).isEqualTo("a=1; b=\"two\"");
		assertThat(this.client.get("/").cookie("c", "3").send().text()).isEqualTo("c=3; a=1; b=\"two\"");
		assertThat(this.client.cookie("a", "/")).isEqualTo("1");
		assertThat(this.client.cookie("c", "/")).isNull();
	}

	@Test
	void cookieIsReplacedAndDeleted() {
		set("/", "a=1");
		set("/", "a=2");
		assertThat(sent("/")).isEqualTo("a=2");
		set("/", "a=; Max-Age=0");
		assertThat(sent("/")).isEqualTo("null");
		set("/", "a=3; Max-Age=99999999999999999");
		assertThat(sent("/")).isEqualTo("a=3");
		set("/", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(sent("/")).isEqualTo("null");
	}

	@Test
	void replacedCookieKeepsItsPlaceUntilItIsDeleted() {
		set("/", "a=1");
		set("/", "b=2");
		set("/", "a=3");
		assertThat(sent("/")).isEqualTo("a=3; b=2");
		set("/", "a=; Max-Age=0");
		set("/", "a=4");
		assertThat(sent("/")).isEqualTo("b=2; a=4");
	}

	@Test
	void pathOfACookieIsThatOfItsRequestUnlessItHasOne() {
		set("/shop/items/7", "near=1");
		set("/", "far=2; Path=/shop");
		set("/", "slash=3; Path=/other/");
		set("/shop/", "odd=4; Path=shop");
		assertThat(sent("/shop/items/8")).isEqualTo("near=1; far=2; odd=4");
		assertThat(sent("/shop")).isEqualTo("far=2; odd=4");
		assertThat(sent("/shopping")).isEqualTo("null");
		assertThat(sent("/other/x")).isEqualTo("slash=3");
	}

	@Test
	void cookieOfAHostIsNotSentToOthers() {
		set("http://example.com/", "own=1");
		set("http://www.example.com/", "all=2; Domain=.Example.com");
		set("http://www.example.com/", "foreign=3; Domain=example.org");
		assertThat(sent("http://example.com/")).isEqualTo("own=1; all=2");
		assertThat(sent("http://api.example.com:8080/")).isEqualTo("all=2");
		assertThat(sent("http://notexample.com/")).isEqualTo("null");
		assertThat(sent("http://example.org/")).isEqualTo("null");
	}

	@Test
	void secureCookieNeedsTls() {
		set("http://example.com/", "a=1; Secure");
		set("https://example.com/", "b=2; Secure");
		assertThat(sent("http://example.com/")).isEqualTo("null");
		assertThat(sent("https://example.com/")).isEqualTo("b=2");
	}

	@Test
	void secureCookieIsKeptOnThisMachine() {
		set("/", "a=1; Secure");
		set("http://127.0.0.1:8080/", "b=2; Secure");
		set("http://[::1]:8080/", "c=3; Secure");
		set("http://app.localhost/", "d=4; Secure");
		set("http://10.0.0.1/", "e=5; Secure");
		assertThat(sent("/")).isEqualTo("a=1");
		assertThat(sent("http://127.0.0.1/")).isEqualTo("b=2");
		assertThat(sent("http://[::1]/")).isEqualTo("c=3");
		assertThat(sent("http://app.localhost/")).isEqualTo("d=4");
		assertThat(sent("http://10.0.0.1/")).isEqualTo("null");
	}

	@Test
	void addressHasNoDomain() {
		set("http://127.0.0.1/", "part=1; Domain=0.0.1");
		set("http://127.0.0.1/", "own=2; Domain=127.0.0.1");
		assertThat(sent("http://127.0.0.1/")).isEqualTo("own=2");
	}

	@Test
	void domainWithoutADotIsNoneButTheHostItself() {
		set("http://example.com/", "top=1; Domain=com");
		set("http://example.com/", "none=2; Domain=.");
		set("http://localhost/", "local=3; Domain=localhost");
		assertThat(sent("http://example.com/")).isEqualTo("null");
		assertThat(sent("http://localhost/")).isEqualTo("local=3");
		assertThat(sent("http://app.localhost/")).isEqualTo("null");
	}

	@Test
	void prefixOfANameIsAPromise() {
		set("https://example.com/", "__Host-a=1; Secure; Path=/");
		set("https://example.com/", "__Host-b=2; Secure");
		set("https://example.com/", "__Host-c=3; Secure; Path=/; Domain=example.com");
		set("https://example.com/", "__Host-d=4; Path=/");
		set("https://example.com/", "__Secure-e=5");
		set("https://example.com/", "__Secure-f=6; Secure");
		assertThat(sent("https://example.com/")).isEqualTo("__Host-a=1; __Secure-f=6");
	}

	@Test
	void malformedCookieIsDropped() {
		set("/", "nothing");
		assertThat(sent("/")).isEqualTo("null");
	}

	@Test
	void clientKeepsNoCookiesUnlessItIsTo() {
		WsgiClient other = this.client.withCookies();
		set("/", "a=1");
		assertThat(other.get("/").send().text()).isEqualTo("null");
		assertThat(WsgiClient.of(Calls.answering(Body.empty())).cookie("a", "/")).isNull();
	}

}
