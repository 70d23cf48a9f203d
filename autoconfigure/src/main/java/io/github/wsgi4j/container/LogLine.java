package io.github.wsgi4j.container;

import org.springframework.web.server.ServerWebExchange;

/**
 * Begins each line of the log that is about a request.
 */
final class LogLine {

	private LogLine() {
	}

	/**
	 * The request's id, method and path, and what there is to say.
	 */
	static String of(ServerWebExchange exchange, String what) {
		return exchange.getLogPrefix() + exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath()
				+ ": " + what;
	}

}
