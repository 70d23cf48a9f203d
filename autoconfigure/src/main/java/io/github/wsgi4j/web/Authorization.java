package io.github.wsgi4j.web;

import java.util.Locale;
import java.util.Optional;

import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.authentication.BasicCredentials;

/**
 * The credentials of a request: RFC 9110, section 11.4. They come from the client and
 * have not been verified.
 *
 * @param scheme the scheme in lower case, such as {@code bearer}
 * @param credentials what follows the scheme: a token or parameters
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
	 * @return the user, if the credentials are well-formed
	 */
	public Optional<String> user() {
		return basic().map(BasicCredentials::user);
	}

	/**
	 * The password of the scheme {@code Basic}: RFC 7617.
	 * @return the password, if the credentials are well-formed
	 */
	public Optional<String> password() {
		return basic().map(BasicCredentials::password);
	}

	/**
	 * A parameter, as in the scheme {@code Digest}.
	 * @param name the parameter's name, in any case
	 * @return its value without quotes, if it is present
	 */
	public Optional<String> parameter(String name) {
		// There may be blanks around the sign, and a semicolon is part of a value.
		return FieldValue.elements(this.credentials)
			.stream()
			.map((element) -> element.split("=", 2))
			.filter((pair) -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(name))
			.map((pair) -> FieldValue.unquoted(pair[1].strip()))
			.findFirst();
	}

	private Optional<BasicCredentials> basic() {
		return Optional.ofNullable(BasicCredentials.parse(this.scheme + " " + this.credentials));
	}

	/**
	 * The scheme only, because credentials must not be logged.
	 */
	@Override
	public String toString() {
		return this.scheme;
	}

}
