package com.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;

/**
 * The headers on every response of docs/middleware.md.
 */
class NoSniffAnywhere implements HeaderMiddleware {

	@Override
	public Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers) {
		List<Header> more = new ArrayList<>();
		headers.forEach(more::add);
		more.add(Header.of("X-Content-Type-Options", "nosniff"));
		return more;
	}

}
