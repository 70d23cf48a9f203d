package io.github.wsgi4j.container.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks, every now and then, whether a client takes what was written for it. Of a stream
 * of HTTP/2 that shows in the window that the client grants.
 */
final class OutputProgress {

	private final Channel channel;

	private final @Nullable OutputProgress connection;

	private volatile boolean behind;

	private boolean still;

	private long sinceNanos;

	private long pending;

	private long position;

	private long message;

	private long passed;

	private boolean connectionStuck;

	OutputProgress(Channel channel) {
		this.channel = channel;
		this.connection = (channel instanceof Http2StreamChannel) ? new OutputProgress(channel.parent()) : null;
	}

	/**
	 * Whether anything waits for the client. May be asked on any thread.
	 */
	static boolean isBehind(Channel channel) {
		return channel.isActive() && (!channel.isWritable() || pending(channel) > 0);
	}

	private static long pending(Channel channel) {
		ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
		if (buffer != null) {
			return buffer.totalPendingWriteBytes();
		}
		return channel.isWritable()
				? channel.config().getWriteBufferHighWaterMark() + 1 - channel.bytesBeforeUnwritable()
				: channel.config().getWriteBufferLowWaterMark() - 1 + channel.bytesBeforeWritable();
	}

	/**
	 * Takes note that nothing waits. May be called on any thread.
	 */
	void reset() {
		this.behind = false;
	}

	/**
	 * Takes note of bytes that are written.
	 */
	void passed(int count) {
		this.passed += count;
	}

	/**
	 * Whether the client has taken nothing for some time, within which this is asked
	 * several times.
	 */
	boolean isStuck(long nanos) {
		this.connectionStuck = this.connection != null && this.connection.isStuck(nanos);
		long now = System.nanoTime();
		boolean before = this.behind;
		this.behind = isBehind(this.channel);
		boolean moved = hasMoved();
		this.still = before && this.behind && !moved;
		if (!before || moved) {
			this.sinceNanos = now;
		}
		else if (this.behind) {
			long sent = KernelSocket.sinceSent(this.channel);
			this.sinceNanos = (sent < 0) ? this.sinceNanos : Math.max(this.sinceNanos, now - sent);
		}
		return this.behind && now - this.sinceNanos > nanos && !isHeldByConnection();
	}

	// The kernel may have sent something behind the last that the stream could write. The
	// reset of a stream would wait behind what the client does not take, and nobody would
	// look after the connection any more.
	private boolean isHeldByConnection() {
		return this.connection != null && this.connection.still && !this.connectionStuck;
	}

	/**
	 * Closes what is stuck: the whole connection if none of its streams gets on.
	 */
	void abort() {
		if (this.connectionStuck) {
			// Past all handlers: HTTP/2 would say so first to a client that takes
			// nothing, and wait for its streams.
			Channel parent = this.channel.parent();
			dropUnsent(parent);
			parent.unsafe().close(parent.voidPromise());
			return;
		}
		if (this.channel instanceof Http2StreamChannel stream) {
			// When it is closed, Netty resets no stream whose end it was given, whether
			// or not the client has granted the rest.
			Http2ResetFrame reset = new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream.stream());
			ChannelFuture unused = stream.parent().writeAndFlush(reset);
		}
		dropUnsent(this.channel);
		ChannelFuture unused = this.channel.close();
	}

	// Otherwise the kernel would keep what it has taken.
	private static void dropUnsent(Channel channel) {
		channel.config().setOption(ChannelOption.SO_LINGER, 0);
	}

	// A body that is given in equal blocks may always show the same figures but one.
	private boolean hasMoved() {
		long pending = pending(this.channel);
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		long message = (buffer != null) ? System.identityHashCode(buffer.current()) : window();
		long position = 31 * this.passed + ((buffer != null) ? buffer.currentProgress() : 0);
		boolean moved = pending < this.pending || message != this.message || position != this.position;
		this.pending = pending;
		this.message = message;
		this.position = position;
		return moved;
	}

	private long window() {
		Http2FrameCodec codec = this.channel.parent().pipeline().get(Http2FrameCodec.class);
		Http2Stream stream = (codec != null)
				? codec.connection().stream(((Http2StreamChannel) this.channel).stream().id()) : null;
		return (stream != null) ? codec.connection().remote().flowController().windowSize(stream) : 0;
	}

}
