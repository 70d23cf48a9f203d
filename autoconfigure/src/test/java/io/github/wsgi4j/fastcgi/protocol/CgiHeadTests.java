package io.github.wsgi4j.fastcgi.protocol;

import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CgiHeadTests {

	private static CgiHead read(String text) {
		CgiHead head = new CgiHeadReader().read(bytes(text));
		assertThat(head).isNotNull();
		return head;
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
	}

	@ParameterizedTest
	@CsvSource({ "Content-Type: text/plain, 200 OK", "Status: 404 Nowhere, 404 Nowhere", "status:404, 404 Not Found",
			"Status: 404 , 404 Not Found", "Location: /x, 302 Found", "Location: http://other/x, 302 Found" })
	void statusIsThatOfTheFieldOrImplied(String line, String status) {
		assertThat(read(line + "\r\n\r\n").status()).isEqualTo(status);
	}

	@Test
	void locationWithAStatusKeepsIt() {
		CgiHead head = read("Status: 201 Created\nLocation: /x\n\n");
		assertThat(head.status()).isEqualTo("201 Created");
		assertThat(head.headers()).containsExactly(Header.of("Location", "/x"));
	}

	@Test
	void linesEndOneWayOrTheOther() {
		assertThat(read("Content-Type:a\nX-A: \t b\tc \r\nX-A:\u00e9\n\r\n").headers())
			.containsExactly(Header.of("Content-Type", "a"), Header.of("X-A", "b c"), Header.of("X-A", "\u00e9"));
	}

	@Test
	void headersOfAConnectionAreDropped() {
		assertThat(read("Content-Type: a\r\nConnection: close\r\nKeep-Alive: 5\r\n\r\n").headers())
			.containsExactly(Header.of("Content-Type", "a"));
	}

	@Test
	void headArrivesInParts() {
		CgiHeadReader reader = new CgiHeadReader();
		String text = "Content-Type: text/plain\r\nX-Y: z\r\n\r";
		for (int i = 0; i < text.length(); i++) {
			assertThat(reader.read(bytes(text.substring(i, i + 1)))).isNull();
		}
		ByteBuf rest = bytes("\nbody");
		CgiHead head = reader.read(rest);
		assertThat(head).isNotNull();
		assertThat(head.headers()).hasSize(2);
		assertThat(rest.toString(StandardCharsets.US_ASCII)).isEqualTo("body");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X: y", "no colon", "Content-Type: a\n folded", "Content-Type : a", ": a",
			"Content-Type: a\nContent-Type: b", "Status: 200 OK\nStatus: 200 OK", "Location: /a\nLocation: /b",
			"Status: OK", "Status: 99 Less", "Status: 100 Continue", "Status: 200OK", "Status:", "Status: 20x OK",
			"Status: 099", "Content-Type: a\u0000b", "Content-Type: a\rb", "Content-Type: a\nX-\u00e9: b",
			"Content-Type: a\nContent-Length: x", "Content-Type: a\nContent-Length: 1\nContent-Length: 2",
			"Content-Type: a\nTransfer-Encoding: chunked" })
	void anythingElseIsMalformed(String lines) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(lines + (lines.isEmpty() ? "\n" : "\n\n")));
	}

	@Test
	void headIsLimited() {
		String line = "X: " + "y".repeat(60 * 1024) + "\n";
		assertThatIllegalArgumentException().isThrownBy(() -> read(line + line + "Content-Type: a\n\n"));
		assertThat(read(line + "Content-Type: a\n\n").headers()).hasSize(2);
	}

}
