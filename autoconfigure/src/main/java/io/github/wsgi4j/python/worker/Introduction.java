package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.wsgi4j.python.protocol.Fields;
import io.github.wsgi4j.python.protocol.Frame;
import io.github.wsgi4j.python.protocol.FrameType;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import org.apache.commons.logging.Log;

/**
 * The first frame of a connection: it has to know the token and be of a process that was
 * started here.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class Introduction extends SimpleChannelInboundHandler<Frame> {

	private static final int SECONDS = 10;

	private static final int MOST_LOOKS = 50;

	private static final int MILLIS_BETWEEN_LOOKS = 10;

	private final byte[] token;

	private final Map<Integer, Long> pids;

	private final SlotPool pool;

	private final Log applicationLog;

	private Introduction(byte[] token, Map<Integer, Long> pids, SlotPool pool, Log applicationLog) {
		super(Frame.class);
		this.token = token;
		this.pids = pids;
		this.pool = pool;
		this.applicationLog = applicationLog;
	}

	/**
	 * Returns what makes a handler for each connection of the same application.
	 */
	static Supplier<ChannelHandler> supplier(String token, SlotPool pool, Log applicationLog) {
		Map<Integer, Long> pids = new ConcurrentHashMap<>();
		byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
		return () -> new Introduction(bytes, pids, pool, applicationLog);
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		context.executor().schedule(() -> {
			if (!context.isRemoved()) {
				context.close();
			}
		}, SECONDS, TimeUnit.SECONDS);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, Frame frame) {
		List<String> fields = Fields.text(frame.content(), 3);
		if (!MessageDigest.isEqual(this.token, fields.get(0).getBytes(StandardCharsets.UTF_8))) {
			throw new IllegalArgumentException("Wrong token");
		}
		int process = Integer.parseInt(fields.get(1));
		if (frame.type() == FrameType.CONTROL) {
			long pid = Long.parseLong(fields.get(2));
			checkPeer(context, pid);
			this.pids.put(process, pid);
			context.channel().closeFuture().addListener((closed) -> this.pids.remove(process));
			ControlConnection control = new ControlConnection(context.channel(), process, this.pool,
					this.applicationLog);
			context.pipeline().replace(this, "control", control);
			SlotLoops.leave(context.channel());
			this.pool.events().connected(process, pid, control);
			return;
		}
		if (frame.type() != FrameType.SLOT) {
			throw new IllegalArgumentException("Unexpected first frame of a connection: " + frame.type());
		}
		open(context, process, Integer.parseInt(fields.get(2)), MOST_LOOKS);
	}

	// The control connection was opened first, but the loop that reads it may be behind.
	private void open(ChannelHandlerContext context, int process, int number, int looks) {
		if (!context.channel().isActive()) {
			// Its process has ended meanwhile.
			return;
		}
		Long pid = this.pids.get(process);
		if (pid != null) {
			checkPeer(context, pid);
			SlotConnection slot = new SlotConnection(context.channel(), process, number, pid, this.pool);
			context.pipeline().replace(this, "slot", slot);
			this.pool.opened(slot);
		}
		else if (looks > 0) {
			context.executor()
				.schedule(() -> openLater(context, process, number, looks - 1), MILLIS_BETWEEN_LOOKS,
						TimeUnit.MILLISECONDS);
		}
		else {
			throw new IllegalArgumentException("Unknown process " + process);
		}
	}

	private void openLater(ChannelHandlerContext context, int process, int number, int looks) {
		try {
			open(context, process, number, looks);
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			exceptionCaught(context, ex);
		}
	}

	// Where the system tells who is there. The socket's folder is the user's own anyway.
	private static void checkPeer(ChannelHandlerContext context, long pid) {
		if (context.channel() instanceof EpollDomainSocketChannel channel) {
			try {
				if (channel.peerCredentials().pid() != pid) {
					throw new IllegalArgumentException(
							"Process " + channel.peerCredentials().pid() + " claims to be process " + pid);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		this.applicationLog.warn("A connection was refused: " + cause.getMessage());
		context.close();
	}

}
