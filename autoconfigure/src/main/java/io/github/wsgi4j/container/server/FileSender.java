package io.github.wsgi4j.container.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.wsgi4j.FileBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedNioFile;
import io.netty.handler.stream.ChunkedWriteHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Sends a range of an open file through Reactor Netty, without a copy of it in this
 * process where the connection carries plain bytes.
 */
public final class FileSender {

	private static final int CHUNK = 64 * 1024;

	private FileSender() {
	}

	/**
	 * Commits a response and sends the file as its body. Spring's own way takes a path,
	 * and an application may have no more than an open file.
	 */
	public static Mono<Void> send(FileBody file, long count, ServerHttpResponse response, HttpServerResponse reactor,
			ServerConnection server) {
		return response.setComplete()
			.then(Mono.defer(() -> reactor.sendUsing(SocketBufferTuner::new,
					(connection, ahead) -> message(connection, file, count, server, ahead), SocketBufferTuner::close)
				.then()));
	}

	private static Object message(Connection connection, FileBody file, long count, ServerConnection server,
			SocketBufferTuner ahead) {
		ChannelPipeline pipeline = connection.channel().pipeline();
		if (connection.channel() instanceof Http2StreamChannel || pipeline.get(SslHandler.class) != null
				|| pipeline.get(NettyPipeline.CompressionHandler) != null) {
			return chunks(connection, pipeline, file, count, server);
		}
		ahead.file(connection.channel(), count);
		return new DefaultFileRegion(file.channel(), file.position(), count);
	}

	private static Object chunks(Connection connection, ChannelPipeline pipeline, FileBody file, long count,
			ServerConnection server) {
		if (pipeline.get(NettyPipeline.ChunkedWriter) == null) {
			connection.addHandlerLast(NettyPipeline.ChunkedWriter, new ChunkedWriteHandler());
		}
		try {
			return new Chunks(file, count, server);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A file in chunks, which fails where Netty's own would give empty chunks for ever.
	 */
	private static final class Chunks extends ChunkedNioFile {

		private final ServerConnection server;

		Chunks(FileBody file, long count, ServerConnection server) throws IOException {
			super(file.channel(), file.position(), count, CHUNK);
			this.server = server;
		}

		@Override
		public @Nullable ByteBuf readChunk(ByteBufAllocator allocator) throws Exception {
			ByteBuf chunk = super.readChunk(allocator);
			if (chunk != null && !chunk.isReadable()) {
				chunk.release();
				throw new EOFException("The file was truncated while it was being sent");
			}
			if (chunk != null) {
				this.server.passed(chunk.readableBytes());
			}
			return chunk;
		}

	}

}
