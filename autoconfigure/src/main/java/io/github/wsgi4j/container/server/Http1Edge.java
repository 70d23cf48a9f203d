package io.github.wsgi4j.container.server;

import io.github.wsgi4j.http.HttpDates;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends a connection of HTTP/1 where Reactor Netty would do it too early or too late, and
 * gives a date to the answers in place of an application's, which it leaves to others:
 * RFC 9110, section 6.6.1.
 */
final class Http1Edge extends ChannelDuplexHandler {

	private int unanswered;

	private boolean asked;

	private boolean ended;

	private boolean informational;

	/** Whether there is a part of a response on the wire. */
	private boolean begun;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.ended) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest request) {
			this.unanswered++;
			// RFC 9112, section 9.6: the connection ends behind the response to the
			// request that asks for it. Reactor Netty ends it behind the next response
			// that it writes, and loses those to all requests in between.
			if (this.unanswered > 1 && !HttpUtil.isKeepAlive(request)) {
				this.asked = true;
				request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
			}
		}
		else if (this.begun && this.unanswered == 1 && message instanceof HttpContent content
				&& content.decoderResult().isFailure()) {
			// Reactor Netty would write the end of the response, as if it were whole.
			this.ended = true;
			ReferenceCountUtil.release(message);
			BrokenResponse.close(context.channel());
			return;
		}
		this.ended = this.asked && message instanceof LastHttpContent;
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		ChannelPromise written = promise;
		if (message instanceof HttpResponse response) {
			this.informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			this.begun = !this.informational;
			if (this.asked && this.unanswered == 1 && !this.informational) {
				HttpUtil.setKeepAlive(response, false);
			}
			if (response.status().code() >= 300 && !response.headers().contains(HttpHeaderNames.DATE)) {
				response.headers().set(HttpHeaderNames.DATE, HttpDates.now());
			}
		}
		if (message instanceof LastHttpContent && !this.informational) {
			this.begun = false;
			this.unanswered--;
			if (this.asked && this.unanswered == 0) {
				written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
			}
		}
		ChannelFuture unused = context.write(message, written);
	}

}
