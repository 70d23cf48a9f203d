package io.github.wsgi4j.middleware.security;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A secret that looks different each time that it is shown, so that the size of a
 * compressed page tells nothing of it.
 */
final class CsrfToken {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int LENGTH = 32;

	private CsrfToken() {
	}

	static String newSecret() {
		return encode(random());
	}

	static boolean isSecret(@Nullable String text) {
		byte[] secret = decode(text);
		return secret != null && secret.length == LENGTH;
	}

	/**
	 * The secret behind a mask, and the mask.
	 */
	static String mask(String secret) {
		byte[] mask = random();
		byte[] token = Arrays.copyOf(mask, 2 * LENGTH);
		byte[] plain = Base64.getUrlDecoder().decode(secret);
		for (int i = 0; i < LENGTH; i++) {
			token[LENGTH + i] = (byte) (plain[i] ^ mask[i]);
		}
		return encode(token);
	}

	/**
	 * Whether a token is a mask of the secret.
	 */
	static boolean matches(@Nullable String token, String secret) {
		byte[] bytes = decode(token);
		if (bytes == null || bytes.length != 2 * LENGTH) {
			return false;
		}
		byte[] plain = new byte[LENGTH];
		for (int i = 0; i < LENGTH; i++) {
			plain[i] = (byte) (bytes[i] ^ bytes[LENGTH + i]);
		}
		return MessageDigest.isEqual(plain, Base64.getUrlDecoder().decode(secret));
	}

	private static byte[] random() {
		byte[] bytes = new byte[LENGTH];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte @Nullable [] decode(@Nullable String text) {
		try {
			return (text != null) ? Base64.getUrlDecoder().decode(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
