package io.github.wsgi4j.python.worker;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.python.SpoolSettings;
import io.github.wsgi4j.python.process.WorkerEvents;
import io.github.wsgi4j.python.protocol.RequestFrame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

class SlotPoolTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final SlotPool pool = new SlotPool(() -> this.channel.eventLoop().parent(), Duration.ZERO, Duration.ZERO,
			2);

	private final List<Throwable> failures = new ArrayList<>();

	@Test
	void slotWhoseProcessIsAdmittedWhileItOpensRunsOneRequest() {
		this.pool.setEvents((WorkerEvents) Proxy.newProxyInstance(WorkerEvents.class.getClassLoader(),
				new Class<?>[] { WorkerEvents.class }, (proxy, method, arguments) -> {
					// The event of the thread's former connection, which is told while
					// the new one opens.
					this.pool.admit(1);
					return null;
				}));
		SlotConnection before = slot();
		this.pool.opened(before);
		this.pool.closed(before, true);
		this.pool.opened(slot());
		this.pool.acquire(request());
		this.pool.acquire(request());
		assertThat(this.pool.waiting()).isEqualTo(1);
		this.channel.finishAndReleaseAll();
	}

	@Test
	void threadThatHasConnectedAgainBeforeTheEndIsSeenIsNotBusy() {
		List<String> events = new ArrayList<>();
		this.pool.setEvents((WorkerEvents) Proxy.newProxyInstance(WorkerEvents.class.getClassLoader(),
				new Class<?>[] { WorkerEvents.class }, (proxy, method, arguments) -> {
					events.add(method.getName());
					return null;
				}));
		this.pool.admit(1);
		SlotConnection before = slot();
		this.pool.opened(before);
		this.pool.opened(slot());
		this.pool.closed(before, true);
		assertThat(this.pool.busy()).isZero();
		assertThat(events).containsExactly("requestEnded");
		this.channel.finishAndReleaseAll();
	}

	@Test
	void onlySoManyRequestsWait() {
		this.pool.admit(1);
		WorkerRequest first = subscribed();
		WorkerRequest second = subscribed();
		assertThat(this.pool.waiting()).isEqualTo(2);
		assertThat(this.failures).isEmpty();
		subscribed();
		assertThat(this.pool.waiting()).isEqualTo(2);
		assertThat(this.failures).singleElement(InstanceOfAssertFactories.type(GatewayException.class))
			.returns(503, GatewayException::status)
			.returns("Too many requests wait for the application", GatewayException::getMessage);
		// One that Python has not seen is not lost for it.
		this.pool.acquireAgain(request());
		assertThat(this.pool.waiting()).isEqualTo(3);
		first.cancel();
		second.cancel();
		assertThat(this.pool.waiting()).isEqualTo(1);
	}

	/** A negative one would be another to Python, which could not be interrupted. */
	@Test
	void numbersOfRequestsBeginAnewAfterTheLast() {
		AtomicInteger numbers = (AtomicInteger) ReflectionTestUtils.getField(this.pool, "numbers");
		assertThat(numbers).isNotNull();
		numbers.set(Integer.MAX_VALUE - 1);
		assertThat(List.of(this.pool.nextNumber(), this.pool.nextNumber(), this.pool.nextNumber()))
			.containsExactly(Integer.MAX_VALUE, 0, 1);
	}

	@Test
	void processIsToldOfAnErrorInTheBodyThatItWaitsFor() {
		WorkerRequest request = request(new FilterInputStream(InputStream.nullInputStream()) {

			@Override
			public int read(byte[] target, int offset, int length) {
				throw new Error("no memory for a buffer");
			}

		});
		request.run(slot());
		request.feed(1);
		ByteBuf told = this.channel.readOutbound();
		assertThat(told).isNotNull();
		assertThat(told.toString(StandardCharsets.UTF_8)).startsWith("d").contains("no memory for a buffer");
		told.release();
		this.channel.finishAndReleaseAll();
	}

	/**
	 * A process that computes sends its lines when many of its short requests are over.
	 */
	@Test
	void lateLineIsLoggedInTheScopeOfItsRequest() {
		this.pool.admit(1);
		SlotConnection slow = slot();
		this.pool.opened(slow);
		List<String> scopes = new ArrayList<>();
		slow.start(request((line) -> scopes.add("slow")));
		SlotConnection fast = slot();
		this.pool.opened(fast);
		for (int number = 2; number <= 1000; number++) {
			String name = "fast " + number;
			fast.start(request((line) -> scopes.add(name)));
		}
		List.of("1", "1000", "800").forEach((number) -> this.pool.log(1, number, () -> {
		}));
		assertThat(scopes).containsExactly("slow", "fast 1000", "fast 800");
		this.channel.finishAndReleaseAll();
	}

	private WorkerRequest subscribed() {
		WorkerRequest request = request();
		JdkFlowAdapter.flowPublisherToFlux(request).subscribe((block) -> {
		}, this.failures::add);
		return request;
	}

	private SlotConnection slot() {
		return new SlotConnection(this.channel, 1, 0, 1, this.pool);
	}

	private WorkerRequest request() {
		return request(InputStream.nullInputStream());
	}

	private WorkerRequest request(InputStream input) {
		return request(input, null);
	}

	private WorkerRequest request(Consumer<Runnable> scope) {
		return request(InputStream.nullInputStream(), scope);
	}

	private WorkerRequest request(InputStream input, @Nullable Consumer<Runnable> scope) {
		return new WorkerRequest(this.pool, RequestFrame.of(Map.of(), new byte[0], false), input,
				new SpoolSpace(new SpoolSettings(0, 0, 0, null)), scope, null);
	}

}
