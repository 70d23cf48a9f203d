package io.github.wsgi4j.container;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;

import org.springframework.util.ClassUtils;

/**
 * What the kernel tells of the bytes that it has taken for a client. It may go on sending
 * them for a while in which it takes no more.
 */
final class KernelProgress {

	private static final long UNKNOWN = -1;

	private static final boolean EPOLL = ClassUtils.isPresent("io.netty.channel.epoll.EpollSocketChannel",
			KernelProgress.class.getClassLoader());

	private KernelProgress() {
	}

	/**
	 * How long ago it has sent something that it had not sent before.
	 * @return nanoseconds, or a negative number if that is not known
	 */
	static long sinceSent(Channel channel) {
		return EPOLL ? Linux.sinceSent(channel) : UNKNOWN;
	}

	// Apart, so that the library may be absent.
	private static final class Linux {

		private Linux() {
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
