package io.github.wsgi4j.container.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All requests of one application are stuck, on a single event loop, and another one
 * answers.
 */
@Timeout(60)
class BulkheadTests {

	private static final int STUCK = 20;

	@Test
	void platform() throws InterruptedException {
		anotherApplicationAnswers("platform", 2, "wsgi.execution.platform.threads=2",
				"wsgi.execution.platform.queue-capacity=4");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads come with Java 21")
	void virtual() throws InterruptedException {
		anotherApplicationAnswers("virtual", STUCK);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void virtualOnEventLoop() throws InterruptedException {
		anotherApplicationAnswers("virtual-on-event-loop", STUCK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void bodiesThatGiveNothing(String mode) {
		CountDownLatch subscribed = new CountDownLatch(STUCK);
		try (WsgiServer server = OneLoop.start(mode, "wsgi.execution.platform.threads=2")) {
			server.serve(ContractSupport.answering(Body.from(JdkFlowAdapter.publisherToFlowPublisher(
					Flux.<byte[]>never().doOnSubscribe((subscription) -> subscribed.countDown())))));
			List<RawClient> clients = connect(server);
			OneLoopContract.passed(subscribed);
			assertThat(server.get("/hello").text()).isEqualTo("hello");
			clients.forEach(RawClient::close);
		}
	}

	@Test
	void anEventLoopThatIsHeldIsFreedWhenTheTimeIsUp() throws InterruptedException {
		try (WsgiServer server = OneLoop.start("event-loop", "wsgi.limits.response-timeout=300ms",
				"wsgi.execution.event-loop.demote-after=0")) {
			CountDownLatch called = new CountDownLatch(1);
			server.serve((environ, start) -> {
				called.countDown();
				ContractSupport.pass(new CountDownLatch(1));
				return Body.empty();
			});
			try (RawClient stuck = server.connect().send(Contract.get("/"))) {
				ContractSupport.pass(called);
				assertThat(server.get("/hello").text()).isEqualTo("hello");
				assertThat(stuck.readResponse().status()).isEqualTo(504);
			}
		}
	}

	private static void anotherApplicationAnswers(String mode, int running, String... properties)
			throws InterruptedException {
		try (WsgiServer server = OneLoop.start(mode, properties)) {
			CountDownLatch called = new CountDownLatch(running);
			CountDownLatch mayReturn = new CountDownLatch(1);
			server.serve((environ, start) -> {
				called.countDown();
				ContractSupport.pass(mayReturn);
				start.call("200 OK", List.of());
				return Body.empty();
			});
			List<RawClient> clients = connect(server);
			ContractSupport.pass(called);
			assertThat(server.get("/hello").text()).isEqualTo("hello");
			mayReturn.countDown();
			clients.forEach(RawClient::close);
		}
	}

	private static List<RawClient> connect(WsgiServer server) {
		List<RawClient> clients = new ArrayList<>();
		for (int i = 0; i < STUCK; i++) {
			clients.add(server.connect().send(Contract.get("/")));
		}
		return clients;
	}

}
