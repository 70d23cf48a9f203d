package io.github.wsgi4j.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;

/**
 * Gives back the path in upper case, wherever it is mounted.
 */
class Shout implements Application {

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
		// A path of WSGI is bytes, one in each character; only here do they become text.
		byte[] path = Environ.get(environ, Environ.PATH_INFO).getBytes(StandardCharsets.ISO_8859_1);
		startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain; charset=utf-8")));
		return Body.text(new String(path, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT) + "!\n");
	}

}
