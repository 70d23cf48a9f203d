package io.github.wsgi4j.python.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrameTests {

	private static Frame decode(ByteBuf... parts) {
		EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
		channel.writeInbound((Object[]) parts);
		return channel.readInbound();
	}

	private static ByteBuf bytes(int... octets) {
		ByteBuf buffer = Unpooled.buffer();
		for (int octet : octets) {
			buffer.writeByte(octet);
		}
		return buffer;
	}

	@Test
	void fieldsSurviveWhateverIsInThem() {
		String[] fields = { "", "a\u0000b", "\u00e9\u4e2d", "x".repeat(100_000) };
		Frame frame = decode(Frame.text(UnpooledByteBufAllocator.DEFAULT, FrameType.LOG, fields));
		assertThat(frame.type()).isEqualTo(FrameType.LOG);
		assertThat(Fields.text(frame.content(), 4)).containsExactly(fields);
		assertThat(frame.content().isReadable()).isFalse();
		frame.content().release();
	}

	@Test
	void aFrameMayArriveInPieces() {
		ByteBuf whole = Frame.text(UnpooledByteBufAllocator.DEFAULT, FrameType.LOG, "in", "pieces");
		ByteBuf[] octets = new ByteBuf[whole.readableBytes()];
		for (int i = 0; i < octets.length; i++) {
			octets[i] = whole.readRetainedSlice(1);
		}
		whole.release();
		Frame frame = decode(octets);
		assertThat(Fields.text(frame.content(), 2)).containsExactly("in", "pieces");
		frame.content().release();
	}

	@Test
	void aBlockIsHandedOnInThePartsInWhichItArrives() {
		EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
		channel.writeInbound(bytes('B', 0, 0), bytes(0, 5), bytes('a', 'b'), bytes('c', 'd', 'e', 'E', 0, 0, 0, 0),
				bytes('B', 0, 0, 0, 0));
		List<String> frames = new ArrayList<>();
		for (Frame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
			frames.add(frame.type() + frame.content().toString(StandardCharsets.US_ASCII));
			frame.release();
		}
		assertThat(frames).containsExactly("BLOCKab", "BLOCKcde", "END", "BLOCK");
	}

	@Test
	void aLetterThatIsNoneIsRefused() {
		assertThatThrownBy(() -> decode(bytes('?', 0, 0, 0, 0))).isInstanceOf(DecoderException.class);
		assertThatThrownBy(() -> decode(bytes(0xFF, 0, 0, 0, 0))).isInstanceOf(DecoderException.class);
	}

	@Test
	void aFrameThatIsTooLongIsRefusedByItsHeader() {
		assertThatThrownBy(() -> decode(bytes('H', 0, 0x10, 0, 1))).isInstanceOf(DecoderException.class);
		assertThatThrownBy(() -> decode(bytes('B', 0xFF, 0xFF, 0xFF, 0xFF))).isInstanceOf(DecoderException.class);
	}

	@Test
	void whatIsRefusedIsNotReadAgainAtTheEndOfTheConnection() {
		for (ByteBuf refused : List.of(bytes('?', 0, 0, 0, 0), bytes('H', 0, 0x10, 0, 1))) {
			EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());
			assertThatThrownBy(() -> channel.writeInbound(refused)).isInstanceOf(DecoderException.class);
			assertThat(channel.finish()).isFalse();
		}
	}

	@Test
	void aFieldThatIsLongerThanItsFrameIsRefused() {
		assertThatThrownBy(() -> Fields.text(bytes(0, 1, 0, 0, 0, 2, 'a'), 1))
			.isInstanceOf(CorruptedFrameException.class);
		assertThatThrownBy(() -> Fields.text(bytes(0, 1, 0xFF, 0xFF, 0xFF, 0xFF), 1))
			.isInstanceOf(CorruptedFrameException.class);
		assertThatThrownBy(() -> Fields.text(bytes(0xFF, 0xFF, 0), 1)).isInstanceOf(CorruptedFrameException.class);
		assertThatThrownBy(() -> Fields.text(bytes(0), 1)).isInstanceOf(CorruptedFrameException.class);
		assertThatThrownBy(() -> Fields.text(bytes(0, 0), 1)).isInstanceOf(CorruptedFrameException.class);
	}

	@Test
	void stringsBooleansAndNumbersOfAnEnvironCross() {
		Map<String, Object> environ = new LinkedHashMap<>();
		environ.put("PATH_INFO", "/caf\u00c3\u00a9\u0000x");
		environ.put("REMOTE_USER", "\u4e2d");
		environ.put("wsgi.input_terminated", true);
		environ.put("shop.limit", 5);
		environ.put("wsgi.version", List.of(1, 0));
		environ.put("wsgi.multithread", true);
		Frame frame = decode(RequestFrame.of(environ, "body".getBytes(StandardCharsets.US_ASCII), false));
		ByteBuf content = frame.content();
		assertThat(content.readInt()).isZero();
		assertThat(content.readByte()).isZero();
		assertThat(content.readUnsignedShort()).isEqualTo(2);
		assertThat(content.readUnsignedShort()).isEqualTo(2);
		assertThat(Fields.latin1(content, 8)).containsExactly("PATH_INFO", "/caf\u00c3\u00a9\u0000x", "REMOTE_USER",
				"\u00e4\u00b8\u00ad", "wsgi.input_terminated", "true", "shop.limit", "5");
		assertThat(content.toString(StandardCharsets.US_ASCII)).isEqualTo("body");
		content.release();
	}

	@Test
	void aRequestIsNumberedWhenItIsSent() {
		ByteBuf request = RequestFrame.of(Map.of(), new byte[0], true);
		RequestFrame.number(request, 77);
		Frame frame = decode(request);
		assertThat(frame.content().readInt()).isEqualTo(77);
		assertThat(frame.content().readByte()).isEqualTo((byte) 1);
		frame.content().release();
	}

}
