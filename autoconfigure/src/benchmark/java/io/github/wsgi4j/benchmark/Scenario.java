package io.github.wsgi4j.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.github.wsgi4j.benchmark.server.Content;

/**
 * The requests that a server gets.
 */
enum Scenario {

	/** The least answer, to the least request. */
	HELLO(64, Content.HELLO_SIZE, Requests.get("/hello")),

	/** A page, as a browser asks for it. */
	PAGE(64, Content.PAGE_SIZE, Requests.browser("/page")),

	/** A body of 1 MiB that is in memory. */
	LIST(16, Content.LIST_SIZE, Requests.get("/list")),

	/** A long body without a length. */
	GENERATOR(2, Content.GENERATED_SIZE, Requests.get("/generator")),

	/** A long file. */
	FILE(2, Content.GENERATED_SIZE, Requests.get("/" + Content.FILE)),

	/** A long body the other way. */
	UPLOAD(4, Long.toString(Content.UPLOAD_SIZE).length(), Requests.upload("/upload")),

	/** Many requests that block. */
	BLOCKING(256, Content.HELLO_SIZE, Requests.get("/blocking")),

	/** The least answer, beside one request at a time that keeps a processor busy. */
	BURNING(64, Content.HELLO_SIZE, Requests.get("/hello"));

	private final int connections;

	private final long length;

	private final String request;

	Scenario(int connections, long length, String request) {
		this.connections = connections;
		this.length = length;
		this.request = request;
	}

	static Scenario of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	String title() {
		return name().toLowerCase(Locale.ROOT);
	}

	int connections() {
		return this.connections;
	}

	/**
	 * The threads of a server that has a pool of threads to block.
	 */
	int threads() {
		return (this == BLOCKING) ? this.connections : 20;
	}

	/**
	 * The bytes of the body of each response.
	 */
	long length() {
		return this.length;
	}

	byte[] request() {
		return this.request.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * The bytes of the body of each request.
	 */
	long uploads() {
		return (this == UPLOAD) ? Content.UPLOAD_SIZE : 0;
	}

	/**
	 * The request on one more connection meanwhile.
	 */
	List<byte[]> beside() {
		return (this == BURNING) ? List.of(Requests.get("/burning").getBytes(StandardCharsets.US_ASCII)) : List.of();
	}

}
