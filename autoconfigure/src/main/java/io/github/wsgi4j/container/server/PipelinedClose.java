package io.github.wsgi4j.container.server;

import io.github.wsgi4j.http.HttpDates;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends a connection behind the response to the request that asks for it: RFC 9112,
 * section 9.6. Reactor Netty ends it behind the next response that it writes, and loses
 * those to all requests in between. Since all answers pass here, those in place of an
 * application's get a date, which Reactor Netty leaves to others: RFC 9110, section
 * 6.6.1.
 */
final class PipelinedClose extends ChannelDuplexHandler {

	private int unanswered;

	private boolean asked;

	private boolean ended;

	private boolean informational;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.ended) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest request) {
			this.unanswered++;
			if (this.unanswered > 1 && !HttpUtil.isKeepAlive(request)) {
				this.asked = true;
				request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
			}
		}
		this.ended = this.asked && message instanceof LastHttpContent;
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		ChannelPromise written = promise;
		if (message instanceof HttpResponse response) {
			this.informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			if (this.asked && this.unanswered == 1 && !this.informational) {
				HttpUtil.setKeepAlive(response, false);
			}
			if (response.status().code() >= 300 && !response.headers().contains(HttpHeaderNames.DATE)) {
				response.headers().set(HttpHeaderNames.DATE, HttpDates.now());
			}
		}
		if (message instanceof LastHttpContent && !this.informational) {
			this.unanswered--;
			if (this.asked && this.unanswered == 0) {
				written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
			}
		}
		ChannelFuture unused = context.write(message, written);
	}

}
