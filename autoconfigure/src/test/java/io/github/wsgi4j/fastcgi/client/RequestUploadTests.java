package io.github.wsgi4j.fastcgi.client;

import java.io.ByteArrayInputStream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestUploadTests {

	@Test
	void uploadIsFinishedWhenItsEndIsWritten() {
		Held held = new Held();
		EmbeddedChannel channel = new EmbeddedChannel(held);
		RequestUpload upload = new GatheredUpload(new ByteArrayInputStream(new byte[10]));
		upload.start(channel, (failure) -> {
		});
		assertThat(upload.isOver()).isTrue();
		assertThat(upload.isFinished()).isFalse();
		held.end.setSuccess();
		assertThat(upload.isFinished()).isTrue();
		channel.finishAndReleaseAll();
	}

	private static final class Held extends ChannelOutboundHandlerAdapter {

		private ChannelPromise end;

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			ReferenceCountUtil.release(message);
			this.end = promise;
		}

	}

}
