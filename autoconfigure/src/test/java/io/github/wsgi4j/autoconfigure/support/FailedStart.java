package io.github.wsgi4j.autoconfigure.support;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts an application that must not start, and reads what it says then.
 */
public final class FailedStart {

	private FailedStart() {
	}

	public static void fail(Class<?> configuration, String... properties) {
		assertThatException()
			.isThrownBy(() -> TestServer.start(TestServer.application(configuration, properties)).close());
	}

	/**
	 * What stands behind the headline of a failure analysis.
	 */
	public static String analysis(CapturedOutput output) {
		String all = output.getAll();
		assertThat(all).contains("APPLICATION FAILED TO START", "Description:", "Action:");
		return all.substring(all.indexOf("APPLICATION FAILED TO START"));
	}

}
