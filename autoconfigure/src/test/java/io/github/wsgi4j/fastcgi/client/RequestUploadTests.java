package io.github.wsgi4j.fastcgi.client;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestUploadTests {

	@Test
	void uploadIsFinishedWhenItsEndIsWritten() {
		Held held = new Held();
		EmbeddedChannel channel = new EmbeddedChannel(held);
		RequestUpload upload = new RequestUpload(new ByteArrayInputStream(new byte[10]), null);
		upload.start(channel, (failure) -> {
		});
		assertThat(upload.isOver()).isTrue();
		assertThat(upload.isFinished()).isFalse();
		held.end.setSuccess();
		assertThat(upload.isFinished()).isTrue();
		channel.finishAndReleaseAll();
	}

	@Test
	void othersOnTheLoopWaitForNoWholeBodyThoughTheServerTakesAllAtOnce() {
		EmbeddedChannel channel = new EmbeddedChannel();
		RequestUpload upload = new RequestUpload(new ByteArrayInputStream(new byte[1_000_000]), null);
		channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

			@Override
			public void channelWritabilityChanged(ChannelHandlerContext context) {
				upload.resume(context.channel());
			}

		});
		upload.start(channel, (failure) -> {
		});
		assertThat(upload.isOver()).isFalse();
		channel.runPendingTasks();
		assertThat(upload.isFinished()).isTrue();
		channel.finishAndReleaseAll();
	}

	@Test
	void noThreadWaitsWhileTheServerTakesNothing() {
		Full full = new Full();
		EmbeddedChannel channel = new EmbeddedChannel(full);
		channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
		Queue<Runnable> tasks = new ArrayDeque<>();
		RequestUpload upload = new RequestUpload(new ByteArrayInputStream(new byte[40_000]), tasks::add);
		upload.start(channel, (failure) -> {
		});
		for (int piece = 1; piece <= 3; piece++) {
			assertThat(upload.isOver()).isFalse();
			tasks.remove().run();
			assertThat(channel.isWritable()).isFalse();
			assertThat(tasks).isEmpty();
			full.take();
			upload.resume(channel);
		}
		assertThat(tasks).isEmpty();
		assertThat(upload.isFinished()).isTrue();
		channel.finishAndReleaseAll();
	}

	@Test
	void anErrorEndsItToo() {
		EmbeddedChannel channel = new EmbeddedChannel();
		Error error = new Error("no memory for a buffer");
		List<Throwable> failures = new ArrayList<>();
		RequestUpload upload = new RequestUpload(new FilterInputStream(InputStream.nullInputStream()) {

			@Override
			public int read(byte[] target, int offset, int length) {
				throw error;
			}

		}, null);
		upload.start(channel, failures::add);
		assertThat(failures).containsExactly(error);
		channel.finishAndReleaseAll();
	}

	private static final class Full extends ChannelOutboundHandlerAdapter {

		private ChannelHandlerContext context;

		@Override
		public void handlerAdded(ChannelHandlerContext context) {
			this.context = context;
		}

		@Override
		public void flush(ChannelHandlerContext context) {
			// What is written waits.
		}

		void take() {
			this.context.flush();
		}

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
