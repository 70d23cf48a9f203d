package io.github.wsgi4j.container.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.validation.Violation;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.IterativePollInterval;
import org.awaitility.pollinterval.PollInterval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all topics of the contract share: applications, bytes as text, and waits that end.
 */
@ExtendWith({ OutputCaptureExtension.class, NameOfSuite.class })
@Timeout(60)
public abstract class ContractSupport {

	public static final List<Header> NO_HEADERS = List.of();

	private static final int SECONDS = 10;

	private static final PollInterval POLLS = IterativePollInterval
		.iterative((last) -> (last.toMillis() < 10) ? last.multipliedBy(2) : last, Duration.ofMillis(1));

	@AfterEach
	final void onlyRuleBreakersBreakRules() {
		assertThat(takeViolations()).isEmpty();
	}

	/**
	 * The rules that were broken since the last call by others than a
	 * {@link RuleBreaker}.
	 */
	protected abstract List<Violation> takeViolations();

	public static Application answering(Iterable<byte[]> body, Header... headers) {
		return answering("200 OK", body, headers);
	}

	public static Application answering(String status, Iterable<byte[]> body, Header... headers) {
		return (environ, start) -> {
			start.call(status, List.of(headers));
			return body;
		};
	}

	public static Application breaking(Application application) {
		return RuleBreaker.breaking(application);
	}

	public static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	public static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	public static void pass(CountDownLatch latch) throws InterruptedException {
		if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("Waited in vain");
		}
	}

	/**
	 * Looks at once and again after a millisecond, and then less and less often: nearly
	 * all that is waited for is there after very few.
	 */
	public static ConditionFactory await() {
		return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(POLLS);
	}

	/**
	 * Waits until an application that counts its blocks has begun and computes no more.
	 */
	public static void awaitStandstill(AtomicInteger computed) {
		int[] last = new int[1];
		Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> {
			int before = last[0];
			last[0] = computed.get();
			return before > 0 && before == last[0];
		});
	}

	public static <T> T take(CompletableFuture<T> future) {
		return future.orTimeout(SECONDS, TimeUnit.SECONDS).join();
	}

}
