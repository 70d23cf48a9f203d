package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.SameSite;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Where the cookie of a session is sent to, how long it lasts, and its values, with
 * clients that keep it as browsers do.
 */
class SessionTermsTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final SessionCookie sessions = SessionCookie.signedWith(KEY);

	private Instant now = Instant.parse("2024-05-06T07:08:09Z");

	private Consumer<Session> use = (session) -> session.get("a");

	private WsgiClient client(SessionCookie sessions) {
		return Between.validators(
				(application) -> (environ, startResponse) -> sessions.clock(Clock.fixed(this.now, ZoneOffset.UTC))
					.wrap(application)
					.call(environ, startResponse),
				(environ, startResponse) -> {
					this.use.accept(Session.of(environ));
					startResponse.call("200 OK", List.of());
					return Body.empty();
				})
			.withCookies();
	}

	private WsgiResponse send(WsgiClient client, Consumer<Session> use) {
		this.use = use;
		return client.get("/app/page").send();
	}

	private boolean isKnown(WsgiClient client) {
		boolean[] known = new boolean[1];
		send(client, (session) -> known[0] = session.get("a") != null);
		return known[0];
	}

	private String attributes(SessionCookie sessions) {
		String cookie = send(client(sessions), (session) -> session.set("a", "b")).header("Set-Cookie");
		return cookie.substring(cookie.indexOf(';') + 2);
	}

	@Test
	void theCookieMayEndWithTheBrowser() {
		SessionCookie brief = this.sessions.endsWithBrowser(true);
		assertThat(attributes(brief)).isEqualTo("Path=/; HttpOnly; SameSite=Lax");
		WsgiClient client = client(brief);
		send(client, (session) -> session.set("a", "b"));
		assertThat(send(client, Session::invalidate).header("Set-Cookie"))
			.isEqualTo("session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
		assertThat(client.cookie("session", "/app/page")).isNull();
	}

	@Test
	void itMayHaveADomainAndAPath() {
		assertThat(attributes(this.sessions.domain("example.org").path("/app")))
			.isEqualTo("Domain=example.org; Path=/app; Max-Age=1209600; HttpOnly; SameSite=Lax");
	}

	@Test
	void itMayBeSecureAlways() {
		assertThat(attributes(this.sessions.secure(true).sameSite(SameSite.STRICT)))
			.endsWith("SameSite=Strict; Secure");
		assertThat(attributes(this.sessions.sameSite(SameSite.NONE))).endsWith("SameSite=None; Secure");
		assertThat(attributes(this.sessions.name("__Host-session"))).endsWith("SameSite=Lax; Secure");
	}

	@Test
	void termsThatBrowsersRefuseAreRefused() {
		for (Consumer<SessionCookie> terms : List.<Consumer<SessionCookie>>of((cookie) -> cookie.path("app"),
				(cookie) -> cookie.path("/;"), (cookie) -> cookie.domain("a;b"),
				(cookie) -> cookie.name("__Host-session").path("/app"),
				(cookie) -> cookie.name("__Host-session").domain("example.org"),
				(cookie) -> cookie.maxLifetime(Duration.ZERO))) {
			assertThatIllegalArgumentException().isThrownBy(() -> terms.accept(this.sessions));
		}
	}

	@Test
	void whoComesDailyStays() {
		WsgiClient client = client(this.sessions);
		send(client, (session) -> session.set("a", "b"));
		int cookies = 0;
		for (int day = 0; day < 56; day++) {
			this.now = this.now.plus(Duration.ofDays(1));
			cookies += send(client, (session) -> assertThat(session.get("a")).isEqualTo("b")).headers("Set-Cookie")
				.size();
		}
		// Each fourth day, when three and a half are over.
		assertThat(cookies).isEqualTo(14);
		this.now = this.now.plus(Duration.ofDays(15));
		assertThat(isKnown(client)).isFalse();
	}

	@Test
	void aResponseThatDoesNotDependOnTheSessionDoesNotRenewIt() {
		WsgiClient client = client(this.sessions);
		send(client, (session) -> session.set("a", "b"));
		this.now = this.now.plus(Duration.ofDays(7));
		WsgiResponse response = send(client, (session) -> {
		});
		assertThat(response.headers("Set-Cookie")).isEmpty();
		assertThat(response.headers("Vary")).isEmpty();
		assertThat(send(client, Session::names).headers("Set-Cookie")).hasSize(1);
	}

	@Test
	void aLimitEndsASessionThatIsInUse() {
		WsgiClient client = client(this.sessions.maxLifetime(Duration.ofDays(20)));
		assertThat(send(client, (session) -> session.set("a", "b")).header("Set-Cookie")).contains("Max-Age=1209600");
		this.now = this.now.plus(Duration.ofDays(10));
		assertThat(send(client, (session) -> session.set("a", "c")).header("Set-Cookie")).contains("Max-Age=864000;");
		this.now = this.now.plus(Duration.ofDays(10));
		assertThat(isKnown(client)).isTrue();
		this.now = this.now.plusSeconds(1);
		assertThat(isKnown(client)).isFalse();
	}

	@Test
	void aLoginBeginsItAnew() {
		WsgiClient client = client(this.sessions.maxLifetime(Duration.ofDays(20)));
		send(client, (session) -> session.set("a", "b"));
		this.now = this.now.plus(Duration.ofDays(10));
		send(client, Session::renew);
		this.now = this.now.plus(Duration.ofDays(12));
		assertThat(isKnown(client)).isTrue();
	}

	@Test
	void theClockOfAnotherInstanceMayBeAhead() {
		WsgiClient client = client(this.sessions);
		send(client, (session) -> session.set("a", "b"));
		this.now = this.now.minusSeconds(10);
		assertThat(isKnown(client)).isTrue();
	}

	@Test
	void valuesOfAllKindsComeBack() {
		Map<String, Object> values = Map.of("text", "\u00e4", "yes", true, "no", false, "int", -1, "long", 1L << 40,
				"double", 0.5, "list", List.of("a", List.of(), 2), "map", Map.of("a", 1, "b", Map.of("c", "d")));
		WsgiClient client = client(this.sessions);
		send(client, (session) -> values.forEach(session::set));
		Map<String, Object> read = new HashMap<>();
		send(client, (session) -> session.names().forEach((name) -> read.put(name, session.get(name, Object.class))));
		assertThat(read).isEqualTo(values);
		assertThat(send(client, (session) -> values.forEach(session::set)).headers("Set-Cookie")).isEmpty();
	}

	@Test
	void aListChangesWhenItIsSet() {
		WsgiClient client = client(this.sessions);
		List<Integer> numbers = new ArrayList<>(List.of(1));
		send(client, (session) -> {
			session.set("numbers", numbers);
			numbers.add(2);
			session.list("numbers", Integer.class).add(3);
			assertThat(session.list("numbers", Integer.class)).containsExactly(1);
		});
		WsgiResponse response = send(client, (session) -> {
			List<Integer> more = session.list("numbers", Integer.class);
			more.add(2);
			session.set("numbers", more);
		});
		assertThat(response.headers("Set-Cookie")).hasSize(1);
		send(client, (session) -> assertThat(session.list("numbers", Integer.class)).containsExactly(1, 2));
	}

	@Test
	void aValueThatCannotBeKeptIsRefusedWhereItIsSet() {
		send(client(this.sessions), (session) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> session.set("a", Instant.EPOCH))
				.withMessageContaining("strings, booleans, numbers");
			assertThatIllegalArgumentException().isThrownBy(() -> session.set("a", List.of("x".repeat(4000))))
				.withMessageContaining("browsers keep 4096");
			assertThat(session.names()).isEmpty();
		});
	}

	@Test
	void theAttributesOfTheCookieNeedRoomToo() {
		String text = "x".repeat(2840);
		send(client(this.sessions), (session) -> session.set("a", text));
		send(client(this.sessions.path("/" + "p".repeat(200))),
				(session) -> assertThatIllegalArgumentException().isThrownBy(() -> session.set("a", text))
					.withMessageContaining("browsers keep 4096"));
	}

	@Test
	void sessionsOfAnotherVersionOrTypeAreNotRead() throws IOException {
		assertThat(readStored(1, 1)).containsExactly((Object) null);
		assertThat(readStored(3, 1)).containsExactly((Object) null);
		// The second text is read as a value of an unknown type.
		assertThat(readStored(2, 2)).containsExactly((Object) null);
	}

	// Texts without a type.
	private List<Object> readStored(int version, int count) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeByte(version);
		out.writeLong(this.now.getEpochSecond() - 60);
		if (version == 2) {
			out.writeLong(this.now.getEpochSecond() - 60);
		}
		for (int i = 0; i < 3; i++) {
			if (i == 1) {
				out.writeShort(count);
			}
			out.writeShort(1);
			out.writeByte((i == 0) ? 'i' : 'a' + i - 1);
		}
		String value = new CookieSeal("session", List.of(KEY.getBytes(StandardCharsets.UTF_8)))
			.close(bytes.toByteArray());
		List<Object> read = new ArrayList<>();
		this.use = (session) -> read.add(session.get("a"));
		client(this.sessions).get("/").header("Cookie", "session=" + value).send();
		return read;
	}

}
