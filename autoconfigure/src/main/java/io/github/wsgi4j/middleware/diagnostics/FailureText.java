package io.github.wsgi4j.middleware.diagnostics;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.wsgi4j.Environ;

/**
 * The parts of an exception that can be shown.
 */
record FailureText(String status, Throwable failure, Map<String, Object> environ) {

	private static final String STYLE = "body{font:16px sans-serif;margin:2em}pre{background:#f4f4f4;padding:1em;"
			+ "overflow:auto}td{font:14px monospace;padding:0 1em 0 0;vertical-align:top;overflow-wrap:anywhere}";

	String html() {
		String rows = values().entrySet()
			.stream()
			.map((entry) -> "<tr><td>" + escape(entry.getKey()) + "</td><td>" + escape(entry.getValue())
					+ "</td></tr>\n")
			.collect(Collectors.joining());
		return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(this.status)
				+ "</title><style>" + STYLE + "</style></head><body>\n<h1>" + escape(this.status) + "</h1>\n<p>"
				+ escape(request()) + "</p>\n<pre>" + escape(trace()) + "</pre>\n<table>\n" + rows
				+ "</table>\n</body></html>\n";
	}

	String plain() {
		return this.status + "\n\n" + request() + "\n\n" + trace() + "\n"
				+ values().entrySet()
					.stream()
					.map((entry) -> entry.getKey() + ": " + entry.getValue() + "\n")
					.collect(Collectors.joining());
	}

	private String request() {
		return this.environ.get(Environ.REQUEST_METHOD) + " " + this.environ.getOrDefault(Environ.SCRIPT_NAME, "")
				+ this.environ.getOrDefault(Environ.PATH_INFO, "");
	}

	private String trace() {
		StringWriter trace = new StringWriter();
		this.failure.printStackTrace(new PrintWriter(trace, true));
		return trace.toString();
	}

	private Map<String, String> values() {
		Map<String, String> values = new TreeMap<>();
		this.environ.forEach((name, value) -> values.put(name, Secrets.show(name, value)));
		return values;
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

}
