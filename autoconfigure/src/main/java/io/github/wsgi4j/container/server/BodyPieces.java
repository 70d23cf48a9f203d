package io.github.wsgi4j.container.server;

import reactor.netty.http.HttpDecoderSpec;
import reactor.netty.http.server.HttpRequestDecoderSpec;
import reactor.netty.http.server.HttpServer;

/**
 * Has Netty give the bodies of requests on in pieces as large as it reads them. By
 * default it cuts each into eight, and a piece costs the same whatever its size.
 */
public final class BodyPieces {

	/** The most that is read at once. */
	private static final int BYTES = 64 * 1024;

	private BodyPieces() {
	}

	/**
	 * Sets the size of pieces, unless it was set before. To be called behind what else
	 * configures the decoder, which begins anew each time.
	 * @param server the server
	 * @return the server with it
	 */
	@SuppressWarnings("deprecation") // goes with Netty 5
	public static HttpServer apply(HttpServer server) {
		HttpRequestDecoderSpec before = server.configuration().decoder();
		if (before.maxChunkSize() != HttpDecoderSpec.DEFAULT_MAX_CHUNK_SIZE) {
			return server;
		}
		return server.httpRequestDecoder((decoder) -> decoder.maxChunkSize(BYTES)
			.maxInitialLineLength(before.maxInitialLineLength())
			.maxHeaderSize(before.maxHeaderSize())
			.validateHeaders(before.validateHeaders())
			.initialBufferSize(before.initialBufferSize())
			.allowDuplicateContentLengths(before.allowDuplicateContentLengths())
			.allowPartialChunks(before.allowPartialChunks())
			.h2cMaxContentLength(before.h2cMaxContentLength()));
	}

}
