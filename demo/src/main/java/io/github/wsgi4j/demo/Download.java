package io.github.wsgi4j.demo;

import java.util.Map;

import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;

/**
 * A file that is made while it is sent.
 */
class Download {

	Response page(Request request) {
		return Page.of(request, "download", "Download",
				Map.of("lines", Squares.LINES, "megabytes", Squares.LENGTH / 1e6));
	}

	Response squares(Request request) {
		// The length lets a browser show how far it is.
		return Response.stream("text/csv; charset=utf-8", Squares::new)
			.header("Content-Length", Integer.toString(Squares.LENGTH))
			.download("squares.csv");
	}

}
