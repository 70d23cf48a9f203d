package io.github.wsgi4j.python.worker;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

import io.github.wsgi4j.python.SpoolSettings;
import io.github.wsgi4j.python.process.WorkerEvents;
import io.github.wsgi4j.python.protocol.RequestFrame;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlotPoolTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final SlotPool pool = new SlotPool(this.channel.eventLoop().parent(), Duration.ZERO, Duration.ZERO);

	@Test
	void slotWhoseProcessIsAdmittedWhileItOpensRunsOneRequest() {
		this.pool.setEvents((WorkerEvents) Proxy.newProxyInstance(WorkerEvents.class.getClassLoader(),
				new Class<?>[] { WorkerEvents.class }, (proxy, method, arguments) -> {
					// The event of the thread's former connection, which is told while
					// the new one opens.
					this.pool.admit(1);
					return null;
				}));
		this.pool.closed(slot(), true);
		this.pool.opened(slot());
		this.pool.acquire(request());
		this.pool.acquire(request());
		assertThat(this.pool.waiting()).isEqualTo(1);
		this.channel.finishAndReleaseAll();
	}

	private SlotConnection slot() {
		return new SlotConnection(this.channel, 1, 0, 1, this.pool);
	}

	private WorkerRequest request() {
		return new WorkerRequest(this.pool, RequestFrame.of(Map.of(), new byte[0], false),
				InputStream.nullInputStream(), new SpoolSpace(new SpoolSettings(0, 0, 0, null)), null, null);
	}

}
