package io.github.wsgi4j.middleware.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.middleware.Trial;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SessionCookieTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private static final String OTHER = "another key that is long enough to sign";

	private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

	private final SessionCookie sessions = SessionCookie.signedWith(KEY).clock(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void aValueComesBack() {
		String cookie = cookie(this.sessions, (session) -> session.set("name", "J\u00f6rg"));
		assertThat(read(this.sessions, cookie)).isEqualTo(Map.of("name", "J\u00f6rg"));
	}

	@Test
	void theCookieIsForTheServerAlone() {
		String cookie = send(this.sessions, "/", null, (session) -> session.set("a", "b")).header("Set-Cookie");
		assertThat(cookie).matches("session=[\\w-]+\\.[\\w-]+; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax");
		assertThat(send(this.sessions, "https://localhost/", null, (session) -> session.set("a", "b"))
			.header("Set-Cookie")).endsWith("; SameSite=Lax; Secure");
	}

	@Test
	void itIsSentWhenSomethingHasChanged() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		assertThat(setCookies(cookie, (session) -> session.get("a"))).isEmpty();
		assertThat(setCookies(cookie, (session) -> session.set("a", "b"))).isEmpty();
		assertThat(setCookies(cookie, (session) -> session.remove("none"))).isEmpty();
		assertThat(setCookies(cookie, (session) -> session.set("a", "c"))).hasSize(1);
		assertThat(setCookies(null, (session) -> session.remove("a"))).isEmpty();
		assertThat(setCookies(null, Session::renew)).isEmpty();
	}

	@Test
	void aCacheIsToldWhenTheSessionWasLookedAt() {
		assertThat(send(this.sessions, "/", null, (session) -> session.get("a")).header("Vary")).isEqualTo("Cookie");
		assertThat(send(this.sessions, "/", null, (session) -> {
		}).header("Vary")).isNull();
	}

	@Test
	void anEmptySessionIsForgotten() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		for (Consumer<Session> change : List.<Consumer<Session>>of(Session::invalidate,
				(session) -> session.remove("a"))) {
			assertThat(setCookies(cookie, change))
				.containsExactly("session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
		}
	}

	@Test
	void aRenewedSessionHasItsValuesAndAnotherId() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		String[] ids = new String[3];
		send(this.sessions, "/", cookie, (session) -> ids[0] = session.id());
		String renewed = cookie(send(this.sessions, "/", cookie, (session) -> {
			session.renew();
			ids[1] = session.id();
		}));
		send(this.sessions, "/", renewed, (session) -> ids[2] = session.id());
		assertThat(ids[1]).hasSize(22).isNotEqualTo(ids[0]).isEqualTo(ids[2]);
		assertThat(read(this.sessions, renewed)).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void anInvalidatedSessionMayBeginAnew() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		String next = cookie(send(this.sessions, "/", cookie, (session) -> {
			session.invalidate();
			session.set("c", "d");
		}));
		assertThat(read(this.sessions, next)).isEqualTo(Map.of("c", "d"));
	}

	@Test
	void whatIsNotSignedIsNoSession() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		assertThat(read(SessionCookie.signedWith(OTHER), cookie)).isEmpty();
		assertThat(read(this.sessions.name("other"), cookie.replace("session=", "other="))).isEmpty();
		String value = cookie.substring("session=".length());
		for (int i = 0; i < value.length(); i++) {
			char other = (value.charAt(i) == 'A') ? 'g' : 'A';
			String forged = value.substring(0, i) + other + value.substring(i + 1);
			// The last character of the signature has two bits that are in no byte.
			if (i < value.length() - 1) {
				assertThat(read(this.sessions, "session=" + forged)).as("at " + i).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "session=", "session=.", "session=a.b", "session=!.!", "session", "=", ";;",
			"session=AQ.AQ", "sessions=x", "\u00e4=\u00e4" })
	void nonsenseIsNoSession(String cookie) {
		assertThat(read(this.sessions, cookie)).isEmpty();
	}

	@Test
	void aCookieThatSomebodyElseHasPutBeforeIsPassedOver() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		assertThat(read(this.sessions, "x=y; session=forged.forged; " + cookie + "; z")).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void anOldKeyIsAcceptedAndTheNewOneSigns() {
		String cookie = cookie(this.sessions, (session) -> session.set("a", "b"));
		SessionCookie rotated = SessionCookie.signedWith(OTHER, KEY).clock(Clock.fixed(NOW, ZoneOffset.UTC));
		assertThat(read(rotated, cookie)).isEqualTo(Map.of("a", "b"));
		String next = cookie(send(rotated, "/", cookie, (session) -> session.set("a", "c")));
		assertThat(read(this.sessions, next)).isEmpty();
		assertThat(read(SessionCookie.signedWith(OTHER).clock(Clock.fixed(NOW, ZoneOffset.UTC)), next))
			.isEqualTo(Map.of("a", "c"));
	}

	@Test
	void anOldCookieIsNoSessionWhateverTheBrowserKeeps() {
		SessionCookie brief = this.sessions.maxAge(Duration.ofMinutes(1));
		String cookie = cookie(brief, (session) -> session.set("a", "b"));
		assertThat(read(brief.clock(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC)), cookie)).hasSize(1);
		assertThat(read(brief.clock(Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC)), cookie)).isEmpty();
	}

	@Test
	void tooMuchIsRefusedWhereItIsSet() {
		WsgiResponse response = send(this.sessions, "/", null, (session) -> {
			session.set("a", "b");
			assertThatIllegalArgumentException().isThrownBy(() -> session.set("large", "x".repeat(4000)))
				.withMessageContaining("browsers keep 4096");
			assertThatIllegalArgumentException().isThrownBy(() -> session.set("huge", "x".repeat(100_000)));
		});
		assertThat(read(this.sessions, cookie(response))).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void itMayChangeAfterTheStartButNotAfterTheHeaders() {
		WsgiResponse response = Between.validators(this.sessions, (environ, startResponse) -> {
			Session session = Session.of(environ);
			var write = startResponse.call("200 OK", List.of());
			session.set("a", "b");
			write.call(Trial.bytes("x"));
			assertThatIllegalStateException().isThrownBy(() -> session.set("c", "d"));
			assertThatIllegalStateException().isThrownBy(session::invalidate);
			assertThat(session.names()).isEqualTo(Set.of("a"));
			return Body.empty();
		}).get("/").send();
		assertThat(read(this.sessions, cookie(response))).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void aBodyThatStartsLateHasItsSession() {
		WsgiResponse response = Between
			.validators(this.sessions, (environ, startResponse) -> new TestBlocks("x").before(0, () -> {
				Session.of(environ).set("a", "b");
				startResponse.call("200 OK", List.of());
			}))
			.get("/")
			.send();
		assertThat(read(this.sessions, cookie(response))).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void aWrongConfigurationIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(SessionCookie::signedWith);
		assertThatIllegalArgumentException().isThrownBy(() -> SessionCookie.signedWith("short"))
			.withMessageContaining("32");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionCookie.signedWith(KEY, ""));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sessions.name("a b"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sessions.maxAge(Duration.ofMillis(1)));
	}

	@Test
	void withoutTheMiddlewareThereIsNoSession() {
		WsgiResponse response = WsgiClient.of((environ, startResponse) -> {
			Session.of(environ);
			return Body.empty();
		}).get("/").send();
		assertThat(response.failure()).hasMessageContaining("SessionCookie");
	}

	private List<String> setCookies(String cookie, Consumer<Session> use) {
		return send(this.sessions, "/", cookie, use).headers("Set-Cookie");
	}

	private static String cookie(SessionCookie sessions, Consumer<Session> use) {
		return cookie(send(sessions, "/", null, use));
	}

	private static String cookie(WsgiResponse response) {
		return response.header("Set-Cookie").split(";", 2)[0];
	}

	private static Map<String, String> read(SessionCookie sessions, String cookie) {
		Map<String, String> values = new HashMap<>();
		send(sessions, "/", cookie,
				(session) -> session.names().forEach((name) -> values.put(name, session.get(name))));
		return values;
	}

	private static WsgiResponse send(SessionCookie sessions, String target, String cookie, Consumer<Session> use) {
		Application application = (environ, startResponse) -> {
			use.accept(Session.of(environ));
			startResponse.call("200 OK", List.of());
			return Body.empty();
		};
		WsgiRequest request = Between.validators(sessions, application).get(target);
		return ((cookie != null) ? request.header("Cookie", cookie) : request).send();
	}

}
