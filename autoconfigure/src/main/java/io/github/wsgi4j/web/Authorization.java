package io.github.wsgi4j.web;

import java.util.Locale;
import java.util.Optional;

import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.authentication.BasicCredentials;

/**
 * The credentials of a request: RFC 9110, section 11.4. They are what the client has
 * sent, and nobody has checked them.
 *
 * @param scheme the scheme in lower case, such as {@code bearer}
 * @param credentials what stands behind it, a token or parameters
 */
public record Authorization(String scheme, String credentials) {

	static Authorization parse(String header) {
		String text = header.strip();
		int end = text.indexOf(' ');
		return new Authorization(((end < 0) ? text : text.substring(0, end)).toLowerCase(Locale.ROOT),
				(end < 0) ? "" : text.substring(end).strip());
	}

	/**
	 * The token of the scheme {@code Bearer}: RFC 6750.
	 * @return the token, if there is one
	 */
	public Optional<String> bearer() {
		return (this.scheme.equals("bearer") && !this.credentials.isEmpty()) ? Optional.of(this.credentials)
				: Optional.empty();
	}

	/**
	 * The user of the scheme {@code Basic}: RFC 7617.
	 * @return the user, if it is not malformed
	 */
	public Optional<String> user() {
		return basic().map(BasicCredentials::user);
	}

	/**
	 * The password of the scheme {@code Basic}: RFC 7617.
	 * @return the password, if it is not malformed
	 */
	public Optional<String> password() {
		return basic().map(BasicCredentials::password);
	}

	/**
	 * A parameter, as the scheme {@code Digest} has them.
	 * @param name the parameter's name, in any case
	 * @return its value without quotes, if it is there
	 */
	public Optional<String> parameter(String name) {
		return FieldValue.elements(this.credentials)
			.stream()
			.flatMap((element) -> Optional.ofNullable(FieldValue.parameter(element, name)).stream())
			.findFirst();
	}

	private Optional<BasicCredentials> basic() {
		return Optional.ofNullable(BasicCredentials.parse(this.scheme + " " + this.credentials));
	}

	/**
	 * The scheme alone: credentials belong into no log.
	 */
	@Override
	public String toString() {
		return this.scheme;
	}

}
