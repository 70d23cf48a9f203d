package io.github.wsgi4j.middleware;

import java.util.List;

import io.github.wsgi4j.Environ;

/**
 * The names of an environ's variables, by what is asked of them.
 */
public final class EnvironKeys {

	public static final List<String> CGI = List.of(Environ.REQUEST_METHOD, Environ.SCRIPT_NAME, Environ.PATH_INFO,
			Environ.QUERY_STRING, Environ.CONTENT_TYPE, Environ.CONTENT_LENGTH, Environ.SERVER_NAME,
			Environ.SERVER_PORT, Environ.SERVER_PROTOCOL, Environ.REMOTE_ADDR, Environ.REMOTE_PORT, Environ.REMOTE_USER,
			Environ.REQUEST_URI, Environ.HTTPS);

	public static final List<String> REQUIRED = List.of(Environ.REQUEST_METHOD, Environ.SERVER_NAME,
			Environ.SERVER_PORT, Environ.SERVER_PROTOCOL, Environ.WSGI_VERSION, Environ.WSGI_URL_SCHEME,
			Environ.WSGI_INPUT, Environ.WSGI_ERRORS, Environ.WSGI_MULTITHREAD, Environ.WSGI_MULTIPROCESS,
			Environ.WSGI_RUN_ONCE);

	private EnvironKeys() {
	}

}
