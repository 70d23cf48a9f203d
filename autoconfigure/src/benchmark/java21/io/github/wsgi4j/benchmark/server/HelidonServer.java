package io.github.wsgi4j.benchmark.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Helidon, whose every request has a virtual thread.
 */
public final class HelidonServer {

	private HelidonServer() {
	}

	/**
	 * Starts the server.
	 * @param args nothing
	 * @throws IOException if nobody asks any more
	 */
	public static void main(String[] args) throws IOException {
		Control.run(WebServer.builder().host("127.0.0.1").port(0).routing(HelidonServer::route).build().start().port());
	}

	private static void route(HttpRouting.Builder routing) {
		routing.get("/hello", (request, response) -> send(response, Content.TEXT, Content.HELLO))
			.get("/page",
					(request, response) -> send(response.header(HeaderNames.CACHE_CONTROL, "no-cache"), Content.HTML,
							Content.PAGE))
			.get("/list",
					(request, response) -> send(
							response.header(HeaderNames.CONTENT_LENGTH, Long.toString(Content.LIST_SIZE)),
							Content.LIST))
			.get("/generator", (request, response) -> send(response, Content.generate()))
			.post("/upload", HelidonServer::count)
			.get("/blocking", (request, response) -> send(response, Content.TEXT, Content.block()))
			.get("/burning", (request, response) -> send(response, Content.TEXT, Content.burn()));
	}

	private static void send(ServerResponse response, String type, byte[] body) {
		response.header(HeaderNames.CONTENT_TYPE, type).send(body);
	}

	private static void send(ServerResponse response, Iterable<byte[]> blocks) throws IOException {
		response.header(HeaderNames.CONTENT_TYPE, Content.BINARY);
		try (OutputStream out = response.outputStream()) {
			for (byte[] block : blocks) {
				out.write(block);
			}
		}
	}

	private static void count(ServerRequest request, ServerResponse response) throws IOException {
		byte[] block = new byte[Content.BLOCK_SIZE];
		long count = 0;
		try (InputStream upload = request.content().inputStream()) {
			int length = upload.read(block);
			while (length >= 0) {
				count += length;
				length = upload.read(block);
			}
		}
		send(response, Content.TEXT, Content.count(count));
	}

}
