package io.github.wsgi4j.http.authentication;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A user and a password: RFC 7617, in UTF-8.
 *
 * @param user the user, without a colon
 * @param password the password
 */
public record BasicCredentials(String user, String password) {

	private static final String SCHEME = "basic ";

	/**
	 * Reads the header {@code Authorization}.
	 * @return both, or {@code null} if it is absent, of another scheme or malformed
	 */
	public static @Nullable BasicCredentials parse(@Nullable String authorization) {
		if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String text = decode(authorization.substring(SCHEME.length()).strip());
		int colon = (text != null) ? text.indexOf(':') : -1;
		if (text == null || colon < 0 || text.chars().anyMatch(Character::isISOControl)) {
			return null;
		}
		return new BasicCredentials(text.substring(0, colon), text.substring(colon + 1));
	}

	private static @Nullable String decode(String base64) {
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
				.toString();
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * The user alone: the password belongs into no log.
	 */
	@Override
	public String toString() {
		return this.user;
	}

}
