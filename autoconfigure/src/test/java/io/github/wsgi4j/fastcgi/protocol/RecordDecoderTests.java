package io.github.wsgi4j.fastcgi.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordDecoderTests {

	private static final String OUTPUT = "0106000100030500" + "616263" + "0000000000";

	private static final String END = "0103000100080000" + "0000000002000000";

	private final EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder());

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	private List<String> decode(String hex) {
		this.channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
		List<String> decoded = new ArrayList<>();
		for (FastCgiRecord record = this.channel.readInbound(); record != null; record = this.channel.readInbound()) {
			decoded.add((record.type() == RecordType.END_REQUEST) ? record.protocolStatus().name()
					: record.type() + " " + record.content().toString(StandardCharsets.US_ASCII));
			record.release();
		}
		return decoded;
	}

	@Test
	void recordsFollowOneAnother() {
		assertThat(decode(OUTPUT + "0107000100010000" + "65" + "0106000100000000" + END)).containsExactly("STDOUT abc",
				"STDERR e", "OVERLOADED");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 7 })
	void recordsArriveInParts(int size) {
		String all = OUTPUT + OUTPUT + END;
		List<String> decoded = new ArrayList<>();
		for (int i = 0; i < all.length(); i += 2 * size) {
			decoded.addAll(decode(all.substring(i, Math.min(i + 2 * size, all.length()))));
		}
		assertThat(String.join("", decoded).replace("STDOUT ", "")).isEqualTo("abcabcOVERLOADED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0206000100000000", "0106000200000000", "0101000100000000", "010b000000080000",
			"0103000100070000", "485454502f312e31", "0103000100080000" + "0000000004000000",
			"0103000100080000" + "00000000ff000000" })
	void anythingElseIsNotFastCgi(String hex) {
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> decode(hex));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0206000100000000", "0103000100070000" })
	void whatFollowsIsNotReadAnyMore(String invalid) {
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> decode(invalid + OUTPUT));
		assertThat(this.channel.finish()).isFalse();
	}

	@Test
	void recordCanBeReplaced() {
		FastCgiRecord record = new FastCgiRecord(RecordType.STDOUT, Unpooled.EMPTY_BUFFER);
		assertThat(record.replace(Unpooled.EMPTY_BUFFER).type()).isEqualTo(RecordType.STDOUT);
	}

}
