package io.github.wsgi4j.container;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.FastThreadLocal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.netty.NettyPipeline;

/**
 * What an event loop does for one message, and what follows before the next: virtual
 * threads that were started meanwhile, and what they have to send. Both have to wait
 * until the loop has left what it does, but not for a task of their own. A request whose
 * answer is written before its end has been read costs the connection no change of what
 * it listens for.
 */
final class LoopTurn {

	private static final Log logger = LogFactory.getLog(LoopTurn.class);

	private static final AttributeKey<LoopTurn> KEY = AttributeKey.valueOf(LoopTurn.class.getName());

	private static final FastThreadLocal<LoopTurn> CURRENT = new FastThreadLocal<>() {

		@Override
		protected LoopTurn initialValue() {
			return new LoopTurn();
		}

	};

	private final Queue<Runnable> rest = new ArrayDeque<>();

	private boolean open;

	private LoopTurn() {
	}

	/**
	 * That of the event loop whose thread this is.
	 */
	static LoopTurn current() {
		return CURRENT.get();
	}

	/**
	 * Gives each message of a connection a turn: between what decodes it, which holds no
	 * monitor, and what handles it.
	 */
	static void install(Channel channel) {
		if (channel.pipeline().get(NettyPipeline.ReactiveBridge) != null) {
			channel.attr(KEY).set(current());
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, LoopTurn.class.getName(), new Entry());
		}
	}

	/**
	 * Adds what a virtual thread has to do on its connection's event loop to the loop's
	 * turn.
	 * @return whether it was added, which takes a thread that the loop carries
	 */
	static boolean add(Channel channel, Runnable task) {
		LoopTurn turn = channel.attr(KEY).get();
		return turn != null && CarriedThreads.isCarriedBy(channel.eventLoop()) && turn.add(task);
	}

	/**
	 * Adds what is to follow. Is called on the loop, by itself or by a thread that it
	 * carries.
	 * @return whether it was added: there may be no turn
	 */
	boolean add(Runnable task) {
		return this.open && this.rest.add(task);
	}

	/**
	 * Does something, and all that follows from it.
	 */
	void run(Runnable task) {
		if (this.open) {
			task.run();
			return;
		}
		this.open = true;
		try {
			task.run();
		}
		finally {
			runRest();
			this.open = false;
		}
	}

	private void runRest() {
		Runnable task = this.rest.poll();
		while (task != null) {
			try {
				task.run();
			}
			catch (Throwable ex) {
				logger.warn("A task of an event loop failed", ex);
			}
			task = this.rest.poll();
		}
	}

	private static final class Entry extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			current().run(() -> context.fireChannelRead(message));
		}

	}

}
