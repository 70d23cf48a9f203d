package io.github.wsgi4j.middleware.validation;

import java.io.PrintWriter;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.middleware.Latin1Text;

/**
 * Puts streams that check how they are used into an environ.
 */
final class CheckedEnviron {

	private CheckedEnviron() {
	}

	static void wrap(Map<String, Object> environ, Conversation conversation) {
		Checks checks = conversation.checks();
		environ.computeIfPresent(Environ.WSGI_INPUT,
				(name, value) -> (value instanceof Input input) ? new CheckedInput(input, conversation) : value);
		environ.computeIfPresent(Environ.WSGI_ERRORS,
				(name, value) -> (value instanceof PrintWriter errors) ? new CheckedErrors(errors, checks) : value);
		environ.computeIfPresent(Environ.WSGI_FILE_WRAPPER,
				(name, value) -> (value instanceof FileWrapper wrapper) ? check(wrapper, checks) : value);
	}

	private static FileWrapper check(FileWrapper wrapper, Checks checks) {
		return (file, blockSize) -> {
			checks.check(Rule.FILE_WRAPPER_ARGUMENTS, file != null && blockSize > 0,
					() -> "it was called with " + Latin1Text.type(file) + " and " + blockSize);
			Iterable<byte[]> body = wrapper.call(file, blockSize);
			checks.check(Rule.FILE_WRAPPER_RESULT, body != null, () -> "it returned null");
			return body;
		};
	}

}
