package io.github.wsgi4j.container.support;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Frame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection of HTTP/2, which the server is known to speak, frame by frame.
 */
public final class FrameClient implements AutoCloseable {

	/** The stream was ended as a whole. */
	public static final long WHOLE = -1;

	/** The connection has ended before the stream. */
	static final long LOST = -2;

	private final Map<Http2FrameStream, Stream> streams = new ConcurrentHashMap<>();

	private final Frames frames = new Frames();

	private final CompletableFuture<Void> seen = new CompletableFuture<>();

	private final Channel channel;

	public FrameClient(EventLoopGroup loop, int port) {
		Bootstrap bootstrap = new Bootstrap().group(loop)
			.channel(NioSocketChannel.class)
			.handler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					Http2FrameCodecBuilder codec = Http2FrameCodecBuilder.forClient();
					channel.pipeline().addLast(codec.gracefulShutdownTimeoutMillis(0).build(), FrameClient.this.frames);
				}

			});
		this.channel = bootstrap.connect("127.0.0.1", port).syncUninterruptibly().channel();
	}

	/**
	 * Sends a request, or as much of it as is there.
	 */
	public Stream open(FrameRequest request, String path) {
		Stream stream = new Stream();
		Http2Headers headers = new DefaultHttp2Headers().method(request.method())
			.path(path)
			.scheme("http")
			.authority("localhost");
		request.headers().forEach(headers::add);
		boolean hasBody = !request.body().isEmpty();
		send(new DefaultHttp2HeadersFrame(headers, request.whole() && !hasBody).stream(stream.id));
		if (hasBody) {
			byte[] body = ContractSupport.bytes(request.body());
			send(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), request.whole()).stream(stream.id));
		}
		return stream;
	}

	/**
	 * Says that no stream of the server's is wanted any more.
	 */
	public void goAway() {
		send(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
	}

	/**
	 * Waits until the server has read all that was sent.
	 */
	public void awaitSeen() {
		send(new DefaultHttp2PingFrame(0));
		ContractSupport.take(this.seen);
	}

	/**
	 * Ends the connection without a word.
	 * @param reset whether what is on its way is dropped
	 */
	public void end(boolean reset) {
		if (reset) {
			this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		this.channel.pipeline().firstContext().close().syncUninterruptibly();
	}

	public boolean isOpen() {
		return this.channel.isActive();
	}

	private void send(Http2Frame frame) {
		// What waits for its turn is dropped if the stream is reset.
		ChannelFuture unused = this.channel.writeAndFlush(frame);
	}

	@Override
	public void close() {
		this.channel.close().syncUninterruptibly();
	}

	/**
	 * One request and what comes back.
	 */
	public final class Stream {

		private final Http2FrameStream id = FrameClient.this.frames.newStream();

		private final CompletableFuture<Integer> status = new CompletableFuture<>();

		private final CompletableFuture<Long> end = new CompletableFuture<>();

		private final CompletableFuture<Long> reset = new CompletableFuture<>();

		private final ByteArrayOutputStream body = new ByteArrayOutputStream();

		private volatile boolean slow;

		Stream() {
			FrameClient.this.streams.put(this.id, this);
		}

		/**
		 * Takes no more than the first window from now on.
		 */
		public Stream slowly() {
			this.slow = true;
			return this;
		}

		public int status() {
			return ContractSupport.take(this.status);
		}

		/**
		 * How it has ended: {@link #WHOLE}, {@link #LOST}, or the error of a reset.
		 */
		public long end() {
			return ContractSupport.take(this.end);
		}

		/**
		 * The error of a reset, which may come behind the end.
		 */
		public long serverReset() {
			return ContractSupport.take(this.reset);
		}

		public String text() {
			synchronized (this.body) {
				return ContractSupport.text(this.body.toByteArray());
			}
		}

		void send(String data, boolean last) {
			FrameClient.this.send(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(ContractSupport.bytes(data)), last)
				.stream(this.id));
		}

		public void reset() {
			FrameClient.this.send(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(this.id));
		}

		private void take(byte[] bytes) {
			synchronized (this.body) {
				this.body.writeBytes(bytes);
			}
		}

		private void end(long end) {
			this.status.completeExceptionally(new IllegalStateException("The stream has ended: " + end));
			this.end.complete(end);
		}

	}

	private final class Frames extends Http2ChannelDuplexHandler {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			read(context, message);
			ReferenceCountUtil.release(message);
		}

		private void read(ChannelHandlerContext context, Object frame) {
			if (frame instanceof Http2PingFrame ping && ping.ack()) {
				FrameClient.this.seen.complete(null);
			}
			Stream stream = (frame instanceof Http2StreamFrame own) ? FrameClient.this.streams.get(own.stream()) : null;
			if (stream == null) {
				return;
			}
			boolean last = false;
			if (frame instanceof Http2HeadersFrame head) {
				stream.status.complete(Integer.parseInt(head.headers().status().toString()));
				last = head.isEndStream();
			}
			else if (frame instanceof Http2DataFrame data) {
				stream.take(ByteBufUtil.getBytes(data.content()));
				last = data.isEndStream();
				if (!stream.slow) {
					ChannelFuture unused = context.writeAndFlush(
							new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(stream.id));
				}
			}
			else if (frame instanceof Http2ResetFrame reset) {
				stream.reset.complete(reset.errorCode());
				stream.end(reset.errorCode());
			}
			if (last) {
				stream.end(WHOLE);
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			FrameClient.this.streams.values().forEach((stream) -> stream.end(LOST));
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			ChannelFuture unused = context.close();
		}

	}

}
