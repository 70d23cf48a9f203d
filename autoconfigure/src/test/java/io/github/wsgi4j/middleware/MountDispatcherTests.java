package io.github.wsgi4j.middleware;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MountDispatcherTests {

	private final MountDispatcher dispatcher = new MountDispatcher(
			Map.of("/a", echo("a"), "/a/b", echo("ab"), "/slash/", echo("slash")));

	@ParameterizedTest
	@CsvSource({ "/a, a:/a:", "/a/, a:/a:/", "/a/x, a:/a:/x", "/a/b, ab:/a/b:", "/a/b/c, ab:/a/b:/c", "/a/bc, a:/a:/bc",
			"/a//b, a:/a://b", "/slash, slash:/slash:", "/slash/x, slash:/slash:/x", "/ab, 404 Not Found",
			"/, 404 Not Found", "'', 404 Not Found", "/A, 404 Not Found" })
	void longestPrefixOfWholeSegmentsWins(String path, String expected) throws Exception {
		assertThat(call(this.dispatcher, environ(path, path))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/a%2Fb, /a/b, 404 Not Found", "/a%2Fb/c, /a/b/c, 404 Not Found", "/a/b%2Fc, /a/b/c, a:/a:/b/c",
			"/a/b/c%2Fd, /a/b/c/d, ab:/a/b:/c/d", "/a/%C3%A4?x=/a/b, /a/\u00c3\u00a4, a:/a:/\u00c3\u00a4" })
	void encodedSlashSplitsNothing(String target, String path, String expected) throws Exception {
		assertThat(call(this.dispatcher, environ(target, path))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:8080/a/b/c?x=y, /a/b/c, ab:/a/b:/c",
			"http://localhost/a%2Fb/c, /a/b/c, 404 Not Found" })
	void targetInAbsoluteForm(String target, String path, String expected) throws Exception {
		assertThat(call(this.dispatcher, environ(target, path))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/%61/x, /a/x, a:/a:/x", "/a/%62, /a/b, ab:/a/b:", "/a%2F%62, /a/b, 404 Not Found" })
	void aPrefixMayBeSentEncoded(String target, String path, String expected) throws Exception {
		assertThat(call(this.dispatcher, environ(target, path))).isEqualTo(expected);
	}

	@Test
	void aPrefixMayHaveAnyCharacter() throws Exception {
		MountDispatcher dispatcher = new MountDispatcher(Map.of("/\u00e4", echo("a")));
		assertThat(call(dispatcher, environ("/%C3%A4/x", "/\u00c3\u00a4/x"))).isEqualTo("a:/\u00c3\u00a4:/x");
	}

	@Test
	void aPrefixIsThereOnce() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MountDispatcher(Map.of("/a", echo("a"), "/a/", echo("b"))))
			.withMessageContaining("/a/");
	}

	@Test
	void prefixIsMovedBehindTheScriptName() throws Exception {
		Map<String, Object> environ = environ("/base/a/b/c", "/a/b/c");
		environ.put(Environ.SCRIPT_NAME, "/base");
		assertThat(call(this.dispatcher, environ)).isEqualTo("ab:/base/a/b:/c");
	}

	@Test
	void pathThatAMiddlewareHasRewrittenIsTheOneThatCounts() throws Exception {
		assertThat(call(this.dispatcher, environ("/old/path", "/a/b/new"))).isEqualTo("ab:/a/b:/new");
	}

	@Test
	void pathWithoutATarget() throws Exception {
		Map<String, Object> environ = environ("/", "/a/x");
		environ.remove(Environ.REQUEST_URI);
		assertThat(call(this.dispatcher, environ)).isEqualTo("a:/a:/x");
	}

	@Test
	void absentPathIsTheEmptyOne() throws Exception {
		Map<String, Object> environ = environ("/", "");
		environ.remove(Environ.PATH_INFO);
		assertThat(call(this.dispatcher, environ)).isEqualTo("404 Not Found");
	}

	@Test
	void absentScriptNameIsTheEmptyOne() throws Exception {
		Map<String, Object> environ = environ("/a/x", "/a/x");
		environ.remove(Environ.SCRIPT_NAME);
		assertThat(call(this.dispatcher, environ)).isEqualTo("a:/a:/x");
	}

	@ParameterizedTest
	@CsvSource({ "/out/a/b/c, /out/a/b/c, ab:/out/a/b:/c", "/out/a%2Fb/c, /out/a/b/c, 404 Not Found",
			"/out/a/b%2Fc, /out/a/b/c, a:/out/a:/b/c", "/out, /out, 404 Not Found" })
	void dispatcherBehindADispatcher(String target, String path, String expected) throws Exception {
		MountDispatcher outer = new MountDispatcher(Map.of("/out", this.dispatcher));
		assertThat(call(outer, environ(target, path))).isEqualTo(expected);
	}

	@Test
	void rootTakesWhatIsLeft() throws Exception {
		MountDispatcher all = new MountDispatcher(Map.of("/", echo("root"), "/a", echo("a")));
		assertThat(call(all, environ("/x", "/x"))).isEqualTo("root::/x");
		assertThat(call(all, environ("/", "/"))).isEqualTo("root::/");
		assertThat(call(all, environ("/ab", "/ab"))).isEqualTo("root::/ab");
		assertThat(call(all, environ("/a%2Fb", "/a/b"))).isEqualTo("root::/a/b");
		assertThat(call(all, environ("/a/x", "/a/x"))).isEqualTo("a:/a:/x");
	}

	@Test
	void laterChangesOfTheMapDoNotReachTheDispatcher() throws Exception {
		Map<String, Application> mounts = new HashMap<>(Map.of("/a", echo("a")));
		MountDispatcher copy = new MountDispatcher(mounts);
		mounts.clear();
		assertThat(call(copy, environ("/a", "/a"))).isEqualTo("a:/a:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "", "a/b", "/a%2Fb", "http://localhost/a" })
	void prefixMustBeAPlainPath(String prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> new MountDispatcher(Map.of(prefix, echo("a"))))
			.withMessageContaining("'" + prefix + "'");
	}

	private static Application echo(String name) {
		return (environ, startResponse) -> Body
			.text(name + ":" + environ.get(Environ.SCRIPT_NAME) + ":" + environ.get(Environ.PATH_INFO));
	}

	private static Map<String, Object> environ(String target, String path) {
		Map<String, Object> environ = new HashMap<>();
		environ.put(Environ.REQUEST_URI, target);
		environ.put(Environ.SCRIPT_NAME, "");
		environ.put(Environ.PATH_INFO, path);
		return environ;
	}

	/**
	 * Gives the status if there is one, otherwise the body.
	 */
	private static String call(Application application, Map<String, Object> environ) throws Exception {
		AtomicReference<String> started = new AtomicReference<>();
		StartResponse startResponse = (status, headers, excInfo) -> {
			started.set(status);
			return (block) -> {
			};
		};
		StringBuilder text = new StringBuilder();
		application.call(environ, startResponse)
			.forEach((block) -> text.append(new String(block, StandardCharsets.UTF_8)));
		return (started.get() != null) ? started.get() : text.toString();
	}

}
