package io.github.wsgi4j.python.worker;

import java.net.UnixDomainSocketAddress;
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

	private final Channel channel;

	private WorkerListener(Channel channel) {
		this.channel = channel;
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
		ChannelFuture bound = new Bootstrap().group(loops)
			.channel(epoll ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class)
			.handler(new SlotLoops(loops, () -> new ChannelHandler[] { new FrameDecoder(), introductions.get() }))
			.bind(epoll ? new DomainSocketAddress(socket.toFile()) : UnixDomainSocketAddress.of(socket));
		return new WorkerListener(bound.syncUninterruptibly().channel());
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
