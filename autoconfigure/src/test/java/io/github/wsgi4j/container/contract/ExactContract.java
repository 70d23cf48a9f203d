package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes from client to application and back as it is, and what Tomcat or Jetty would
 * refuse or change.
 */
public abstract class ExactContract extends InterfaceContract {

	public ExactContract(Subject subject) {
		super(subject);
	}

	@ParameterizedTest
	@CsvSource({ "/%FF%fe, /\u00FF\u00FE", "/%252F, /%2F", "/a%2Fb, /a/b", "/%00, '/\u0000'", "//a//b, //a//b",
			"/a/../b/./c, /a/../b/./c" })
	void pathInfoIsThePathAsItWasSentButDecoded(String target, String pathInfo) {
		Map<String, Object> environ = environOf(Ask.get(target));
		assertThat(environ).containsEntry("PATH_INFO", pathInfo).containsEntry("REQUEST_URI", target);
	}

	@Test
	void notModifiedKeepsTheContentLengthOfTheApplication() {
		Answer head = exchange(Ask.get("/"),
				answering("304 Not Modified", list(), Header.of("Content-Length", "1234")));
		assertThat(head.headers("Content-Length")).containsExactly("1234");
	}

	@Test
	void headOfBlocksOfUnknownNumberHasNoContentLength() {
		Answer head = exchange(Ask.request("HEAD", "/"), answering(blocks("abc", "def")));
		assertThat(head.header("Content-Length")).isNull();
	}

	@Test
	void contentTypeReachesTheClientAsItIs() {
		for (String type : List.of("text/plain", "text/html; charset=utf-8", "application/json")) {
			assertThat(exchange(Ask.get("/"), answering(list("x"), Header.of("Content-Type", type)))
				.headers("Content-Type")).containsExactly(type);
		}
	}

}
