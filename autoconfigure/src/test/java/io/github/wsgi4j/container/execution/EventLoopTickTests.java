package io.github.wsgi4j.container.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventLoopTickTests {

	private final DefaultEventLoop loop = new DefaultEventLoop();

	private final List<String> done = new ArrayList<>();

	@AfterEach
	void stop() {
		Future<?> unused = this.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
	}

	@Test
	void whatIsAddedFollowsInOrderWhenTheTaskIsDone() throws Exception {
		onLoop(() -> {
			EventLoopTick.current().run(() -> {
				add("first", () -> add("third", () -> {
				}));
				add("second", () -> {
				});
				this.done.add("task");
			});
			this.done.add("end");
			return null;
		});
		assertThat(this.done).containsExactly("task", "first", "second", "third", "end");
	}

	@Test
	void aTurnWithinATurnLeavesTheRestToTheFirst() throws Exception {
		onLoop(() -> {
			EventLoopTick.current().run(() -> {
				EventLoopTick.current().run(() -> add("rest", () -> {
				}));
				this.done.add("task");
			});
			return null;
		});
		assertThat(this.done).containsExactly("task", "rest");
	}

	@Test
	void nothingIsAddedOutsideOfATurn() throws Exception {
		assertThat(onLoop(() -> EventLoopTick.current().add(() -> this.done.add("lost")))).isFalse();
		onLoop(() -> {
			EventLoopTick.current().run(() -> {
			});
			return null;
		});
		assertThat(onLoop(() -> EventLoopTick.current().add(() -> this.done.add("lost")))).isFalse();
		assertThat(this.done).isEmpty();
	}

	@Test
	void whatFailsHoldsUpNothing(CapturedOutput output) throws Exception {
		onLoop(() -> {
			EventLoopTick.current().run(() -> {
				add("failing", () -> {
					throw new IllegalStateException("This failure belongs to the test");
				});
				add("next", () -> {
				});
			});
			return null;
		});
		assertThat(this.done).containsExactly("failing", "next");
		assertThat(output).contains("A task of an event loop failed");
	}

	private void add(String name, Runnable task) {
		assertThat(EventLoopTick.current().add(() -> {
			this.done.add(name);
			task.run();
		})).isTrue();
	}

	private <T> T onLoop(Callable<T> task) throws Exception {
		return this.loop.submit(task).get();
	}

}
