package io.github.wsgi4j.container;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2FrameCodec;
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

	private long sinceNanos;

	private long pending;

	private long position;

	private long message;

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
	 * The channel to close, if the client has taken nothing for some time: that of the
	 * whole connection if none of its streams gets on.
	 * @param given what the channel was given so far, in any unit
	 */
	@Nullable Channel findStuck(long nanos, long given) {
		boolean connection = this.connection != null && this.connection.isStuck(nanos, 0);
		return !isStuck(nanos, given) ? null : connection ? this.channel.parent() : this.channel;
	}

	private boolean isStuck(long nanos, long given) {
		long now = System.nanoTime();
		boolean before = this.behind;
		this.behind = isBehind(this.channel);
		boolean moved = hasMoved(given);
		if (!before || moved) {
			this.sinceNanos = now;
		}
		return this.behind && now - this.sinceNanos > nanos;
	}

	// A body that is given in equal blocks may always show the same figures but one.
	private boolean hasMoved(long given) {
		long pending = pending(this.channel);
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		long message = (buffer != null) ? System.identityHashCode(buffer.current()) : window();
		long position = ((buffer != null) ? buffer.currentProgress() : 0) + given;
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
