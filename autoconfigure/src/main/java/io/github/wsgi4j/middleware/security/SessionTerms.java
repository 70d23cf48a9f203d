package io.github.wsgi4j.middleware.security;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

import io.github.wsgi4j.SameSite;
import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.http.FieldSyntax;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a session's cookie: where browsers send it, and how long it lasts. They
 * are not changed once they are in use, but copied.
 */
final class SessionTerms {

	/** A session is written again when this part of its time is over. */
	private static final int PART = 4;

	String name = "session";

	@Nullable String domain;

	String path = "/";

	SameSite sameSite = SameSite.LAX;

	boolean secure;

	boolean endsWithBrowser;

	Duration maxAge = Duration.ofDays(14);

	Duration maxLifetime = Duration.ofSeconds(Long.MAX_VALUE);

	Clock clock = Clock.systemUTC();

	SessionTerms with(Consumer<SessionTerms> change) {
		SessionTerms other = new SessionTerms();
		other.name = this.name;
		other.domain = this.domain;
		other.path = this.path;
		other.sameSite = this.sameSite;
		other.secure = this.secure;
		other.endsWithBrowser = this.endsWithBrowser;
		other.maxAge = this.maxAge;
		other.maxLifetime = this.maxLifetime;
		other.clock = this.clock;
		change.accept(other);
		other.check();
		return other;
	}

	private void check() {
		FieldSyntax.token(this.name, "name of the session's cookie");
		Cookies.checkScope(this.name, this.path, this.domain);
		if (this.path.isEmpty()) {
			throw new IllegalArgumentException("The path of the session's cookie must begin with a slash: ''");
		}
		if (this.maxAge.toSeconds() < 1 || this.maxLifetime.toSeconds() < 1) {
			throw new IllegalArgumentException("A session must last for at least a second");
		}
	}

	long now() {
		return this.clock.instant().getEpochSecond();
	}

	/**
	 * The seconds that a session has before it ends, negative when it has ended.
	 */
	long left(SessionState state) {
		return Math.min(this.maxAge.toSeconds() - since(state.written()),
				this.maxLifetime.toSeconds() - since(state.begun()));
	}

	/**
	 * Whether a session that has not changed is to be written again, as not to end while
	 * it is in use.
	 */
	boolean isDue(SessionState state) {
		return since(state.written()) >= Math.max(this.maxAge.toSeconds() / PART, 1);
	}

	// The clock of another instance may be ahead.
	private long since(long second) {
		return Math.max(now() - second, 0);
	}

	/**
	 * The header {@code Set-Cookie}.
	 * @param secure whether the request came over a secure connection
	 */
	String header(String value, long seconds, boolean secure) {
		boolean brief = this.endsWithBrowser && seconds > 0;
		return this.name + "=" + value + ((this.domain != null) ? "; Domain=" + this.domain : "") + "; Path="
				+ this.path + (brief ? "" : "; Max-Age=" + seconds) + "; HttpOnly; SameSite=" + this.sameSite
				+ ((secure || isAlwaysSecure()) ? "; Secure" : "");
	}

	private boolean isAlwaysSecure() {
		return this.secure || this.sameSite == SameSite.NONE || Cookies.isSecure(this.name);
	}

}
