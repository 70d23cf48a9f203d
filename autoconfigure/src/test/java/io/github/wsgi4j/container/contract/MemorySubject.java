package io.github.wsgi4j.container.contract;

import java.io.ByteArrayInputStream;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.RuleBreaker;
import io.github.wsgi4j.middleware.validation.Violation;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;

import org.springframework.web.server.ResponseStatusException;

/**
 * The client that calls an application without a server. What a server logs, this one
 * prints, and it answers an exception as a server would.
 */
final class MemorySubject implements Subject {

	private Application application = (environ, start) -> Body.empty();

	@Override
	public void serve(Application application) {
		this.application = application;
	}

	@Override
	public List<Violation> takeViolations() {
		// The client throws them.
		return List.of();
	}

	@Override
	public Answer exchange(Ask ask) {
		WsgiClient checked = WsgiClient.of(this.application);
		WsgiClient client = (this.application instanceof RuleBreaker) ? checked.withoutValidation() : checked;
		WsgiRequest request = client.request(ask.method(), ask.target());
		ask.headers().forEach((header) -> request.header(header.name(), header.value()));
		if (ask.hasBody()) {
			byte[] body = ContractSupport.bytes(String.join("", ask.blocks()));
			if (ask.sized()) {
				request.body(body);
			}
			else {
				request.body(new ByteArrayInputStream(body));
			}
		}
		WsgiResponse response = request.send();
		print(response);
		return answer(response);
	}

	private static void print(WsgiResponse response) {
		System.out.println(response.errors());
		if (response.failure() != null) {
			response.failure().printStackTrace(System.out);
		}
		else if (response.isCut()) {
			System.out.println("The body is longer than its Content-Length");
		}
		else if (!response.isComplete()) {
			System.out.println("The body ended before its Content-Length");
		}
	}

	private static Answer answer(WsgiResponse response) {
		if (response.failure() != null && response.headers().isEmpty() && response.blocks().isEmpty()) {
			int status = (response.failure() instanceof ResponseStatusException ex) ? ex.getStatusCode().value() : 500;
			return new Answer(status, "", response.headers(), response.body(), true);
		}
		return new Answer(response.code(), response.status().substring(4), response.headers(), response.body(),
				response.isComplete());
	}

	@Override
	public Conversation open(Ask ask) {
		throw new UnsupportedOperationException("Nothing is read while the application computes");
	}

	@Override
	public boolean carriesReason() {
		return true;
	}

	@Override
	public boolean gathersBodies() {
		return false;
	}

	@Override
	public void close() {
	}

}
