package io.github.wsgi4j.container.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.wsgi4j.container.execution.EventLoopTick;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The connection of Reactor Netty: blocks are written on its event loop, and only while
 * its channel is below the high water mark.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements ServerConnection {

	private static final Log logger = LogFactory.getLog(NettyConnection.class);

	private final HttpServerResponse response;

	private final Channel channel;

	private final boolean undecorated;

	private volatile @Nullable Runnable whenWritable;

	private int share;

	private Runnable restore = () -> {
	};

	private @Nullable SocketBufferTuner ahead;

	private volatile boolean endsBody;

	private @Nullable Integer linger;

	private volatile @Nullable OutputProgress progress;

	private NettyConnection(HttpServerResponse response, Channel channel, boolean undecorated) {
		this.response = response;
		this.undecorated = undecorated;
		this.channel = channel;
	}

	static ServerConnection of(HttpServerResponse response, boolean undecorated) {
		Channel[] channel = new Channel[1];
		response.withConnection((connection) -> channel[0] = connection.channel());
		return new NettyConnection(response, channel[0], undecorated);
	}

	@Override
	public int reserve(int wanted) {
		this.share = SendMemory.take(wanted);
		return this.share;
	}

	@Override
	public Executor executor() {
		return this.channel.eventLoop();
	}

	@Override
	public void execute(Runnable task) {
		if (isHere()) {
			task.run();
		}
		else if (!EventLoopTick.add(this.channel, task)) {
			executeLater(task);
		}
	}

	@Override
	public void executeLater(Runnable task) {
		try {
			this.channel.eventLoop().execute(task);
		}
		catch (RejectedExecutionException ex) {
			// The loop has ended and its connections with it: nothing is written any
			// more.
			logger.debug("The event loop has shut down", ex);
			task.run();
		}
	}

	@Override
	public Mono<Void> send(ServerHttpResponse response, byte[] body) {
		if (!this.undecorated) {
			return ServerConnection.super.send(response, body);
		}
		// Spring's own way is one operator upon the other, for a body that may fail.
		return response.setComplete()
			.then(Mono.defer(() -> this.response.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body))).then()));
	}

	@Override
	public boolean isHere() {
		return this.channel.eventLoop().inEventLoop();
	}

	@Override
	public boolean isWritable() {
		return this.channel.isWritable();
	}

	@Override
	public void open(Runnable whenWritable) {
		this.whenWritable = whenWritable;
		if (this.channel.isActive()) {
			SocketBufferTuner ahead = new SocketBufferTuner();
			this.ahead = ahead;
			Runnable narrow = SendMemory.narrow(this.channel, this.share);
			this.restore = () -> {
				ahead.close();
				narrow.run();
			};
			this.channel.pipeline().addFirst(this);
		}
	}

	@Override
	public void resetUnlessComplete() {
		this.endsBody = true;
	}

	@Override
	public void complete() {
		Integer linger = this.linger;
		if (linger != null) {
			// Behind what is written, which may still wait for the client.
			this.channel.write(Unpooled.EMPTY_BUFFER).addListener((written) -> {
				if (written.isSuccess()) {
					linger(linger);
				}
			});
		}
	}

	private @Nullable Integer linger(int seconds) {
		try {
			Integer before = this.channel.config().getOption(ChannelOption.SO_LINGER);
			this.channel.config().setOption(ChannelOption.SO_LINGER, seconds);
			return before;
		}
		catch (ChannelException ex) {
			logger.debug("The connection has closed", ex);
			return null;
		}
	}

	@Override
	public void passed(int count) {
		// Not before: something else may be sent in place of the head.
		if (this.endsBody) {
			this.endsBody = false;
			this.linger = linger(0);
		}
		SocketBufferTuner ahead = this.ahead;
		if (ahead != null) {
			ahead.stream(this.channel, count);
		}
		OutputProgress progress = this.progress;
		if (progress != null) {
			progress.passed(count);
		}
	}

	@Override
	public boolean isBehind() {
		boolean behind = OutputProgress.isBehind(this.channel);
		OutputProgress progress = this.progress;
		if (!behind && progress != null) {
			progress.reset();
		}
		return behind;
	}

	@Override
	public boolean isFlushed() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		// A stream of HTTP/2 has none.
		return (buffer != null) ? buffer.isEmpty() : !OutputProgress.isBehind(this.channel);
	}

	@Override
	public boolean isStuck(long nanos) {
		OutputProgress progress = this.progress;
		if (progress == null) {
			progress = new OutputProgress(this.channel);
			this.progress = progress;
		}
		return progress.isStuck(nanos);
	}

	@Override
	public void abort() {
		OutputProgress progress = this.progress;
		if (progress != null) {
			progress.abort();
		}
	}

	@Override
	public void close() {
		this.whenWritable = null;
		SendMemory.giveBack();
		this.ahead = null;
		this.restore.run();
		if (this.channel.pipeline().context(this) != null) {
			this.channel.pipeline().remove(this);
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		Runnable callback = this.whenWritable;
		if (callback != null && context.channel().isWritable()) {
			callback.run();
		}
		context.fireChannelWritabilityChanged();
	}

}
