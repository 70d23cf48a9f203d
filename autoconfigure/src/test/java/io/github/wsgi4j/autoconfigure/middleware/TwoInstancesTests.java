package io.github.wsgi4j.autoconfigure.middleware;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers behind a proxy have their sessions in one place, as they would in Redis.
 */
@OnOldestJava
@Timeout(60)
class TwoInstancesTests {

	private static final int CLIENTS = 8;

	private static final int BEFORE = 50;

	private static final int AFTER = 50;

	private final Map<String, Session> store = new ConcurrentHashMap<>();

	@Test
	void oneOfThemStopsUnderLoadAndNoRequestIsLost() throws Exception {
		TestServer one = start();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try (TestServer two = start(); LoopbackProxy proxy = new LoopbackProxy(one.port(), two.port())) {
			AtomicInteger callsOfOne = one.bean(AtomicInteger.class);
			AtomicInteger answered = new AtomicInteger();
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			List<Future<Integer>> results = IntStream.range(0, CLIENTS)
				.mapToObj((client) -> clients.submit(client(proxy.port(), answered, stopped)))
				.toList();
			Awaitility.await().atMost(TestServer.TIMEOUT).until(() -> answered.get() > BEFORE * CLIENTS);
			one.close();
			stopped.complete(null);
			for (Future<Integer> result : results) {
				assertThat(result.get(TestServer.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(AFTER);
			}
			assertThat(callsOfOne.get()).isPositive();
			assertThat(callsOfOne.get() + two.bean(AtomicInteger.class).get()).as("calls of the application")
				.isEqualTo(answered.get());
		}
		finally {
			clients.shutdownNow();
		}
	}

	// One session a client: each answer counts on from the one before.
	private static Callable<Integer> client(int port, AtomicInteger answered, CompletableFuture<Void> stopped) {
		return () -> {
			HttpClient client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.cookieHandler(new CookieManager())
				.build();
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
				.timeout(TestServer.TIMEOUT)
				.build();
			int count = 0;
			int last = Integer.MAX_VALUE;
			while (count < last) {
				HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
				count++;
				assertThat(response.body()).as("%s", response).isEqualTo(Integer.toString(count));
				answered.incrementAndGet();
				if (last == Integer.MAX_VALUE && stopped.isDone()) {
					last = count + AFTER;
				}
			}
			return count;
		};
	}

	private TestServer start() {
		SpringApplicationBuilder application = TestServer.application(Counter.class, "server.shutdown=graceful");
		return TestServer.start(application.initializers((context) -> ((GenericApplicationContext) context)
			.registerBean(ReactiveSessionRepository.class, () -> new ReactiveMapSessionRepository(this.store))));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableSpringWebSession
	static class Counter {

		@Bean
		AtomicInteger calls() {
			return new AtomicInteger();
		}

		@Bean
		Application application(AtomicInteger calls) {
			return (environ, startResponse) -> {
				calls.incrementAndGet();
				WebSession session = ((ServerWebExchange) environ.get(Environ.EXCHANGE)).getSession().block();
				Object count = session.getAttributes().merge("count", 1, (old, one) -> (Integer) old + (Integer) one);
				startResponse.call("200 OK", List.of());
				return Body.text(count.toString());
			};
		}

	}

}
