package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SlotLoopsTests {

	private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());

	private final EmbeddedChannel listener = new EmbeddedChannel(
			new SlotLoops(this.loops, () -> new ChannelHandler[0]));

	@AfterEach
	void close() {
		this.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private Channel accept() {
		Channel channel = new LocalChannel();
		this.listener.writeInbound(channel);
		Awaitility.await().until(channel::isRegistered);
		return channel;
	}

	@Test
	void slotsThatComeTogetherAreDivided() {
		List<EventLoop> used = IntStream.range(0, 4).mapToObj((i) -> accept().eventLoop()).toList();
		assertThat(used.get(0)).isNotSameAs(used.get(1)).isSameAs(used.get(2));
		assertThat(used.get(1)).isSameAs(used.get(3));
	}

	@Test
	void aConnectionThatIsNoSlotsTakesNoShare() {
		SlotLoops.leave(accept());
		Channel first = accept();
		SlotLoops.leave(accept());
		Channel second = accept();
		assertThat(second.eventLoop()).isNotSameAs(first.eventLoop());
		EventLoop left = first.eventLoop();
		first.close().syncUninterruptibly();
		SlotLoops.leave(first);
		assertThat(accept().eventLoop()).isSameAs(left);
	}

	@Test
	void aConnectionThatCannotBeRegisteredIsClosed() {
		this.loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
		Channel channel = new LocalChannel();
		this.listener.writeInbound(channel);
		Awaitility.await().until(() -> !channel.isOpen());
	}

	@Test
	void acceptsNothingForAMomentWhenThereIsNoDescriptor(CapturedOutput output) {
		this.listener.pipeline().fireExceptionCaught(new IOException("Too many open files"));
		assertThat(this.listener.config().isAutoRead()).isFalse();
		this.listener.advanceTimeBy(1, TimeUnit.SECONDS);
		this.listener.runPendingTasks();
		assertThat(this.listener.config().isAutoRead()).isTrue();
		assertThat(output).contains("Too many open files");
	}

}
