package io.github.wsgi4j.middleware.validation;

import java.util.List;
import java.util.Locale;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.EnvironKeys;

/**
 * One rule of the interface: a sentence, who has to keep it, and where it is written.
 * {@link Validator} checks them all, and SPEC.md is generated from them.
 */
public enum Rule {

	/** The environ is a plain map. */
	ENVIRON_TYPE(Topic.ENVIRON, Side.SERVER, "The environ is a java.util.HashMap, and not of a subclass.",
			"Specification Details"),

	/** Names of variables. */
	ENVIRON_NAMES(Topic.ENVIRON, Side.SERVER, "Each name in the environ is a non-empty String.", "environ Variables"),

	/** Variables that are always there. */
	ENVIRON_REQUIRED(Topic.ENVIRON, Side.SERVER,
			"The environ has the method, the server's name, port and protocol, and every required WSGI variable.",
			"environ Variables", EnvironKeys.REQUIRED),

	/** The types of CGI variables. */
	ENVIRON_STRINGS(Topic.ENVIRON, Side.SERVER,
			"A variable without a dot in its name is a String, and is absent if it has no value.", "environ Variables",
			EnvironKeys.CGI),

	/** The characters of CGI variables. */
	ENVIRON_LATIN1(Topic.ENVIRON, Side.SERVER, "CGI variables contain only code points below U+0100.", "Unicode Issues",
			EnvironKeys.CGI),

	/** The request's method. */
	ENVIRON_METHOD(Topic.ENVIRON, Side.SERVER, "REQUEST_METHOD is a token, and therefore never empty.",
			"environ Variables; RFC 9110, section 9.1", Environ.REQUEST_METHOD),

	/** The path to the application. */
	ENVIRON_SCRIPT_NAME(Topic.ENVIRON, Side.SERVER,
			"SCRIPT_NAME is empty or starts with a slash, and is never a slash alone.", "environ Variables",
			Environ.SCRIPT_NAME),

	/** The path within the application. */
	ENVIRON_PATH_INFO(Topic.ENVIRON, Side.SERVER,
			"PATH_INFO is empty or starts with a slash; only OPTIONS may ask for the asterisk.",
			"environ Variables; RFC 9112, section 3.2.4", Environ.PATH_INFO),

	/** The whole path. */
	ENVIRON_PATH(Topic.ENVIRON, Side.SERVER, "SCRIPT_NAME and PATH_INFO are not both empty or absent.",
			"environ Variables; URL Reconstruction", Environ.SCRIPT_NAME, Environ.PATH_INFO),

	/** The query. */
	ENVIRON_QUERY_STRING(Topic.ENVIRON, Side.SERVER,
			"QUERY_STRING is present, and empty if the request target has no query.", "environ Variables",
			Environ.QUERY_STRING),

	/** The host. */
	ENVIRON_SERVER_NAME(Topic.ENVIRON, Side.SERVER, "SERVER_NAME is not empty.", "environ Variables",
			Environ.SERVER_NAME),

	/** The port. */
	ENVIRON_SERVER_PORT(Topic.ENVIRON, Side.SERVER, "SERVER_PORT consists of decimal digits.", "environ Variables",
			Environ.SERVER_PORT),

	/** The protocol. */
	ENVIRON_SERVER_PROTOCOL(Topic.ENVIRON, Side.SERVER,
			"SERVER_PROTOCOL is HTTP, a slash and two digits with a dot between them.",
			"environ Variables; RFC 9110, section 2.5", Environ.SERVER_PROTOCOL),

	/** No second names. */
	ENVIRON_CONTENT_TWINS(Topic.ENVIRON, Side.SERVER,
			"The type and the length of the request's body are CONTENT_TYPE and CONTENT_LENGTH, never "
					+ "HTTP_CONTENT_TYPE and HTTP_CONTENT_LENGTH.",
			"environ Variables; RFC 3875, section 4.1.18", Environ.CONTENT_TYPE, Environ.CONTENT_LENGTH),

	/** The length of the request's body. */
	ENVIRON_CONTENT_LENGTH(Topic.ENVIRON, Side.SERVER, "CONTENT_LENGTH, if present, consists of decimal digits.",
			"environ Variables; RFC 3875, section 4.1.2", Environ.CONTENT_LENGTH),

	/** The version. */
	ENVIRON_VERSION(Topic.ENVIRON, Side.SERVER, "The version of WSGI is the list of the integers 1 and 0.",
			"environ Variables", Environ.WSGI_VERSION),

	/** The scheme. */
	ENVIRON_URL_SCHEME(Topic.ENVIRON, Side.SERVER, "The scheme of the URL is http or https.", "environ Variables",
			Environ.WSGI_URL_SCHEME),

	/** The flags. */
	ENVIRON_FLAGS(Topic.ENVIRON, Side.SERVER,
			"The values of wsgi.multithread, wsgi.multiprocess, wsgi.run_once and wsgi.input_terminated are Booleans.",
			"environ Variables", Environ.WSGI_MULTITHREAD, Environ.WSGI_MULTIPROCESS, Environ.WSGI_RUN_ONCE,
			Environ.WSGI_INPUT_TERMINATED),

	/** The type of the input. */
	INPUT_TYPE(Topic.INPUT, Side.SERVER, "The input is an io.github.wsgi4j.Input, which reads bytes and lines.",
			"Input and Error Streams", Environ.WSGI_INPUT),

	/** The argument of read. */
	INPUT_READ_ARGUMENTS(Topic.INPUT, Side.APPLICATION, "A read gets an array, and a range that lies within the array.",
			"Input and Error Streams", Environ.WSGI_INPUT),

	/** The result of read. */
	INPUT_READ_RESULT(Topic.INPUT, Side.SERVER,
			"A read returns at least one byte and at most as many as requested, or the end of the stream.",
			"Input and Error Streams", Environ.WSGI_INPUT),

	/** The result of readLine. */
	INPUT_LINE(Topic.INPUT, Side.SERVER,
			"A line is an array no longer than requested, and contains no line feed other than at its end.",
			"Input and Error Streams", Environ.WSGI_INPUT),

	/** The results of readLines and of the iteration. */
	INPUT_LINES(Topic.INPUT, Side.SERVER, "The lines of the input are non-empty arrays.", "Input and Error Streams",
			Environ.WSGI_INPUT),

	/** The end of the input. */
	INPUT_END(Topic.INPUT, Side.SERVER, "Once the input has ended, every further read returns the end of the stream.",
			"Input and Error Streams", Environ.WSGI_INPUT),

	/** The input stays open. */
	INPUT_CLOSE(Topic.INPUT, Side.APPLICATION,
			"The input belongs to the server: the application does not close it, except through a body that wraps it.",
			"Input and Error Streams", Environ.WSGI_INPUT),

	/** The type of the errors. */
	ERRORS_TYPE(Topic.ERRORS, Side.SERVER, "The error stream is a java.io.PrintWriter.", "Input and Error Streams",
			Environ.WSGI_ERRORS),

	/** The text that is written to the errors. */
	ERRORS_TEXT(Topic.ERRORS, Side.APPLICATION, "Text that is written to the error stream is not null.",
			"Input and Error Streams", Environ.WSGI_ERRORS),

	/** The errors stay open. */
	ERRORS_CLOSE(Topic.ERRORS, Side.APPLICATION,
			"The error stream belongs to the server: the application does not close it.", "Input and Error Streams",
			Environ.WSGI_ERRORS),

	/** The type of the file wrapper. */
	FILE_WRAPPER_TYPE(Topic.FILE_WRAPPER, Side.SERVER,
			"The file wrapper, if there is one, is an io.github.wsgi4j.FileWrapper.",
			"Optional Platform-Specific File Handling", Environ.WSGI_FILE_WRAPPER),

	/** The arguments of the file wrapper. */
	FILE_WRAPPER_ARGUMENTS(Topic.FILE_WRAPPER, Side.APPLICATION,
			"The file wrapper is called with a stream and a positive number of bytes.",
			"Optional Platform-Specific File Handling", Environ.WSGI_FILE_WRAPPER),

	/** The result of the file wrapper. */
	FILE_WRAPPER_RESULT(Topic.FILE_WRAPPER, Side.SERVER, "The file wrapper returns a body.",
			"Optional Platform-Specific File Handling", Environ.WSGI_FILE_WRAPPER),

	/** The callable is there. */
	START_RESPONSE_GIVEN(Topic.START_RESPONSE, Side.SERVER, "The application is called with a start_response.",
			"Specification Details"),

	/** No second response. */
	START_RESPONSE_AGAIN(Topic.START_RESPONSE, Side.APPLICATION,
			"Once a write or a non-empty block has sent the headers, start_response is called only with an exception.",
			"The start_response() Callable; before that the last call wins, which is this project's own"),

	/** The result of start_response. */
	START_RESPONSE_WRITE(Topic.START_RESPONSE, Side.SERVER, "The result of start_response is a write callable.",
			"The start_response() Callable"),

	/** The status's form. */
	STATUS_FORM(Topic.START_RESPONSE, Side.APPLICATION,
			"A status is three digits, one space and a reason phrase without spaces around it.",
			"The start_response() Callable; RFC 9112, section 4"),

	/** The status's characters. */
	STATUS_CHARACTERS(Topic.START_RESPONSE, Side.APPLICATION,
			"A status has no control character and no code point above U+00FF.",
			"The start_response() Callable; Unicode Issues"),

	/** The status's range. */
	STATUS_FINAL(Topic.START_RESPONSE, Side.APPLICATION, "A status is 200 or above: lower ones do not end a request.",
			"The start_response() Callable; RFC 9110, section 15.2"),

	/** The list of headers. */
	HEADERS_GIVEN(Topic.HEADERS, Side.APPLICATION,
			"The headers are an Iterable of Header objects, none of which is null.", "The start_response() Callable"),

	/** The name of a header. */
	HEADER_NAME(Topic.HEADERS, Side.APPLICATION, "The name of a header is a token.",
			"The start_response() Callable; RFC 9110, section 5.1"),

	/** The end of the name of a header. */
	HEADER_NAME_END(Topic.HEADERS, Side.APPLICATION, "The name of a header does not end with a punctuation mark.",
			"The start_response() Callable"),

	/** The value of a header. */
	HEADER_VALUE(Topic.HEADERS, Side.APPLICATION,
			"The value of a header has no control character and no code point above U+00FF.",
			"The start_response() Callable; Unicode Issues"),

	/** The header of CGI. */
	HEADER_STATUS(Topic.HEADERS, Side.APPLICATION,
			"No header is named Status: the status is the first argument of start_response.",
			"The start_response() Callable; RFC 3875, section 6.3.3"),

	/** The server's headers. */
	HEADER_HOP_BY_HOP(Topic.HEADERS, Side.APPLICATION,
			"Hop-by-hop headers come from the server, not from the application.",
			"Other HTTP Features; RFC 9110, section 7.6.1"),

	/** No type of no content. */
	HEADER_CONTENT_TYPE(Topic.HEADERS, Side.APPLICATION, "A response of status 204 or 304 has no Content-Type.",
			"The start_response() Callable; RFC 9110, sections 15.3.5 and 15.4.5"),

	/** The response's length. */
	HEADER_CONTENT_LENGTH(Topic.HEADERS, Side.APPLICATION,
			"A Content-Length consists of decimal digits, and repeated ones do not differ.",
			"Handling the Content-Length Header; RFC 9110, section 8.6"),

	/** No length of no content. */
	HEADER_CONTENT_LENGTH_204(Topic.HEADERS, Side.APPLICATION, "A response of status 204 has no Content-Length.",
			"Handling the Content-Length Header; RFC 9110, section 8.6"),

	/** The argument of write. */
	WRITE_BLOCK(Topic.WRITE, Side.APPLICATION, "The argument of write is an array of bytes, not null.",
			"The write() Callable"),

	/** The time of a write. */
	WRITE_TIME(Topic.WRITE, Side.APPLICATION,
			"The application writes no bytes once a block of the returned body has been requested.",
			"The write() Callable"),

	/** The body is there. */
	BODY_GIVEN(Topic.BODY, Side.APPLICATION, "The application returns a body, which may be empty.",
			"The Application/Framework Side"),

	/** The body is not text. */
	BODY_TEXT(Topic.BODY, Side.APPLICATION, "A body consists of blocks of bytes: it is neither text nor a path.",
			"The Application/Framework Side; Unicode Issues"),

	/** The body can be iterated. */
	BODY_ITERATOR(Topic.BODY, Side.APPLICATION, "The iterator of a body is not null.",
			"The Application/Framework Side"),

	/** Blocks are bytes. */
	BODY_BLOCK(Topic.BODY, Side.APPLICATION, "A block of the body is an array of bytes, not null.",
			"The Application/Framework Side"),

	/** The response is started in time. */
	BODY_STARTED(Topic.BODY, Side.APPLICATION,
			"The application has called start_response by the time that the body yields its first block or ends.",
			"The start_response() Callable"),

	/** No more than the declared length. */
	BODY_TOO_LONG(Topic.BODY, Side.APPLICATION,
			"The blocks that are written or returned are together no longer than the Content-Length.",
			"Handling the Content-Length Header"),

	/** No less than the declared length. */
	BODY_TOO_SHORT(Topic.BODY, Side.APPLICATION,
			"The blocks that are written or returned are together no shorter than the Content-Length, except in a "
					+ "response to HEAD.",
			"Handling the Content-Length Header; RFC 9110, section 9.3.2"),

	/** One iteration. */
	BODY_ITERATED_ONCE(Topic.BODY, Side.SERVER,
			"A body that is neither a Collection nor a FileBody is iterated only once.",
			"The Application/Framework Side"),

	/** No iteration after the end. */
	BODY_READ_AFTER_CLOSE(Topic.BODY, Side.SERVER, "A body is not iterated after it has been closed.",
			"Specification Details"),

	/** One close. */
	BODY_CLOSED_ONCE(Topic.BODY, Side.SERVER, "A body is closed only once.", "Specification Details"),

	/** A close at all. */
	BODY_CLOSED(Topic.BODY, Side.SERVER,
			"A closeable body is closed, however the request ends; a violation is noticed when the body is "
					+ "garbage-collected.",
			"Specification Details");

	private final Topic topic;

	private final Side side;

	private final String sentence;

	private final String section;

	@SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed has no type
												// of its own
	private final List<String> keys;

	Rule(Topic topic, Side side, String sentence, String section, String... keys) {
		this(topic, side, sentence, section, List.of(keys));
	}

	Rule(Topic topic, Side side, String sentence, String section, List<String> keys) {
		this.topic = topic;
		this.side = side;
		this.sentence = sentence;
		this.section = section;
		this.keys = keys;
	}

	/**
	 * The name of the rule in logs, meters and SPEC.md.
	 * @return lower-case words with hyphens between them
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The topic of the rule.
	 * @return the topic
	 */
	public Topic topic() {
		return this.topic;
	}

	/**
	 * The side that has to keep the rule. A middleware is a server to the application
	 * that it wraps.
	 * @return the side
	 */
	public Side side() {
		return this.side;
	}

	/**
	 * The text of the rule.
	 * @return one sentence
	 */
	public String sentence() {
		return this.sentence;
	}

	/**
	 * The source of the rule: sections of PEP 3333, and of RFCs if they are named.
	 * @return the names of the sections
	 */
	public String section() {
		return this.section;
	}

	/**
	 * The variables of an environ that the rule concerns.
	 * @return their names
	 */
	public List<String> keys() {
		return this.keys;
	}

	/**
	 * The topics of rules.
	 */
	public enum Topic {

		/** The variables. */
		ENVIRON,

		/** The body of the request. */
		INPUT,

		/** The server's log. */
		ERRORS,

		/** Bodies of open files. */
		FILE_WRAPPER,

		/** The start of a response, and its status. */
		START_RESPONSE,

		/** The headers of a response. */
		HEADERS,

		/** The callable that start_response returns. */
		WRITE,

		/** The body of a response. */
		BODY

	}

	/**
	 * The sides that keep rules.
	 */
	public enum Side {

		/** The one that calls the application. */
		SERVER,

		/** The one that is called. */
		APPLICATION

	}

}
