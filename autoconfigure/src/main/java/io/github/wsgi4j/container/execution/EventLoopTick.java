package io.github.wsgi4j.container.execution;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.FastThreadLocal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The work of an event loop for one message, and what follows before the next: virtual
 * threads that were started meanwhile, and what they have to send. Both have to wait
 * until the loop has left what it does, but not for a task of their own.
 */
public final class EventLoopTick {

	private static final Log logger = LogFactory.getLog(EventLoopTick.class);

	private static final AttributeKey<EventLoopTick> KEY = AttributeKey.valueOf(EventLoopTick.class.getName());

	private static final FastThreadLocal<EventLoopTick> CURRENT = new FastThreadLocal<>() {

		@Override
		protected EventLoopTick initialValue() {
			return new EventLoopTick();
		}

	};

	private final Queue<Runnable> rest = new ArrayDeque<>();

	private boolean open;

	private boolean endIgnored;

	private EventLoopTick() {
	}

	/**
	 * Returns the tick of the event loop whose thread this is.
	 */
	public static EventLoopTick current() {
		return CURRENT.get();
	}

	/**
	 * Has the turns of a connection known to other threads.
	 */
	public static void note(Channel channel) {
		channel.attr(KEY).set(current());
	}

	/**
	 * Adds what a virtual thread has to do on its connection's event loop to the loop's
	 * turn.
	 * @return whether it was added, which takes a thread that the loop carries
	 */
	public static boolean add(Channel channel, Runnable task) {
		EventLoopTick turn = channel.attr(KEY).get();
		return turn != null && CarriedThreads.isCarriedBy(channel.eventLoop()) && turn.add(task);
	}

	/**
	 * Adds what is to follow. Is called on the loop, by itself or by a thread that it
	 * carries.
	 * @return whether it was added: there may be no turn
	 */
	public boolean add(Runnable task) {
		return this.open && this.rest.add(task);
	}

	/**
	 * Begins with a request.
	 */
	public void begin() {
		this.endIgnored = false;
	}

	/**
	 * Says of the request that nobody waits for its end, since it has no body.
	 */
	public void ignoreEnd() {
		this.endIgnored = this.open;
	}

	/**
	 * Whether that was said of the request.
	 */
	public boolean ignoresEnd() {
		return this.endIgnored;
	}

	/**
	 * Does something, and all that follows from it.
	 */
	public void run(Runnable task) {
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

}
