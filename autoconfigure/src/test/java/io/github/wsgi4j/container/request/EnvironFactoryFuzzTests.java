package io.github.wsgi4j.container.request;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wsgi4j.container.input.RequestBody;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.support.EnvironCheck;
import io.github.wsgi4j.http.Latin1;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server lets pass makes a proper environ, below whatever mount.
 */
class EnvironFactoryFuzzTests {

	private static final String TOKEN = "!#$%&'*+.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-";

	private static final List<String> NAMES = List.of("Host", "Cookie", "cookie", "Content-Type", "content-length",
			"CONTENT_TYPE", "Content-Type-", "X-A", "x_a", "Https", "Proxy", "Script-Name");

	private static final List<String> MOUNTS = List.of("", "/a", "/a/b", "/\u00e4", "/a b");

	@FuzzTest
	void whatTheServerLetsPassMakesAProperEnviron(FuzzedDataProvider data) throws Exception {
		String mount = data.pickValue(MOUNTS);
		URI uri = uri(data, mount);
		if (uri == null) {
			return;
		}
		MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest
			.method(HttpMethod.valueOf(text(data, TOKEN, 8, "GET")), uri)
			.localAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080))
			.remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), data.consumeInt(1, 65535)));
		for (int i = data.consumeInt(0, 8); i > 0; i--) {
			String name = data.consumeBoolean() ? data.pickValue(NAMES) : text(data, TOKEN, 12, "X");
			request.header(name, latin1(data, 24));
		}
		MockServerWebExchange exchange = MockServerWebExchange.from(request);
		if (!new ScriptPath(mount).leadsTo(exchange.getRequest().getPath())) {
			return;
		}
		check(mount, exchange, data.consumeBoolean() ? data.consumeString(10) : null);
	}

	private static void check(String mount, MockServerWebExchange exchange, String user) throws Exception {
		RequestStreams streams = new RequestStreams(new Sized(exchange), () -> "");
		Map<String, Object> environ = new EnvironFactory("fuzz", mount, Map.of(), List.of())
			.create(new NativeExchange(exchange), streams, (user != null) ? () -> user : null);
		EnvironCheck.check(environ);
		String path = exchange.getRequest().getPath().value();
		assertThat("" + environ.get("SCRIPT_NAME") + environ.get("PATH_INFO"))
			.isEqualTo(path.isEmpty() ? "/" : Latin1.decode(path));
		exchange.getRequest().getHeaders().forEach((name, values) -> {
			if (name.indexOf('_') >= 0) {
				assertThat(environ).doesNotContainKey("HTTP_" + name);
			}
		});
	}

	private static URI uri(FuzzedDataProvider data, String mount) {
		String host = data.pickValue(List.of("localhost", "[::1]:81", "example.org:8080", "a_b"));
		String path = (data.consumeBoolean() ? mount.replace("\u00e4", "%C3%A4").replace(" ", "%20") : "")
				+ data.pickValue(List.of("", "/", "//", "/%2F", "/;", "/.")) + latin1(data, 24);
		try {
			URI uri = URI.create("http://" + host + path);
			return uri.getRawPath().isEmpty() || uri.getRawPath().startsWith("/") ? uri : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String text(FuzzedDataProvider data, String alphabet, int most, String fallback) {
		StringBuilder text = new StringBuilder();
		for (byte index : data.consumeBytes(most)) {
			text.append(alphabet.charAt(Math.floorMod(index, alphabet.length())));
		}
		return text.isEmpty() ? fallback : text.toString();
	}

	private static String latin1(FuzzedDataProvider data, int most) {
		return new String(data.consumeBytes(most), StandardCharsets.ISO_8859_1).replaceAll("[\\x00\\r\\n]", "");
	}

	/**
	 * A body that the container knows the length of, as it does with full buffering.
	 */
	private record Sized(MockServerWebExchange exchange) implements RequestBody {

		@Override
		public InputStream stream() {
			return InputStream.nullInputStream();
		}

		@Override
		public long length() {
			return this.exchange.getRequest().getHeaders().containsHeader("Content-Length") ? 0 : -1;
		}

		@Override
		public void close() {
		}

	}

}
