package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.middleware.validation.Violation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

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

	static Script answering(ScriptBody body, Header... headers) {
		return answering("200 OK", body, headers);
	}

	static Script answering(String status, ScriptBody body, Header... headers) {
		return Script.of(Step.start(status, headers)).returning(body);
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
	 * The environ that an application gets of a request which is answered 200, with the
	 * types of what is neither text nor a number, a boolean or a list.
	 */
	final Map<String, Object> environOf(Ask ask) {
		Script script = Script.of(Step.start("200 OK"), Step.noteEnviron());
		assertThat(exchange(ask, script).status()).isEqualTo(200);
		return JsonMapper.shared().readValue(script.notes().get(0), new TypeReference<>() {
		});
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
		Answer answer = exchange(Ask.get("/"), answering(ScriptBody.list("still here")));
		assertThat(answer.text()).isEqualTo("still here");
	}

	/**
	 * A call of start_response is refused where the application makes it.
	 */
	final void assertRefused(Step call) {
		Script script = Script.of(Step.seen(call)).returning("not refused");
		Answer response = exchange(Ask.get("/"), breaking(script));
		assertThat(script.notes()).containsExactly("argument");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.text()).doesNotContain("not refused");
	}

}
