package io.github.wsgi4j.container;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.wsgi4j.FileBody;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedNioFile;
import io.netty.handler.stream.ChunkedWriteHandler;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Sends a range of an open file through Reactor Netty, without a copy of it in this
 * process where the connection carries plain bytes.
 */
final class FileSender {

	private static final int CHUNK = 64 * 1024;

	private FileSender() {
	}

	/**
	 * Commits a response and sends the file as its body. Spring's own way takes a path,
	 * and an application may have no more than an open file.
	 */
	static Mono<Void> send(FileBody file, long count, ServerHttpResponse response, HttpServerResponse reactor) {
		return response.setComplete()
			.then(Mono.defer(() -> reactor
				.sendUsing(() -> file, (connection, body) -> message(connection, body, count), (body) -> {
				})
				.then()));
	}

	private static Object message(Connection connection, FileBody file, long count) {
		ChannelPipeline pipeline = connection.channel().pipeline();
		if (connection.channel().parent() instanceof SocketChannel || pipeline.get(SslHandler.class) != null
				|| pipeline.get(NettyPipeline.CompressionHandler) != null) {
			return chunks(connection, pipeline, file, count);
		}
		return new DefaultFileRegion(file.channel(), file.position(), count);
	}

	private static Object chunks(Connection connection, ChannelPipeline pipeline, FileBody file, long count) {
		if (pipeline.get(NettyPipeline.ChunkedWriter) == null) {
			connection.addHandlerLast(NettyPipeline.ChunkedWriter, new ChunkedWriteHandler());
		}
		try {
			return new ChunkedNioFile(file.channel(), file.position(), count, CHUNK);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
