package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.github.wsgi4j.python.protocol.FrameDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import org.apache.commons.logging.Log;

/**
 * The Unix socket that the processes of an application connect to.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
public final class WorkerListener implements AutoCloseable {

	private final Path socket;

	private final Bootstrap bootstrap;

	private volatile Channel channel;

	private WorkerListener(Path socket, Bootstrap bootstrap) {
		this.socket = socket;
		this.bootstrap = bootstrap;
		this.channel = bind(socket, bootstrap);
	}

	/**
	 * Begins to listen.
	 * @param socket where the socket is created
	 * @param token what a process has to know
	 * @param loops what the connections run on, of epoll or NIO
	 * @param pool gets the slots
	 * @param applicationLog where the records of the processes go
	 */
	public static WorkerListener bind(Path socket, String token, EventLoopGroup loops, SlotPool pool,
			Log applicationLog) {
		Supplier<ChannelHandler> introductions = Introduction.supplier(token, pool, applicationLog);
		boolean epoll = loops instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class);
		Bootstrap bootstrap = new Bootstrap().group(loops)
			.channel(epoll ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class)
			.handler(new SlotLoops(loops, () -> new ChannelHandler[] { new FrameDecoder(), introductions.get() }))
			.localAddress(epoll ? new DomainSocketAddress(socket.toFile()) : UnixDomainSocketAddress.of(socket));
		return new WorkerListener(socket, bootstrap);
	}

	private static Channel bind(Path socket, Bootstrap bootstrap) {
		ChannelFuture bound = bootstrap.bind().awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new UncheckedIOException("Cannot listen at " + socket + ": " + bound.cause(),
					new IOException(bound.cause()));
		}
		return bound.channel();
	}

	/**
	 * Listens again if the socket has been deleted, as a cleaner of temporary files may
	 * do. The connections that are there stay.
	 */
	public void restore() {
		if (Files.notExists(this.socket)) {
			// Before it listens again, since its end deletes the file of this name.
			this.channel.close().awaitUninterruptibly();
			this.channel = bind(this.socket, this.bootstrap);
		}
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
