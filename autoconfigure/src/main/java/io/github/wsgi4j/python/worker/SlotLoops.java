package io.github.wsgi4j.python.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Accepts the connections of the processes, and gives each event loop its share of the
 * slots: a loop with all of them would have to speak for the others, too. It outlives a
 * socket that is bound again.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // one that fails is closed
final class SlotLoops extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(SlotLoops.class);

	private static final AttributeKey<Share> SHARE = AttributeKey.valueOf(SlotLoops.class, "share");

	/** Up to what a stream of a process is read at a time. */
	private static final int MOST = 256 * 1024;

	private final List<Share> shares = new ArrayList<>();

	private final Supplier<ChannelHandler[]> handlers;

	/** The share after which the next is looked for, so that equal ones take turns. */
	private int last;

	SlotLoops(EventLoopGroup loops, Supplier<ChannelHandler[]> handlers) {
		for (EventExecutor loop : loops) {
			this.shares.add(new Share((EventLoop) loop, new AtomicInteger()));
		}
		this.handlers = handlers;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object accepted) {
		Channel channel = (Channel) accepted;
		Share share = smallest();
		share.slots().incrementAndGet();
		channel.attr(SHARE).set(share);
		channel.closeFuture().addListener((closed) -> leave(channel));
		channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, 2048, MOST));
		channel.pipeline().addLast(this.handlers.get());
		share.loop().register(channel).addListener((registered) -> {
			if (!registered.isSuccess()) {
				channel.unsafe().closeForcibly();
			}
		});
	}

	// As Netty's ServerBootstrap does: the connection waits, and the loop would do
	// nothing but try to accept it.
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.warn("A connection of a process cannot be accepted", cause);
		ChannelConfig config = context.channel().config();
		if (config.isAutoRead()) {
			config.setAutoRead(false);
			context.executor().schedule(() -> config.setAutoRead(true), 1, TimeUnit.SECONDS);
		}
	}

	private Share smallest() {
		int size = this.shares.size();
		int next = (this.last + 1) % size;
		for (int i = 1; i < size; i++) {
			int other = (this.last + 1 + i) % size;
			if (this.shares.get(other).slots().get() < this.shares.get(next).slots().get()) {
				next = other;
			}
		}
		this.last = next;
		return this.shares.get(next);
	}

	/**
	 * Takes note that a connection is not, or no longer, that of a slot.
	 */
	static void leave(Channel channel) {
		Share share = channel.attr(SHARE).getAndSet(null);
		if (share != null) {
			share.slots().decrementAndGet();
		}
	}

	/** An event loop and the number of slots on it. */
	private record Share(EventLoop loop, AtomicInteger slots) {

	}

}
