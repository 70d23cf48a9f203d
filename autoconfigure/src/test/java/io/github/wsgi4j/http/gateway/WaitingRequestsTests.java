package io.github.wsgi4j.http.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

	private final WaitingRequests<Object> waiting = new WaitingRequests<>(12);

	@AfterEach
	void close() {
		this.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private Object add(EventLoop loop) {
		Object request = new Object();
		loop.submit(() -> this.waiting.add(request)).syncUninterruptibly();
		return request;
	}

	private Object next(EventLoop loop) {
		return this.waiting.next(loop::inEventLoop, (request) -> true);
	}

	private Object suitable(Object unsuitable) {
		return this.waiting.next(this.one::inEventLoop, (request) -> !request.equals(unsuitable));
	}

	@Test
	void requestsOfOneLoopComeInTheirOrder() {
		List<Object> added = List.of(add(this.one), add(this.one), add(this.one));
		assertThat(next(this.one)).isSameAs(added.get(0));
		assertThat(next(this.other)).isSameAs(added.get(1));
		assertThat(this.waiting.remove(added.get(2))).isTrue();
		assertThat(this.waiting.remove(added.get(2))).isFalse();
		assertThat(next(this.one)).isNull();
	}

	@Test
	void aRequestOfTheSlotsOwnLoopGoesBeforeButNotForEver() {
		Object first = add(this.other);
		List<Object> own = new ArrayList<>();
		List<Object> taken = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			own.add(add(this.one));
			taken.add(next(this.one));
		}
		assertThat(taken.subList(0, 8)).isEqualTo(own.subList(0, 8));
		assertThat(taken.get(8)).isSameAs(first);
		assertThat(taken.subList(9, 20)).isEqualTo(own.subList(8, 19));
		assertThat(this.waiting.clear()).containsExactly(own.get(19));
		assertThat(this.waiting.clear()).isEmpty();
	}

	@Test
	void aRequestThatCannotHaveThePlaceIsLeft() {
		Object unsuitable = add(this.one);
		Object first = add(this.other);
		Object own = add(this.one);
		assertThat(suitable(unsuitable)).isSameAs(own);
		assertThat(suitable(unsuitable)).isSameAs(first);
		assertThat(suitable(unsuitable)).isNull();
		assertThat(this.waiting.size()).isEqualTo(1);
	}

	@Test
	void onlyTheNextOnesAreLookedAt() {
		Object first = add(this.other);
		for (int i = 0; i < 10; i++) {
			add(this.other);
		}
		add(this.one);
		assertThat(next(this.one)).isSameAs(first);
	}

}
