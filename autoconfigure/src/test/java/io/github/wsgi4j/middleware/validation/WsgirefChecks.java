package io.github.wsgi4j.middleware.validation;

import java.util.List;

/**
 * What the module {@code wsgiref.validate} of CPython 3.11 checks, told in other words,
 * and what checks it here.
 */
final class WsgirefChecks {

	private static final String TYPED = "None needed: the compiler checks it.";

	static final List<Check> ALL = List.of(
			check("The application gets two positional arguments and none by name",
					TYPED + " That neither is null: `environ-type`, `start-response-given`."),
			check("`start_response` gets two or three positional arguments", TYPED),
			check("The environ is a `dict` and of no subclass", Rule.ENVIRON_TYPE),
			check("Nine variables are present", Rule.ENVIRON_REQUIRED),
			check("`HTTP_CONTENT_TYPE` and `HTTP_CONTENT_LENGTH` are absent", Rule.ENVIRON_CONTENT_TWINS),
			check("A warning: `QUERY_STRING` is present", Rule.ENVIRON_QUERY_STRING),
			check("A variable without a dot in its name is a `str`", Rule.ENVIRON_STRINGS),
			check("`wsgi.version` is a tuple", Rule.ENVIRON_VERSION),
			check("`wsgi.url_scheme` is `http` or `https`", Rule.ENVIRON_URL_SCHEME),
			check("`wsgi.input` can read, read a line, read lines, and be iterated", Rule.INPUT_TYPE),
			check("`wsgi.errors` can flush, write, and write lines", Rule.ERRORS_TYPE),
			check("A warning: `REQUEST_METHOD` is one of eight",
					"`environ-method` requires only a token: RFC 9110, section 9.1, allows further methods."),
			check("`SCRIPT_NAME` is empty or starts with a slash", Rule.ENVIRON_SCRIPT_NAME),
			check("`PATH_INFO` is empty or starts with a slash", Rule.ENVIRON_PATH_INFO),
			check("`CONTENT_LENGTH` is a number and not negative", Rule.ENVIRON_CONTENT_LENGTH),
			check("Without `SCRIPT_NAME` there is a `PATH_INFO`", Rule.ENVIRON_PATH),
			check("`SCRIPT_NAME` is not a slash", Rule.ENVIRON_SCRIPT_NAME),
			check("The status is a `str`", TYPED + " That it is not null: `status-form`."),
			check("The status begins with three characters that are a number", Rule.STATUS_FORM),
			check("The number is 100 or more", Rule.STATUS_FINAL),
			check("A warning: a single space follows", Rule.STATUS_FORM),
			check("The headers are a `list`",
					TYPED + " Any Iterable will do, since a copy is taken; that it is not null: `headers-given`."),
			check("A header is a `tuple` of two", TYPED + " That it is not null: `headers-given`."),
			check("Name and value of a header are a `str`", TYPED + " `Header` refuses null."),
			check("There is no header `Status`", Rule.HEADER_STATUS),
			check("A header's name has no line feed and no colon", Rule.HEADER_NAME),
			check("A header's name is a letter, followed by letters, digits, hyphens and underscores",
					"`header-name` requires a token: RFC 9110, section 5.1, allows more."),
			check("A header's name does not end with a hyphen or an underscore", Rule.HEADER_NAME_END),
			check("A header's value has no character below U+0020", Rule.HEADER_VALUE),
			check("There is no `Content-Type` with the status 204 or 304", Rule.HEADER_CONTENT_TYPE),
			check("There is a `Content-Type` with any other status",
					"None: PEP 3333 does not require it, and RFC 9110, section 8.3, only recommends it."),
			check("`exc_info` is `None` or a tuple", TYPED),
			check("`read()` of the input has exactly one argument",
					"None: an `InputStream` has several ways to read. What they are given: `input-read-arguments`."),
			check("`read()` gives bytes", Rule.INPUT_READ_RESULT),
			check("`readline()` has at most one argument", TYPED), check("`readline()` gives bytes", Rule.INPUT_LINE),
			check("`readlines()` has at most one argument", TYPED),
			check("`readlines()` gives a list of bytes", Rule.INPUT_LINES),
			check("Iterating the input yields lines", Rule.INPUT_LINES),
			check("The input is not closed", Rule.INPUT_CLOSE),
			check("The input has no further methods", "None: those of `InputStream` are a part of the interface here."),
			check("`write()` and `writelines()` of the errors get a `str`", Rule.ERRORS_TEXT),
			check("The errors are not closed", Rule.ERRORS_CLOSE),
			check("The errors have no further methods",
					"None: those of `PrintWriter` are a part of the interface here."),
			check("`write()` gets bytes", Rule.WRITE_BLOCK),
			check("The application returns something that is neither `None` nor `False`", Rule.BODY_GIVEN),
			check("The application does not return a `str` or `bytes`", Rule.BODY_TEXT),
			check("The body can be iterated", Rule.BODY_ITERATOR), check("A block is bytes", Rule.BODY_BLOCK),
			check("`start_response` was called before the first block", Rule.BODY_STARTED),
			check("The body is not iterated after it was closed", Rule.BODY_READ_AFTER_CLOSE),
			check("The body is closed; a violation is reported when it is garbage-collected", Rule.BODY_CLOSED));

	private WsgirefChecks() {
	}

	private static Check check(String check, Rule rule) {
		return new Check(check, "`" + rule.id() + "`");
	}

	private static Check check(String check, String counterpart) {
		return new Check(check, counterpart);
	}

	/**
	 * One check.
	 *
	 * @param check what is checked there
	 * @param counterpart the rule that does the same here, or why there is none
	 */
	record Check(String check, String counterpart) {

	}

}
