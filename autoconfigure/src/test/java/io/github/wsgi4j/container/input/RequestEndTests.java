package io.github.wsgi4j.container.input;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.channel.Channel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a request without a body: whoever asks for it gets it, and if nobody does it
 * costs nothing.
 */
class RequestEndTests extends Contract {

	private static final Set<Channel> CHANNELS = ConcurrentHashMap.newKeySet();

	private static final Queue<ServerHttpRequest> REQUESTS = new ConcurrentLinkedQueue<>();

	private static final WsgiServer SERVER = OneLoop.start(Watched.class, "platform");

	RequestEndTests() {
		super(SERVER);
		CHANNELS.clear();
		REQUESTS.clear();
	}

	@AfterAll
	static void stop() {
		SERVER.close();
	}

	@Test
	void anAnswerAfterItLeavesTheConnectionAsItWas() {
		Queue<Boolean> listening = new ConcurrentLinkedQueue<>();
		this.server.serve(waitingFor(new CountDownLatch(0)));
		try (RawClient client = this.server.connect()) {
			for (int i = 0; i < 100; i++) {
				assertThat(client.send(get("/")).readResponse().text()).isEqualTo("done");
				CHANNELS.forEach((channel) -> listening.add(channel.config().isAutoRead()));
			}
		}
		assertThat(listening).hasSize(100).containsOnly(false);
	}

	@Test
	void aFilterThatAskedForItBeforeGetsIt() {
		this.server.serve(waitingFor(ended()));
		assertThat(this.server.exchange(get("/?ask")).text()).isEqualTo("done");
	}

	@Test
	void whoAsksForItWhileTheApplicationRunsGetsIt() {
		CountDownLatch ended = ended();
		this.server.serve((environ, start) -> {
			drain(REQUESTS.element());
			return waitingFor(ended).call(environ, start);
		});
		assertThat(this.server.exchange(get("/")).text()).isEqualTo("done");
	}

	@Test
	void requestsThatWereSentTogetherAreAnsweredInOrder() {
		this.server.serve(
				(environ, start) -> answering(Body.text(environ.get("QUERY_STRING").toString())).call(environ, start));
		try (RawClient client = this.server.connect()) {
			client.send(get("/?1") + get("/?2") + get("/?3"));
			assertThat(client.readResponse().text()).isEqualTo("1");
			assertThat(client.readResponse().text()).isEqualTo("2");
			assertThat(client.readResponse().text()).isEqualTo("3");
		}
	}

	@Test
	void aLimitForTheRequestIsNoneForTheAnswer() {
		try (WsgiServer limited = OneLoop.start(Limited.class, "platform")) {
			limited.serve((environ, start) -> {
				TimeUnit.NANOSECONDS.sleep(Limited.TIMEOUT.multipliedBy(2).toNanos());
				return answering(Body.text("late")).call(environ, start);
			});
			assertThat(limited.exchange(get("/")).text()).isEqualTo("late");
		}
	}

	private static Application waitingFor(CountDownLatch latch) {
		return (environ, start) -> {
			// Behind all that is done for the request.
			CHANNELS.forEach((channel) -> channel.eventLoop().submit(() -> {
			}).syncUninterruptibly());
			pass(latch);
			return answering(Body.text("done")).call(environ, start);
		};
	}

	private static CountDownLatch ended() {
		CountDownLatch latch = new CountDownLatch(1);
		Watched.ended = latch::countDown;
		return latch;
	}

	private static void drain(ServerHttpRequest request) {
		request.getBody().doOnNext(DataBufferUtils::release).doOnComplete(Watched.ended).subscribe();
	}

	@Configuration(proxyBeanMethods = false)
	static class Watched extends OneLoop {

		private static volatile Runnable ended = () -> {
		};

		@Bean
		NettyServerCustomizer watching() {
			return (server) -> server.doOnConnection((connection) -> CHANNELS.add(connection.channel()));
		}

		@Bean
		WebFilter asking() {
			return (exchange, chain) -> Mono.defer(() -> {
				REQUESTS.add(exchange.getRequest());
				if (exchange.getRequest().getQueryParams().containsKey("ask")) {
					drain(exchange.getRequest());
				}
				return chain.filter(exchange);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Limited extends OneLoop {

		static final Duration TIMEOUT = Duration.ofMillis(200);

		@Bean
		NettyServerCustomizer limiting() {
			return (server) -> server.requestTimeout(TIMEOUT).readTimeout(TIMEOUT);
		}

	}

}
