package io.github.wsgi4j.container.server;

import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendMemory}.
 */
class SendMemoryTests {

	@Test
	void givesWhatIsWantedWhileThereIsEnough() {
		assertThat(SendMemory.share(128 * 1024, 1024 * 1024)).isEqualTo(128 * 1024);
	}

	@Test
	void dividesWhatThereIs() {
		assertThat(SendMemory.share(128 * 1024, 10_000)).isEqualTo(10_000);
	}

	@Test
	void leavesEachALittle() {
		assertThat(SendMemory.share(128 * 1024, 100)).isEqualTo(4096);
		assertThat(SendMemory.share(1000, 100)).isEqualTo(1000);
	}

	@Test
	void narrowsAChannelForASmallShareOnly() {
		EmbeddedChannel channel = new EmbeddedChannel();
		WriteBufferWaterMark before = channel.config().getWriteBufferWaterMark();
		SendMemory.narrow(channel, before.high()).run();
		assertThat(channel.config().getWriteBufferWaterMark()).isSameAs(before);
		Runnable widen = SendMemory.narrow(channel, 4096);
		assertThat(channel.config().getWriteBufferHighWaterMark()).isEqualTo(4096);
		widen.run();
		assertThat(channel.config().getWriteBufferWaterMark()).isSameAs(before);
		assertThat(channel.finish()).isFalse();
	}

}
