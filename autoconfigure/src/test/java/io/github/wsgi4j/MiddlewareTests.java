package io.github.wsgi4j;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MiddlewareTests {

	private static final Application HELLO = (environ, startResponse) -> Body.text("hello");

	@Test
	void identityGivesBackTheApplication() {
		assertThat(Middleware.identity().wrap(HELLO)).isSameAs(HELLO);
	}

	@Test
	void thenPutsTheOtherNearerToTheApplication() throws Exception {
		assertThat(text(tag("a").then(tag("b")).wrap(HELLO))).isEqualTo("a(b(hello))");
	}

	@Test
	void thenIsAssociative() throws Exception {
		Middleware left = tag("a").then(tag("b")).then(tag("c"));
		Middleware right = tag("a").then(tag("b").then(tag("c")));
		assertThat(text(left.wrap(HELLO))).isEqualTo(text(right.wrap(HELLO))).isEqualTo("a(b(c(hello)))");
	}

	@Test
	void identityIsNeutral() throws Exception {
		assertThat(text(Middleware.identity().then(tag("a")).wrap(HELLO))).isEqualTo("a(hello)");
		assertThat(text(tag("a").then(Middleware.identity()).wrap(HELLO))).isEqualTo("a(hello)");
	}

	@Test
	void ofHasTheFirstOutermost() throws Exception {
		assertThat(text(Middleware.of(List.of(tag("a"), tag("b"), tag("c"))).wrap(HELLO))).isEqualTo("a(b(c(hello)))");
	}

	@Test
	void ofNothingIsTheIdentity() {
		assertThat(Middleware.of(List.of()).wrap(HELLO)).isSameAs(HELLO);
	}

	@Test
	void headersAreChangedAsTheResponseStarts() throws Exception {
		HeaderMiddleware middleware = (environ, status, headers) -> List.of(Header.of("X-Status", status));
		List<Header> sent = new ArrayList<>();
		middleware.wrap((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.empty();
		}).call(new HashMap<>(), (status, headers, excInfo) -> {
			headers.forEach(sent::add);
			return (block) -> {
			};
		});
		assertThat(sent).containsExactly(Header.of("X-Status", "200 OK"));
	}

	private static Middleware tag(String name) {
		return (application) -> (environ, startResponse) -> {
			String inner = text(application.call(environ, startResponse));
			return Body.text(name + "(" + inner + ")");
		};
	}

	private static String text(Application application) throws Exception {
		return text(application.call(new HashMap<>(), (status, headers, excInfo) -> (block) -> {
		}));
	}

	private static String text(Iterable<byte[]> body) {
		StringBuilder text = new StringBuilder();
		body.forEach((block) -> text.append(new String(block, StandardCharsets.UTF_8)));
		return text.toString();
	}

}
