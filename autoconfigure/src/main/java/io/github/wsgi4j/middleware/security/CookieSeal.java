package io.github.wsgi4j.middleware.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Signs the value of a cookie with HMAC-SHA256, and knows what it has signed. The name of
 * the cookie is signed too, so that one cookie is not taken for another.
 */
final class CookieSeal {

	static final int LEAST_KEY = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private final String name;

	private final List<SecretKeySpec> keys;

	/**
	 * Creates a seal.
	 * @param keys the key that signs, and those that have signed before
	 */
	CookieSeal(String name, List<byte[]> keys) {
		this.name = name;
		this.keys = keys.stream().map((key) -> new SecretKeySpec(key, ALGORITHM)).toList();
	}

	String close(byte[] content) {
		String text = Base64.getUrlEncoder().withoutPadding().encodeToString(content);
		return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(text, this.keys.get(0)));
	}

	/**
	 * The content, or {@code null} if none of the keys has signed it.
	 */
	byte @Nullable [] open(String value) {
		int dot = value.indexOf('.');
		if (dot < 0) {
			return null;
		}
		try {
			byte[] signature = Base64.getUrlDecoder().decode(value.substring(dot + 1));
			String text = value.substring(0, dot);
			for (SecretKeySpec key : this.keys) {
				if (MessageDigest.isEqual(sign(text, key), signature)) {
					return Base64.getUrlDecoder().decode(text);
				}
			}
		}
		catch (IllegalArgumentException ex) {
			// It is not encoded as it would be if it were one of ours.
		}
		return null;
	}

	private byte[] sign(String text, SecretKeySpec key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal((this.name + "=" + text).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
