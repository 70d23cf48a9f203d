package io.github.wsgi4j;

/**
 * Whether a cookie is sent with cross-site requests.
 */
public enum SameSite {

	/** Never. */
	STRICT("Strict"),

	/** Only when the user follows a link. */
	LAX("Lax"),

	/** Always; such a cookie must be {@code Secure}. */
	NONE("None");

	private final String value;

	SameSite(String value) {
		this.value = value;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
