package io.github.wsgi4j.python.worker;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.python.SpoolSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingRequestsTests {

	private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

	private final EventLoop one = this.loops.next();

	private final EventLoop other = this.loops.next();

	private final SlotPool pool = new SlotPool(this.loops, Duration.ZERO);

	private final WaitingRequests waiting = new WaitingRequests();

	@AfterEach
	void close() {
		this.loops.shutdownGracefully();
	}

	private WorkerRequest add(EventLoop loop) {
		WorkerRequest request = new WorkerRequest(this.pool, Unpooled.EMPTY_BUFFER, InputStream.nullInputStream(),
				new SpoolSpace(new SpoolSettings(0, 0, 0, Path.of("."))), null);
		loop.submit(() -> this.waiting.add(request)).syncUninterruptibly();
		return request;
	}

	@Test
	void requestsOfOneLoopComeInTheirOrder() {
		List<WorkerRequest> added = List.of(add(this.one), add(this.one), add(this.one));
		assertThat(this.waiting.next(this.one)).isSameAs(added.get(0));
		assertThat(this.waiting.next(this.other)).isSameAs(added.get(1));
		assertThat(this.waiting.remove(added.get(2))).isTrue();
		assertThat(this.waiting.remove(added.get(2))).isFalse();
		assertThat(this.waiting.next(this.one)).isNull();
	}

	@Test
	void aRequestOfTheSlotsOwnLoopGoesBeforeButNotForEver() {
		WorkerRequest first = add(this.other);
		List<WorkerRequest> own = new ArrayList<>();
		List<WorkerRequest> taken = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			own.add(add(this.one));
			taken.add(this.waiting.next(this.one));
		}
		assertThat(taken.subList(0, 8)).isEqualTo(own.subList(0, 8));
		assertThat(taken.get(8)).isSameAs(first);
		assertThat(taken.subList(9, 20)).isEqualTo(own.subList(8, 19));
		assertThat(this.waiting.clear()).containsExactly(own.get(19));
		assertThat(this.waiting.clear()).isEmpty();
	}

	@Test
	void onlyTheNextOnesAreLookedAt() {
		WorkerRequest first = add(this.other);
		for (int i = 0; i < 10; i++) {
			add(this.other);
		}
		add(this.one);
		assertThat(this.waiting.next(this.one)).isSameAs(first);
	}

}
