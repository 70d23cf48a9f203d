package io.github.wsgi4j.middleware;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TrailingSlashTests {

	private final WsgiClient adding = client(TrailingSlash.added());

	private final WsgiClient removing = client(TrailingSlash.removed());

	@ParameterizedTest
	@CsvSource({ "/a, /a/", "/a/b?c=%2F&d, /a/b/?c=%2F&d", "/%C3%A4%2F, /%C3%A4%2F/", "/a.b/c, /a.b/c/",
			"/%5Cevil.test/a, /%5Cevil.test/a/" })
	void aSlashIsAdded(String target, String location) {
		assertRedirected(this.adding.get(target).send(), location);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a/", "/a.css", "/a/favicon.ico", "//evil.test/a", "/?a" })
	void aSlashIsNotAdded(String target) {
		WsgiResponse response = this.adding.get(target).send();
		assertThat(response.text()).isEqualTo("hello");
	}

	@ParameterizedTest
	@CsvSource({ "/a/, /a", "/a/b//?c=d/, /a/b?c=d/", "/%C3%A4%2F/, /%C3%A4%2F", "/a.css/, /a.css" })
	void aSlashIsRemoved(String target, String location) {
		assertRedirected(this.removing.get(target).send(), location);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a", "//", "//evil.test/", "///evil.test//", "/a%2F" })
	void aSlashIsNotRemoved(String target) {
		assertThat(this.removing.get(target).send().text()).isEqualTo("hello");
	}

	@Test
	void anotherMethodIsLeftAloneUnlessAskedFor() {
		assertThat(this.removing.head("/a/").send().code()).isEqualTo(308);
		assertThat(this.removing.post("/a/").send().code()).isEqualTo(200);
		assertRedirected(client(TrailingSlash.removed().everyMethod()).post("/a/").text("body").send(), "/a");
		assertRedirected(client(TrailingSlash.added().everyMethod()).delete("/a").send(), "/a/");
	}

	@Test
	void theRootOfAnApplicationHasItsSlash() {
		assertRedirected(mounted(this.adding, "/shop"), "/shop/");
		assertThat(mounted(this.removing, "/shop").code()).isEqualTo(200);
		assertThat(mounted(this.removing, "/shop/").code()).isEqualTo(200);
		assertRedirected(mounted(this.removing, "/shop/a/"), "/shop/a");
	}

	private static WsgiResponse mounted(WsgiClient client, String target) {
		return client.environ((environ) -> environ.scriptName("/shop")).get(target).send();
	}

	private static void assertRedirected(WsgiResponse response, String location) {
		assertThat(response.status()).isEqualTo("308 Permanent Redirect");
		assertThat(response.header("Location")).isEqualTo(location);
		assertThat(response.body()).isEmpty();
	}

	private static WsgiClient client(TrailingSlash slash) {
		return Between.validators(slash, Between.text("hello"));
	}

}
