package io.github.wsgi4j.python.worker;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.wsgi4j.python.protocol.FrameDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandler;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The Unix socket that the processes of an application connect to.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
public final class WorkerListener implements AutoCloseable {

	private static final int OWN_LOOPS = 2;

	private static final int PATIENCE_SECONDS = 5;

	private final Channel channel;

	private final @Nullable EventLoopGroup own;

	private WorkerListener(Channel channel, @Nullable EventLoopGroup own) {
		this.channel = channel;
		this.own = own;
	}

	/**
	 * Begins to listen.
	 * @param socket where the socket is created
	 * @param token what a process has to know
	 * @param loops what the connections run on if they are of epoll or NIO; else they get
	 * loops of their own
	 * @param pool gets the slots
	 * @param applicationLog where the records of the processes go
	 */
	public static WorkerListener bind(Path socket, String token, EventLoopGroup loops, SlotPool pool,
			Log applicationLog) {
		Supplier<ChannelHandler> introductions = Introduction.supplier(token, pool, applicationLog);
		boolean epoll = isOf(loops, EpollIoHandler.class);
		EventLoopGroup own = (epoll || isOf(loops, NioIoHandler.class)) ? null : new MultiThreadIoEventLoopGroup(
				OWN_LOOPS, new DefaultThreadFactory("wsgi-python", true), NioIoHandler.newFactory());
		EventLoopGroup used = (own != null) ? own : loops;
		ChannelFuture bound = new Bootstrap().group(used)
			.channel(epoll ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class)
			.handler(new SlotLoops(used, () -> new ChannelHandler[] { new FrameDecoder(), introductions.get() }))
			.bind(epoll ? new DomainSocketAddress(socket.toFile()) : UnixDomainSocketAddress.of(socket));
		return new WorkerListener(bound.syncUninterruptibly().channel(), own);
	}

	private static boolean isOf(EventLoopGroup loops, Class<? extends IoHandler> type) {
		return loops instanceof IoEventLoopGroup group && group.isIoType(type);
	}

	@Override
	public void close() {
		this.channel.close();
		if (this.own != null) {
			this.own.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
	}

}
