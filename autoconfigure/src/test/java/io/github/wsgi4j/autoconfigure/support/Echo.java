package io.github.wsgi4j.autoconfigure.support;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;

/**
 * An application that says who it is and what the request was split into.
 */
public class Echo implements Application {

	private final String name;

	public Echo(String name) {
		this.name = name;
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		startResponse.call("200 OK", List.of());
		return Body.text(this.name + ":" + environ.get(Environ.SCRIPT_NAME) + ":" + environ.get(Environ.PATH_INFO));
	}

}
