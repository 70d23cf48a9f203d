package io.github.wsgi4j;

import java.io.InputStream;
import java.util.Map;

/**
 * The names of the variables that a server puts into an environ.
 *
 * @see <a href="https://peps.python.org/pep-3333/#environ-variables">PEP 3333, environ
 * Variables</a>
 */
public final class Environ {

	/** The request's method: a String, never empty. */
	public static final String REQUEST_METHOD = "REQUEST_METHOD";

	/**
	 * The path that leads to the application: decoded, empty or starting with a slash.
	 */
	public static final String SCRIPT_NAME = "SCRIPT_NAME";

	/** The path within the application: decoded, empty or starting with a slash. */
	public static final String PATH_INFO = "PATH_INFO";

	/** The part behind the question mark, as it was sent; empty if there was none. */
	public static final String QUERY_STRING = "QUERY_STRING";

	/** The type of the request's body; absent if the client gave none. */
	public static final String CONTENT_TYPE = "CONTENT_TYPE";

	/** The length of the request's body: decimal digits; absent if it is not known. */
	public static final String CONTENT_LENGTH = "CONTENT_LENGTH";

	/** The host that the request was sent to: a String, never empty. */
	public static final String SERVER_NAME = "SERVER_NAME";

	/** The port that the request was sent to: a String of decimal digits. */
	public static final String SERVER_PORT = "SERVER_PORT";

	/**
	 * The protocol of the request: {@code HTTP/1.0}, {@code HTTP/1.1}, {@code HTTP/2.0}.
	 */
	public static final String SERVER_PROTOCOL = "SERVER_PROTOCOL";

	/** The address of the client; absent where the transport has none. */
	public static final String REMOTE_ADDR = "REMOTE_ADDR";

	/** The port of the client: a String; absent where the transport has none. */
	public static final String REMOTE_PORT = "REMOTE_PORT";

	/** The name of the authenticated principal; absent if there is none. */
	public static final String REMOTE_USER = "REMOTE_USER";

	/** The request's target as it was sent. */
	public static final String REQUEST_URI = "REQUEST_URI";

	/** The String {@code on} if the request came over TLS; absent otherwise. */
	public static final String HTTPS = "HTTPS";

	/** The version of WSGI: the list of the integers 1 and 0. */
	public static final String WSGI_VERSION = "wsgi.version";

	/** The scheme of the request's URL: {@code http} or {@code https}. */
	public static final String WSGI_URL_SCHEME = "wsgi.url_scheme";

	/** The request's body: an {@link Input}. */
	public static final String WSGI_INPUT = "wsgi.input";

	/** A {@link java.io.PrintWriter} that writes to the server's log. */
	public static final String WSGI_ERRORS = "wsgi.errors";

	/** Whether the application may be called by several threads at once. */
	public static final String WSGI_MULTITHREAD = "wsgi.multithread";

	/** Whether the application may also run in another process. */
	public static final String WSGI_MULTIPROCESS = "wsgi.multiprocess";

	/** Whether the application is called only once in this process. */
	public static final String WSGI_RUN_ONCE = "wsgi.run_once";

	/** Whether the input ends by itself, without a {@link #CONTENT_LENGTH} to count. */
	public static final String WSGI_INPUT_TERMINATED = "wsgi.input_terminated";

	/** Makes a body of an open file: a {@link FileWrapper}. */
	public static final String WSGI_FILE_WRAPPER = "wsgi.file_wrapper";

	/** Spring's exchange of this request: a {@code ServerWebExchange}. */
	public static final String EXCHANGE = "wsgi4j.exchange";

	/** The name of the mounted application, that of its bean; absent without a server. */
	public static final String APPLICATION = "wsgi4j.application";

	/**
	 * The authorities of Spring Security's user, joined with commas; absent without one.
	 */
	public static final String AUTHORITIES = "wsgi4j.authorities";

	/** Spring Security's token against cross-site request forgery, if requested. */
	public static final String CSRF_TOKEN = "wsgi4j.csrf_token";

	/** The name of the header in which that token may come back. */
	public static final String CSRF_HEADER = "wsgi4j.csrf_header";

	/** The name of the form field in which that token may come back. */
	public static final String CSRF_PARAMETER = "wsgi4j.csrf_parameter";

	/** Whether the whole body has arrived, so that no read waits; absent if not known. */
	public static final String INPUT_COMPLETE = "wsgi4j.input_complete";

	/** True if a middleware has found the host to be trusted; absent otherwise. */
	public static final String HOST_TRUSTED = "wsgi4j.host_trusted";

	/** Set by the application: the pattern of the path below its mount, for metrics. */
	public static final String PATTERN = "wsgi4j.pattern";

	private Environ() {
	}

	/**
	 * Reads a variable that is always present.
	 * @param environ the environ
	 * @param name the variable's name
	 * @return its value
	 * @throws IllegalArgumentException if the environ has no such String
	 */
	public static String get(Map<String, Object> environ, String name) {
		if (environ.get(name) instanceof String value) {
			return value;
		}
		throw new IllegalArgumentException("The environ has no String '" + name + "'");
	}

	/**
	 * Reads the request's body.
	 * @param environ the environ
	 * @return the value of {@code wsgi.input}
	 * @throws IllegalArgumentException if the environ has no such stream
	 */
	public static InputStream input(Map<String, Object> environ) {
		if (environ.get(WSGI_INPUT) instanceof InputStream input) {
			return input;
		}
		throw new IllegalArgumentException("The environ has no stream '" + WSGI_INPUT + "'");
	}

}
