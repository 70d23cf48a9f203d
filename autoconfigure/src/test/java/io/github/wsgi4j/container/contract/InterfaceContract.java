package io.github.wsgi4j.container.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.middleware.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds wherever an application runs, whatever carries the bytes.
 */
abstract class InterfaceContract extends ContractSupport {

	final Subject subject;

	InterfaceContract(Subject subject) {
		this.subject = subject;
	}

	@Override
	protected final List<Violation> takeViolations() {
		return this.subject.takeViolations();
	}

	/**
	 * Sends a request to an application, and reads the response.
	 */
	final Answer exchange(Ask ask, Application application) {
		this.subject.serve(application);
		return this.subject.exchange(ask);
	}

	/**
	 * Sends a request to an application, and reads the response while it is computed.
	 */
	final Conversation open(Ask ask, Application application) {
		this.subject.serve(application);
		return this.subject.open(ask);
	}

	/**
	 * The environ that an application gets of a request which is answered 200. It lacks
	 * the input, which cannot be read any more and so cannot be shown by an assertion
	 * either.
	 */
	final Map<String, Object> environOf(Ask ask) {
		Map<String, Object> seen = new HashMap<>();
		Answer answer = exchange(ask, (environ, start) -> {
			seen.putAll(environ);
			seen.remove(Environ.WSGI_INPUT);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(answer.status()).isEqualTo(200);
		return seen;
	}

	/**
	 * The answer has a status, and its reason phrase where there are any.
	 */
	final void assertStatus(Answer answer, String status) {
		assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
		if (this.subject.carriesReason()) {
			assertThat(answer.reason()).isEqualTo(status.substring(4));
		}
	}

	/**
	 * Another request is answered all the same.
	 */
	final void assertAnswers() {
		Answer answer = exchange(Ask.get("/"), answering(Body.text("still here")));
		assertThat(answer.text()).isEqualTo("still here");
	}

	/**
	 * What an application calls start_response with is refused where it calls it.
	 */
	final void assertRefused(Call call) {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Answer response = exchange(Ask.get("/"), breaking((environ, start) -> {
			try {
				call.on(start);
			}
			catch (RuntimeException ex) {
				thrown.set(ex);
				throw ex;
			}
			return Body.text("not refused");
		}));
		assertThat(thrown.get()).isInstanceOf(IllegalArgumentException.class);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.text()).doesNotContain("not refused");
	}

	@FunctionalInterface
	interface Call {

		void on(StartResponse start);

	}

}
