package io.github.wsgi4j.container.server;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.internal.PlatformDependent;

/**
 * The memory for what waits for slow clients, divided among the responses that are
 * streamed: each has all that it wants while they are few, and less when they are many,
 * so that ten thousand that nobody reads leave some for the others.
 */
final class SendMemory {

	/** All of them together: what a publisher holds, Netty may hold once more. */
	private static final long TOTAL = PlatformDependent.maxDirectMemory() / 32;

	/** The bytes that each may have in any case. */
	private static final int LEAST = 4 * 1024;

	private static final AtomicInteger RESPONSES = new AtomicInteger();

	private SendMemory() {
	}

	/**
	 * Gives one more response its share.
	 * @param wanted the bytes that it would like
	 * @return the bytes that it may hold
	 */
	static int take(int wanted) {
		return share(wanted, TOTAL / RESPONSES.incrementAndGet());
	}

	static int share(int wanted, long even) {
		return (int) Math.min(wanted, Math.max(even, LEAST));
	}

	/**
	 * Takes the share of a response back.
	 */
	static void giveBack() {
		RESPONSES.decrementAndGet();
	}

	/**
	 * Has a channel and the kernel behind it hold no more than a share.
	 * @return what undoes it
	 */
	static Runnable narrow(Channel channel, int share) {
		WriteBufferWaterMark before = channel.config().getWriteBufferWaterMark();
		if (share >= before.high()) {
			return () -> {
			};
		}
		channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(share / 2, share));
		Runnable kernel = KernelSocket.limitUnsent(channel, share, (limit) -> true);
		return () -> {
			channel.config().setWriteBufferWaterMark(before);
			kernel.run();
		};
	}

	/**
	 * Has the kernel behind a channel take up to a share, if it would take less.
	 * @return what undoes it
	 */
	static Runnable widen(Channel channel, int share) {
		return KernelSocket.limitUnsent(channel, share, (before) -> before > 0 && before < share);
	}

}
