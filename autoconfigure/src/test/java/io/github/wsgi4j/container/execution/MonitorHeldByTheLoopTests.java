package io.github.wsgi4j.container.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual threads that are started while the event loop's own thread holds a monitor.
 * Mounted on top of the frames that hold it, they crash the JVM.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class MonitorHeldByTheLoopTests extends Contract {

	private static final int REQUESTS = 2000;

	private static final int AT_ONCE = 20;

	private static final Object MONITOR = new Object();

	MonitorHeldByTheLoopTests() {
		super(OneLoop.start(Synchronizing.class, "virtual-on-event-loop", "wsgi.execution.event-loop.demote-after=0"));
	}

	@Test
	void applicationsPark() {
		Object own = new Object();
		this.server.serve((environ, start) -> {
			synchronized (own) {
				LockSupport.parkNanos(1000);
			}
			start.call("200 OK", NO_HEADERS);
			return Body.text("parked while holding " + Thread.holdsLock(MONITOR));
		});
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < AT_ONCE; i++) {
				clients.add(this.server.connect());
			}
			for (int i = 0; i < REQUESTS / AT_ONCE; i++) {
				clients.forEach((client) -> client.send(get("/")));
				assertThat(clients).allSatisfy(
						(client) -> assertThat(client.readResponse().text()).isEqualTo("parked while holding false"));
			}
		}
		finally {
			clients.forEach(RawClient::close);
			this.server.close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Synchronizing extends OneLoop {

		@Bean
		WebFilter synchronizing() {
			// It is the subscription that starts the application.
			return (exchange, chain) -> Mono.from((subscriber) -> {
				synchronized (MONITOR) {
					chain.filter(exchange).subscribe(subscriber);
				}
			});
		}

	}

}
