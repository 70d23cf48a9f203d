package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostPortTests {

	@ParameterizedTest
	@CsvSource({ "example.org, example.org, -1", "example.org:, example.org, -1", "example.org:8080, example.org, 8080",
			"my_app.local:9000, my_app.local, 9000", "app.1host:81, app.1host, 81", "a~b:81, a~b, 81",
			"1.2.3:81, 1.2.3, 81", "127.0.0.1, 127.0.0.1, -1", "[2001:db8::1]:80, [2001:db8::1], 80",
			"[::1], [::1], -1", "caf%C3%A9:1, caf%C3%A9, 1", "a:0, a, 0", "a:65535, a, 65535" })
	void readsHostAndPort(String text, String host, int port) {
		assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port));
		assertThat(HostPort.isValid(text)).isTrue();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { ":80", "a:b", "a:65536", "a:1:2", "a b", "a/b", "user@a", "[::1", "[]", "[x]", "[::1]a",
			"::1", "a%4", "a%zz", "caf\u00e9", "a:\u0661", "a,b c" })
	void everythingElseIsRefused(String text) {
		assertThat(HostPort.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			http://a:1/x?y,a:1
			HTTPS://a?//b,a
			http://,``
			/http://a,
			*,
			a:1,
			""")
	void aTargetMayAskForAHost(String target, String authority) {
		assertThat(HostPort.ofTarget(target)).isEqualTo(authority);
	}

	@Test
	void comparesWithTheDefaultPortAndInAnyCase() {
		HostPort host = new HostPort("Example.org", -1);
		assertThat(host.isSame(HostPort.parse("example.ORG:443"), 443)).isTrue();
		assertThat(host.isSame(HostPort.parse("example.org:443"), 80)).isFalse();
		assertThat(host.isSame(HostPort.parse("example.com"), 80)).isFalse();
		assertThat(host.isSame(null, 80)).isFalse();
	}

}
