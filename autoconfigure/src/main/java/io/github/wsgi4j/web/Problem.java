package io.github.wsgi4j.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.MediaTypes;
import io.github.wsgi4j.web.negotiation.AcceptedTypes;
import org.jspecify.annotations.Nullable;

/**
 * The description of an exception for a client: its text, or problem details to one that
 * prefers JSON.
 *
 * @param exception the exception
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 */
record Problem(HttpException exception) implements Payload {

	@Override
	public Iterable<byte[]> send(Response response, Map<String, Object> environ, StartResponse startResponse) {
		byte[] details = prefersJson(environ) ? details(environ) : null;
		if (details != null) {
			response.type("application/problem+json").start(startResponse);
			return Body.of(details);
		}
		response.start(startResponse);
		return Body.text(this.exception.getMessage() + "\n");
	}

	// Among equals the client's order counts: one that takes anything gets text.
	private static boolean prefersJson(Map<String, Object> environ) {
		AcceptedTypes accepted = AcceptedTypes.of(environ);
		List<String> named = accepted.names().filter((type) -> type.startsWith("text/") || isJson(type)).toList();
		return accepted.best(named, Function.identity()).filter(Problem::isJson).isPresent();
	}

	private static boolean isJson(String type) {
		return MediaTypes.isJson(FieldValue.name(type));
	}

	private byte @Nullable [] details(Map<String, Object> environ) {
		Json json;
		try {
			json = Json.of(environ);
		}
		catch (IllegalStateException ex) {
			// Text is better than nothing.
			return null;
		}
		Map<String, Object> members = new LinkedHashMap<>();
		String title = Status.phrase(this.exception.status());
		members.put("title", title);
		members.put("status", this.exception.status());
		if (!title.equals(this.exception.getMessage())) {
			members.put("detail", this.exception.getMessage());
		}
		members.putAll(this.exception.problem());
		return json.write(members);
	}

}
