package io.github.wsgi4j.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wsgi4j.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A status and headers are refused at the call or are just what may be sent.
 */
class ResponseHeadFuzzTests {

	private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
			"proxy-authorization", "proxy-connection", "te", "trailer", "trailers", "transfer-encoding", "upgrade");

	private static final String TOKEN = "!#$%&'*+.^_`|~-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	@FuzzTest
	void aHeadIsRefusedOrIsWhatMayBeSent(FuzzedDataProvider data) {
		String status = (data.consumeBoolean() ? "200 " : "") + data.consumeString(12);
		List<Header> headers = new ArrayList<>();
		for (int i = data.consumeInt(0, 4); i > 0; i--) {
			String name = data.consumeBoolean() ? data.pickValue(List.of("Content-Length", "content-length", "TE", "A"))
					: data.consumeString(8);
			headers.add(Header.of(name, data.consumeString(12)));
		}
		if (mayBeSent(status, headers)) {
			ResponseHead head = ResponseHead.parse(status, headers);
			assertThat(head.headers()).isEqualTo(headers);
			assertThat(head.status().code() + " " + head.status().reason()).isEqualTo(status);
		}
		else {
			assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.parse(status, headers))
				.satisfies((ex) -> assertThat(ex.getMessage().chars()).allMatch(ResponseHeadFuzzTests::isText));
		}
	}

	private static boolean mayBeSent(String status, List<Header> headers) {
		Set<Long> lengths = new TreeSet<>();
		for (Header header : headers) {
			String name = header.name().toLowerCase(Locale.ROOT);
			if (header.name().isEmpty() || !header.name().chars().allMatch((c) -> TOKEN.indexOf(c) >= 0)
					|| HOP_BY_HOP.contains(name) || !header.value().chars().allMatch(ResponseHeadFuzzTests::isText)) {
				return false;
			}
			if (name.equals("content-length")) {
				if (header.value().isEmpty() || header.value().length() > 18
						|| !header.value().chars().allMatch((c) -> c >= '0' && c <= '9')) {
					return false;
				}
				lengths.add(Long.parseLong(header.value()));
			}
		}
		return lengths.size() <= 1 && isStatus(status);
	}

	private static boolean isStatus(String status) {
		return status.length() > 4 && status.charAt(0) >= '2' && status.charAt(0) <= '9'
				&& status.substring(1, 3).chars().allMatch((c) -> c >= '0' && c <= '9') && status.charAt(3) == ' '
				&& status.charAt(4) != ' ' && status.chars().allMatch(ResponseHeadFuzzTests::isText);
	}

	private static boolean isText(int c) {
		return (c >= 0x20 && c < 0x7F) || (c > 0x7F && c < 0x100);
	}

}
