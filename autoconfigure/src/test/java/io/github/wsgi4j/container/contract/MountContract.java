package io.github.wsgi4j.container.contract;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.MountDispatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, environ Variables: {@code SCRIPT_NAME} and {@code PATH_INFO} of an
 * application that is not at the root.
 */
abstract class MountContract extends InterfaceContract {

	private static final Application PATHS = (environ, start) -> {
		start.call("200 OK", NO_HEADERS);
		return Body.text(Environ.get(environ, Environ.SCRIPT_NAME) + "|" + Environ.get(environ, Environ.PATH_INFO));
	};

	MountContract(Subject subject) {
		super(subject);
	}

	@ParameterizedTest
	@CsvSource({ "/blog, /blog|", "/blog/, /blog|/", "/blog/a%20b/c, '/blog|/a b/c'", "/blogger, |/blogger", "/, |/" })
	void mountMovesTheFrontOfThePathIntoTheScriptName(String target, String paths) {
		assertThat(exchange(Ask.get(target), new MountDispatcher(Map.of("/blog", PATHS, "/", PATHS))).text())
			.isEqualTo(paths);
	}

}
