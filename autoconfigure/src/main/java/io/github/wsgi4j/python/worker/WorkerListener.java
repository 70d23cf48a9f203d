package io.github.wsgi4j.python.worker;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.github.wsgi4j.python.protocol.FrameDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
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

	private final Channel channel;

	private WorkerListener(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Begins to listen.
	 * @param socket where the socket is created
	 * @param token what a process has to know
	 * @param loops what the connections run on: of epoll or NIO
	 * @param pool gets the slots
	 * @param applicationLog where the records of the processes go
	 */
	public static WorkerListener bind(Path socket, String token, EventLoopGroup loops, SlotPool pool,
			Log applicationLog) {
		Supplier<ChannelHandler> introductions = Introduction.supplier(token, pool, applicationLog);
		boolean epoll = isEpoll(loops);
		Class<? extends ServerChannel> type = epoll ? EpollServerDomainSocketChannel.class
				: NioServerDomainSocketChannel.class;
		ChannelInitializer<Channel> initializer = new ChannelInitializer<>() {

			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline().addLast(new FrameDecoder(), introductions.get());
			}

		};
		ChannelFuture bound = new ServerBootstrap().group(loops)
			.channel(type)
			.childHandler(initializer)
			.bind(epoll ? new DomainSocketAddress(socket.toFile()) : UnixDomainSocketAddress.of(socket));
		return new WorkerListener(bound.syncUninterruptibly().channel());
	}

	private static boolean isEpoll(EventLoopGroup loops) {
		return loops instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class);
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
