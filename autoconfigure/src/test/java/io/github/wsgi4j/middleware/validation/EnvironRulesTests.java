package io.github.wsgi4j.middleware.validation;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(TrueToRules.class)
class EnvironRulesTests {

	private final Trial trial = new Trial();

	@Test
	@Keeps({ Rule.ENVIRON_TYPE, Rule.ENVIRON_NAMES, Rule.ENVIRON_REQUIRED, Rule.ENVIRON_STRINGS, Rule.ENVIRON_LATIN1,
			Rule.ENVIRON_METHOD, Rule.ENVIRON_SCRIPT_NAME, Rule.ENVIRON_PATH_INFO, Rule.ENVIRON_PATH,
			Rule.ENVIRON_QUERY_STRING, Rule.ENVIRON_SERVER_NAME, Rule.ENVIRON_SERVER_PORT, Rule.ENVIRON_SERVER_PROTOCOL,
			Rule.ENVIRON_CONTENT_TWINS, Rule.ENVIRON_CONTENT_LENGTH, Rule.ENVIRON_VERSION, Rule.ENVIRON_URL_SCHEME,
			Rule.ENVIRON_FLAGS, Rule.INPUT_TYPE, Rule.ERRORS_TYPE, Rule.FILE_WRAPPER_TYPE, Rule.START_RESPONSE_GIVEN })
	void anEnvironInOrder() {
		assertThat(this.trial.with(Environ.CONTENT_LENGTH, "13")
			.with(Environ.CONTENT_TYPE, "text/plain")
			.with("HTTP_X_LATIN1", "caf\u00E9 \u00FF")
			.with("HTTP_EMPTY", "")
			.with("my.extension", 1)
			.run()).isNull();
	}

	@Test
	@Breaks(Rule.ENVIRON_TYPE)
	void aSubclassOfAHashMap() {
		assertThat(this.trial
			.servedBy((application, environ, start) -> application.call(new LinkedHashMap<>(environ), start))
			.run()).isEqualTo(Rule.ENVIRON_TYPE);
	}

	@Test
	@Breaks(Rule.ENVIRON_TYPE)
	void noMapAtAll() {
		assertThat(this.trial.servedBy((application, environ, start) -> application.call(null, start)).run())
			.isEqualTo(Rule.ENVIRON_TYPE);
	}

	@Test
	@Breaks(Rule.ENVIRON_NAMES)
	void aNameThatIsEmpty() {
		assertThat(this.trial.with("", "x").run()).isEqualTo(Rule.ENVIRON_NAMES);
	}

	@Test
	@Breaks(Rule.ENVIRON_NAMES)
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void aNameThatIsNoString() {
		assertThat(this.trial.servedBy((application, environ, start) -> {
			((Map) environ).put(1, "x");
			application.call(environ, start);
		}).run()).isEqualTo(Rule.ENVIRON_NAMES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "REQUEST_METHOD", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "wsgi.version",
			"wsgi.url_scheme", "wsgi.input", "wsgi.errors", "wsgi.multithread", "wsgi.multiprocess", "wsgi.run_once" })
	@Breaks(Rule.ENVIRON_REQUIRED)
	void aVariableThatIsMissing(String name) {
		assertThat(this.trial.with(name, null).run()).isEqualTo(Rule.ENVIRON_REQUIRED);
		assertThat(this.trial.violation().found()).isEqualTo(name + " is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVER_PORT", "REMOTE_PORT", "HTTP_X", "ANY" })
	@Breaks(Rule.ENVIRON_STRINGS)
	void aVariableOfCgiThatIsNoString(String name) {
		assertThat(this.trial.with(name, 80).run()).isEqualTo(Rule.ENVIRON_STRINGS);
		assertThat(this.trial.violation().found()).isEqualTo("'" + name + "' is java.lang.Integer");
	}

	@Test
	@Breaks(Rule.ENVIRON_STRINGS)
	void aVariableOfCgiThatIsNull() {
		assertThat(this.trial.servedBy((application, environ, start) -> {
			environ.put("REMOTE_USER", null);
			application.call(environ, start);
		}).run()).isEqualTo(Rule.ENVIRON_STRINGS);
	}

	@Test
	@Breaks(Rule.ENVIRON_LATIN1)
	void aCharacterBeyondLatin1() {
		assertThat(this.trial.with("HTTP_X", "\u20AC secret").run()).isEqualTo(Rule.ENVIRON_LATIN1);
		assertThat(this.trial.violation().found()).isEqualTo("'HTTP_X' has U+20AC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "G T", "GET\n", "G\u00E9T" })
	@Breaks(Rule.ENVIRON_METHOD)
	void aMethodThatIsNoToken(String method) {
		assertThat(this.trial.with(Environ.REQUEST_METHOD, method).run()).isEqualTo(Rule.ENVIRON_METHOD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "get", "PATCH", "M-SEARCH" })
	@Keeps(Rule.ENVIRON_METHOD)
	void aMethodThatIsAToken(String method) {
		assertThat(this.trial.with(Environ.REQUEST_METHOD, method).run()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "shop" })
	@Breaks(Rule.ENVIRON_SCRIPT_NAME)
	void aPathToTheApplicationThatIsNone(String script) {
		assertThat(this.trial.with(Environ.SCRIPT_NAME, script).run()).isEqualTo(Rule.ENVIRON_SCRIPT_NAME);
	}

	@ParameterizedTest
	@CsvSource({ "/shop,''", "/shop,/", "'',/a", "/a/b,//", "/a//,''", ",/" })
	@Keeps({ Rule.ENVIRON_SCRIPT_NAME, Rule.ENVIRON_PATH_INFO, Rule.ENVIRON_PATH })
	void pathsAsTheyMayBe(String script, String path) {
		assertThat(this.trial.with(Environ.SCRIPT_NAME, script).with(Environ.PATH_INFO, path).run()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "a,GET", "*,GET", "**,OPTIONS" })
	@Breaks(Rule.ENVIRON_PATH_INFO)
	void aPathWithoutASlash(String path, String method) {
		assertThat(this.trial.with(Environ.PATH_INFO, path).with(Environ.REQUEST_METHOD, method).run())
			.isEqualTo(Rule.ENVIRON_PATH_INFO);
	}

	@Test
	@Keeps(Rule.ENVIRON_PATH_INFO)
	void theAsteriskOfOptions() {
		assertThat(this.trial.with(Environ.PATH_INFO, "*").with(Environ.REQUEST_METHOD, "OPTIONS").run()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ ",", "'',''", "'',", ",''" })
	@Breaks(Rule.ENVIRON_PATH)
	void noPathAtAll(String script, String path) {
		assertThat(this.trial.with(Environ.SCRIPT_NAME, script).with(Environ.PATH_INFO, path).run())
			.isEqualTo(Rule.ENVIRON_PATH);
	}

	@Test
	@Breaks(Rule.ENVIRON_QUERY_STRING)
	void noQueryString() {
		assertThat(this.trial.with(Environ.QUERY_STRING, null).run()).isEqualTo(Rule.ENVIRON_QUERY_STRING);
	}

	@Test
	@Breaks(Rule.ENVIRON_SERVER_NAME)
	void noHost() {
		assertThat(this.trial.with(Environ.SERVER_NAME, "").run()).isEqualTo(Rule.ENVIRON_SERVER_NAME);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http", "-1", "80 " })
	@Breaks(Rule.ENVIRON_SERVER_PORT)
	void aPortThatIsNone(String port) {
		assertThat(this.trial.with(Environ.SERVER_PORT, port).run()).isEqualTo(Rule.ENVIRON_SERVER_PORT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/2", "http/1.1", "HTTP/1.1 " })
	@Breaks(Rule.ENVIRON_SERVER_PROTOCOL)
	void aProtocolThatIsNone(String protocol) {
		assertThat(this.trial.with(Environ.SERVER_PROTOCOL, protocol).run()).isEqualTo(Rule.ENVIRON_SERVER_PROTOCOL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH" })
	@Breaks(Rule.ENVIRON_CONTENT_TWINS)
	void aSecondNameOfTheTypeOrTheLength(String name) {
		assertThat(this.trial.with(name, "1").run()).isEqualTo(Rule.ENVIRON_CONTENT_TWINS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "1.0", "+1", " 1" })
	@Breaks(Rule.ENVIRON_CONTENT_LENGTH)
	void aLengthThatIsNone(String length) {
		assertThat(this.trial.with(Environ.CONTENT_LENGTH, length).run()).isEqualTo(Rule.ENVIRON_CONTENT_LENGTH);
	}

	@Test
	@Breaks(Rule.ENVIRON_VERSION)
	void anotherVersion() {
		assertThat(this.trial.with(Environ.WSGI_VERSION, List.of(2, 0)).run()).isEqualTo(Rule.ENVIRON_VERSION);
		assertThat(new Trial().with(Environ.WSGI_VERSION, "1.0").run()).isEqualTo(Rule.ENVIRON_VERSION);
	}

	@Test
	@Breaks(Rule.ENVIRON_URL_SCHEME)
	void anotherScheme() {
		assertThat(this.trial.with(Environ.WSGI_URL_SCHEME, "ftp").run()).isEqualTo(Rule.ENVIRON_URL_SCHEME);
	}

	@Test
	@Keeps(Rule.ENVIRON_URL_SCHEME)
	void theSchemeOfTls() {
		assertThat(this.trial.with(Environ.WSGI_URL_SCHEME, "https").run()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.multithread", "wsgi.multiprocess", "wsgi.run_once", "wsgi.input_terminated" })
	@Breaks(Rule.ENVIRON_FLAGS)
	void aFlagThatIsNoBoolean(String name) {
		assertThat(this.trial.with(name, "true").run()).isEqualTo(Rule.ENVIRON_FLAGS);
	}

	@Test
	@Breaks(Rule.INPUT_TYPE)
	void anInputThatReadsNoLines() {
		assertThat(this.trial.with(Environ.WSGI_INPUT, new ByteArrayInputStream(new byte[0])).run())
			.isEqualTo(Rule.INPUT_TYPE);
	}

	@Test
	@Breaks(Rule.ERRORS_TYPE)
	void anErrorStreamOfBytes() {
		assertThat(this.trial.with(Environ.WSGI_ERRORS, System.err).run()).isEqualTo(Rule.ERRORS_TYPE);
	}

	@Test
	@Breaks(Rule.FILE_WRAPPER_TYPE)
	void aFileWrapperThatIsNone() {
		assertThat(this.trial.with(Environ.WSGI_FILE_WRAPPER, "wrap").run()).isEqualTo(Rule.FILE_WRAPPER_TYPE);
	}

	@Test
	@Keeps(Rule.FILE_WRAPPER_TYPE)
	void noFileWrapper() {
		assertThat(this.trial.with(Environ.WSGI_FILE_WRAPPER, null).run()).isNull();
	}

	@Test
	@Breaks(Rule.START_RESPONSE_GIVEN)
	void noStartResponse() {
		assertThat(this.trial.servedBy((application, environ, start) -> application.call(new HashMap<>(environ), null))
			.run()).isEqualTo(Rule.START_RESPONSE_GIVEN);
	}

}
