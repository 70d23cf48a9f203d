package io.github.wsgi4j.container.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import reactor.netty.http.server.HttpServer;

import org.springframework.util.ClassUtils;

/**
 * The bytes that the kernel holds for a client behind a channel, as far as it can be told
 * and says so: on Linux, with Netty's epoll. A Unix socket cannot.
 */
public final class KernelSocket {

	private static final long UNKNOWN = -1;

	/** Few blocks of a client that may not read; one that does is given more later. */
	private static final int UNSENT = 256 * 1024;

	private static final boolean EPOLL = ClassUtils.isPresent("io.netty.channel.epoll.EpollSocketChannel",
			KernelSocket.class.getClassLoader());

	private KernelSocket() {
	}

	/**
	 * Keeps it from taking megabytes of a response that a slow client does not read. The
	 * application has computed too early all that it takes.
	 * @param server the server
	 * @return the server with the limit
	 */
	public static HttpServer limitUnsent(HttpServer server) {
		return server
			.doOnChannelInit((observer, channel, address) -> limitUnsent(channel, UNSENT, (unlimited) -> true));
	}

	/**
	 * Has it take no more than some bytes that it has not sent.
	 * @param condition whether to, if it takes so many now
	 * @return what undoes it
	 */
	static Runnable limitUnsent(Channel channel, int bytes, LongPredicate condition) {
		return EPOLL ? Linux.limitUnsent(channel, bytes, condition) : () -> {
		};
	}

	/**
	 * The time since it last sent something that it had not sent before. It may go on
	 * sending for a while in which it takes no more.
	 * @return nanoseconds, or a negative number if that is not known
	 */
	static long sinceSent(Channel channel) {
		return EPOLL ? Linux.sinceSent(channel) : UNKNOWN;
	}

	// Apart, so that the library may be absent.
	private static final class Linux {

		private Linux() {
		}

		static Runnable limitUnsent(Channel channel, int bytes, LongPredicate condition) {
			Long before = channel.config().getOption(EpollChannelOption.TCP_NOTSENT_LOWAT);
			if (before == null || !condition.test(before)) {
				return () -> {
				};
			}
			channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) bytes);
			return () -> {
				if (channel.isActive()) {
					channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, before);
				}
			};
		}

		static long sinceSent(Channel channel) {
			if (!(channel instanceof EpollSocketChannel epoll)) {
				return UNKNOWN;
			}
			try {
				EpollTcpInfo info = epoll.tcpInfo();
				// What is sent again is no progress.
				return (info.retransmits() == 0) ? TimeUnit.MILLISECONDS.toNanos(info.lastDataSent()) : UNKNOWN;
			}
			catch (ChannelException ex) {
				// Closed meanwhile.
				return UNKNOWN;
			}
		}

	}

}
