package io.github.wsgi4j.demo;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Traffic traffic = new Traffic(this.meters);

	TrafficTests() {
		// The tests count the seconds themselves.
		this.traffic.close();
	}

	@Test
	void isEmptyAtFirst() {
		assertThat(this.traffic.chart()).isEqualTo(new Traffic.Chart("60,20  59,20", 0, 0));
	}

	@Test
	void countsTheRequestsOfEachSecond() {
		second(10);
		second(0);
		second(5);
		assertThat(this.traffic.total()).isEqualTo(15);
		assertThat(this.traffic.chart()).isEqualTo(new Traffic.Chart("57,20 57,0.0 58,20.0 59,10.0 59,20", 10, 5));
	}

	@Test
	void aSingleRequestIsLow() {
		second(1);
		assertThat(this.traffic.chart()).isEqualTo(new Traffic.Chart("59,20 59,15.0 59,20", 1, 1));
	}

	@Test
	void forgetsWhatIsLongerAgoThanAMinute() {
		second(10);
		for (int i = 0; i < Traffic.SECONDS; i++) {
			second(1);
		}
		assertThat(this.traffic.chart().peak()).isEqualTo(1);
		assertThat(this.traffic.chart().points()).startsWith("0,20 0,15.0 1,15.0").endsWith("59,15.0 59,20");
	}

	private void second(int requests) {
		for (int i = 0; i < requests; i++) {
			this.meters.timer("http.server.requests", "status", (i % 2 == 0) ? "200" : "404")
				.record(Duration.ofMillis(1));
		}
		this.traffic.sample();
	}

}
