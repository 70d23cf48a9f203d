package io.github.wsgi4j.middleware.validation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.middleware.Latin1Text;
import org.jspecify.annotations.Nullable;

/**
 * Checks the status and the headers of a response.
 */
final class HeaderRules {

	private static final Pattern STATUS = Pattern.compile("[0-9]{3} \\S(.*\\S)?", Pattern.DOTALL);

	private final Checks checks;

	private final int code;

	private long contentLength = -1;

	private HeaderRules(int code, Checks checks) {
		this.code = code;
		this.checks = checks;
	}

	/**
	 * Checks a status.
	 * @return its code, or -1 if it has none
	 */
	static int checkStatus(@Nullable String status, Checks checks) {
		if (!checks.check(Rule.STATUS_FORM, status != null && STATUS.matcher(status).matches(),
				() -> "the status is " + Latin1Text.show(status)) || status == null) {
			return -1;
		}
		int code = Integer.parseInt(status, 0, 3, 10);
		checks.check(Rule.STATUS_CHARACTERS, FieldSyntax.invalid(status) < 0, () -> "the status is "
				+ Latin1Text.show(status) + " with " + Latin1Text.name(status.charAt(FieldSyntax.invalid(status))));
		checks.check(Rule.STATUS_FINAL, code >= 200, () -> "the status is " + code);
		return code;
	}

	/**
	 * Checks headers.
	 * @return the length that they declare, or -1
	 */
	static long checkHeaders(int code, List<Header> headers, Checks checks) {
		HeaderRules rules = new HeaderRules(code, checks);
		if (checks.check(Rule.HEADERS_GIVEN, headers != null, () -> "the headers are null")) {
			headers.forEach(rules::checkHeader);
		}
		return rules.contentLength;
	}

	private void checkHeader(Header header) {
		if (!this.checks.check(Rule.HEADERS_GIVEN, header != null, () -> "a header is null")) {
			return;
		}
		String name = header.name();
		String shown = Latin1Text.show(name);
		if (this.checks.check(Rule.HEADER_NAME, FieldSyntax.isToken(name), () -> "the name is " + shown)) {
			this.checks.check(Rule.HEADER_NAME_END, FieldSyntax.isDigitOrLetter(name.charAt(name.length() - 1)),
					() -> "the name is " + shown);
		}
		int unfit = FieldSyntax.invalid(header.value());
		this.checks.check(Rule.HEADER_VALUE, unfit < 0,
				() -> "the value of " + shown + " has " + Latin1Text.name(header.value().charAt(unfit)));
		String lower = name.toLowerCase(Locale.ROOT);
		this.checks.check(Rule.HEADER_STATUS, !lower.equals("status"), () -> "there is a header " + shown);
		this.checks.check(Rule.HEADER_HOP_BY_HOP, !FieldSyntax.isHopByHop(name), () -> "there is a header " + shown);
		if (lower.equals("content-type")) {
			this.checks.check(Rule.HEADER_CONTENT_TYPE, this.code != 204 && this.code != 304,
					() -> "the status is " + this.code);
		}
		if (lower.equals("content-length")) {
			checkLength(header.value());
		}
	}

	private void checkLength(String value) {
		this.checks.check(Rule.HEADER_CONTENT_LENGTH_204, this.code != 204, () -> "the status is 204");
		long length = ContentLength.parse(value);
		if (this.checks.check(Rule.HEADER_CONTENT_LENGTH, length >= 0 && length < Long.MAX_VALUE,
				() -> "the Content-Length is " + Latin1Text.show(value))) {
			long before = this.contentLength;
			this.contentLength = length;
			this.checks.check(Rule.HEADER_CONTENT_LENGTH, before < 0 || before == this.contentLength,
					() -> "there are " + before + " and " + this.contentLength);
		}
	}

}
