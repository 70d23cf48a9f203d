package io.github.wsgi4j.fastcgi.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.wsgi4j.fastcgi.FastCgiAddress;
import io.github.wsgi4j.fastcgi.protocol.RecordDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;

/**
 * Opens connections to servers on event loops of epoll or NIO.
 */
final class Transport implements AutoCloseable {

	/** Up to what a response is read at a time. */
	private static final int MOST = 256 * 1024;

	private static final WriteBufferWaterMark AHEAD = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

	private final Supplier<EventLoopGroup> loops;

	private final int connectMillis;

	private final boolean epoll;

	/** Names are looked up for each connection, so that those of a cluster may move. */
	private final AddressResolverGroup<InetSocketAddress> names;

	Transport(Supplier<EventLoopGroup> loops, Duration connectTimeout) {
		this.loops = loops;
		this.connectMillis = (int) Math.min(connectTimeout.toMillis(), Integer.MAX_VALUE);
		this.epoll = loops.get() instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class);
		this.names = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
			.datagramChannelType(this.epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
			.queryTimeoutMillis(this.connectMillis)
			.socketChannelType(this.epoll ? EpollSocketChannel.class : NioSocketChannel.class));
	}

	/**
	 * Returns the event loop that this thread is one of, or any.
	 */
	EventLoop loop() {
		EventLoopGroup loops = this.loops.get();
		for (EventExecutor loop : loops) {
			if (loop.inEventLoop()) {
				return (EventLoop) loop;
			}
		}
		return loops.next();
	}

	/**
	 * Opens a connection.
	 * @param handler makes what handles the records
	 */
	ChannelFuture connect(EventLoop loop, FastCgiAddress server, Function<Channel, ChannelHandler> handler) {
		Bootstrap bootstrap = new Bootstrap().group(loop)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, this.connectMillis)
			// An answer that is here is read though its server takes no more of the
			// request.
			.option(ChannelOption.AUTO_CLOSE, false)
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, AHEAD)
			.option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 4096, MOST))
			.handler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new RecordDecoder(), handler.apply(channel));
				}

			});
		String path = server.path();
		if (path != null) {
			SocketAddress address = this.epoll ? new DomainSocketAddress(path) : UnixDomainSocketAddress.of(path);
			return bootstrap.channel(this.epoll ? EpollDomainSocketChannel.class : NioDomainSocketChannel.class)
				.resolver(NoopAddressResolverGroup.INSTANCE)
				.connect(address);
		}
		bootstrap.channel(this.epoll ? EpollSocketChannel.class : NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true);
		InetAddress literal = NetUtil.createInetAddressFromIpAddressString(server.host());
		if (literal != null) {
			return bootstrap.resolver(DefaultAddressResolverGroup.INSTANCE)
				.connect(new InetSocketAddress(literal, server.port()));
		}
		return bootstrap.resolver(this.names).connect(InetSocketAddress.createUnresolved(server.host(), server.port()));
	}

	@Override
	public void close() {
		this.names.close();
	}

}
