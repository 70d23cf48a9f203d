package io.github.wsgi4j.web;

import org.springframework.http.HttpStatus;

/**
 * The lines that {@code start_response} takes for status codes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, Status
 * Codes</a>
 */
final class Status {

	private Status() {
	}

	/**
	 * A status code with its reason phrase.
	 * @throws IllegalArgumentException if it is not the code of a final response
	 */
	static String line(int code) {
		return (code == 200) ? "200 OK" : check(code) + " " + phrase(code);
	}

	static int check(int code) {
		if (code < 200 || code > 999) {
			throw new IllegalArgumentException("The status " + code + " is not the status of a final response");
		}
		return code;
	}

	static int checkError(int code) {
		if (code < 400 || code > 599) {
			throw new IllegalArgumentException("The status " + code + " is not an error status");
		}
		return code;
	}

	static String phrase(int code) {
		if (code == 416) {
			// The phrase of RFC 9110; Spring's is that of RFC 2616.
			return "Range Not Satisfiable";
		}
		HttpStatus status = HttpStatus.resolve(code);
		return (status != null) ? status.getReasonPhrase() : "Unknown";
	}

}
