package io.github.wsgi4j.middleware.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.authentication.BasicCredentials;
import io.github.wsgi4j.middleware.Latin1Text;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Requires a user name and a password, as described by RFC 7617, in UTF-8. A request
 * without valid credentials is answered with 401 and does not reach the application; with
 * them, {@code REMOTE_USER} is the user and {@code AUTH_TYPE} is {@code Basic}.
 * Credentials are not encrypted, so use https.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
public final class BasicAuth implements Middleware {

	private final String challenge;

	private final BiFunction<String, String, @Nullable String> credentials;

	private BasicAuth(String realm, BiFunction<String, String, @Nullable String> credentials) {
		if (FieldSyntax.invalid(realm) >= 0) {
			throw new IllegalArgumentException("The realm " + Latin1Text.show(realm) + " cannot be sent in a header");
		}
		this.challenge = "Basic realm=\"" + realm.replace("\\", "\\\\").replace("\"", "\\\"") + "\", charset=\"UTF-8\"";
		this.credentials = credentials;
	}

	/**
	 * Creates a middleware that lets in the users that a predicate accepts.
	 * @param realm the name of the realm, which some browsers show
	 * @param credentials is given the user and the password; it is called for each
	 * request and should take the same time whether or not it knows the user
	 * @return the middleware
	 */
	public static BasicAuth of(String realm, BiPredicate<String, String> credentials) {
		return new BasicAuth(realm, (user, password) -> credentials.test(user, password) ? user : null);
	}

	/**
	 * Creates a middleware that lets in one user, and compares in a time that does not
	 * reveal how much was right.
	 * @param realm the name of the realm, which some browsers show
	 * @param user the user, without a colon
	 * @param password the password
	 * @return the middleware
	 * @throws IllegalArgumentException if the user or the password is empty, or the user
	 * has a colon
	 */
	public static BasicAuth of(String realm, String user, String password) {
		if (user.isEmpty() || user.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The user name must not be empty or contain a colon");
		}
		if (password.isEmpty()) {
			throw new IllegalArgumentException("The user '" + user + "' must have a password");
		}
		byte[] rightUser = digest(user);
		byte[] rightPassword = digest(password);
		return new BasicAuth(realm, (name, secret) -> {
			// Both, whatever the first is like.
			boolean isUser = MessageDigest.isEqual(rightUser, digest(name));
			boolean isPassword = MessageDigest.isEqual(rightPassword, digest(secret));
			// As it is configured: a client may compose its letters in another way.
			return (isUser && isPassword) ? user : null;
		});
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			String user = user(environ);
			if (user != null) {
				environ.put(Environ.REMOTE_USER, Latin1.encode(user));
				// They are those of Spring Security's user, who is another one.
				environ.remove(Environ.AUTHORITIES);
				environ.put("AUTH_TYPE", "Basic");
				return application.call(environ, startResponse);
			}
			startResponse.call("401 Unauthorized", List.of(Header.of("WWW-Authenticate", this.challenge),
					Header.of("Content-Type", "text/plain; charset=utf-8")));
			return Body.text("A user name and a password are required.\n");
		};
	}

	private @Nullable String user(Map<String, Object> environ) {
		BasicCredentials sent = BasicCredentials.parse(RequestHeaders.get(environ, "HTTP_AUTHORIZATION"));
		return (sent != null) ? this.credentials.apply(sent.user(), sent.password()) : null;
	}

	// Of the same length whatever it is made of, and in the form that RFC 8265 compares.
	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256")
				.digest(Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
