package io.github.wsgi4j.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;

/**
 * The pages of the demo, by {@code PATH_INFO}.
 */
class Site implements Application {

	private static final List<Header> TEXT = List.of(Header.of("Content-Type", "text/plain; charset=utf-8"));

	private static final int BLOCK_SIZE = 8192;

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		return switch (Environ.get(environ, Environ.PATH_INFO)) {
			case "/" -> hello(startResponse);
			case "/environ" -> environ(environ, startResponse);
			case "/echo" -> echo(environ, startResponse);
			case "/clock" -> clock(startResponse);
			default -> notFound(startResponse);
		};
	}

	private Iterable<byte[]> hello(StartResponse startResponse) {
		startResponse.call("200 OK", TEXT);
		return Body.text("Hello WSGI!");
	}

	private Iterable<byte[]> environ(Map<String, Object> environ, StartResponse startResponse) {
		startResponse.call("200 OK", TEXT);
		return Body.text(new TreeMap<>(environ).entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue() + "\n")
			.collect(Collectors.joining()));
	}

	private Iterable<byte[]> echo(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		String type = (String) environ.getOrDefault(Environ.CONTENT_TYPE, "application/octet-stream");
		startResponse.call("200 OK", List.of(Header.of("Content-Type", type)));
		return Body.of(Environ.input(environ), BLOCK_SIZE);
	}

	private Iterable<byte[]> clock(StartResponse startResponse) {
		startResponse.call("200 OK", TEXT);
		return Clock::new;
	}

	private Iterable<byte[]> notFound(StartResponse startResponse) {
		startResponse.call("404 Not Found", TEXT);
		return Body.text("There is no such page. Try /, /environ, /echo or /clock.\n");
	}

}
