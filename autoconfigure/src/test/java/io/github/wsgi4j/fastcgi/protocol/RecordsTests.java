package io.github.wsgi4j.fastcgi.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordsTests {

	private static final String BEGIN = "0101000100080000" + "0001000000000000";

	private static final String NO_PARAMS = "0104000100000000";

	@Test
	void requestBeginsWithItsRoleAndItsParameters() {
		ByteBuf records = Records.begin(Map.of("A", "\u00e9b"));
		assertThat(ByteBufUtil.hexDump(records)).isEqualTo(BEGIN + "0104000100050000" + "010241e962" + NO_PARAMS);
	}

	@Test
	void connectionMayBeKept() {
		ByteBuf records = Records.begin(Map.of());
		Records.keep(records, true);
		assertThat(ByteBufUtil.hexDump(records)).isEqualTo("0101000100080000" + "0001010000000000" + NO_PARAMS);
		Records.keep(records, false);
		assertThat(ByteBufUtil.hexDump(records)).isEqualTo(BEGIN + NO_PARAMS);
	}

	@Test
	void longLengthsHaveFourBytes() {
		ByteBuf records = Records.begin(Map.of("A".repeat(127), "b".repeat(128)));
		assertThat(ByteBufUtil.hexDump(records.slice(24, 6))).isEqualTo("7f8000008041");
	}

	@Test
	void manyParametersNeedSeveralRecords() {
		ByteBuf records = Records.begin(Map.of("A", "b".repeat(65_529 + 65_535)));
		assertThat(ByteBufUtil.hexDump(records.slice(16, 14))).isEqualTo("01040001ffff0000" + "0180" + "01fff841");
		assertThat(ByteBufUtil.hexDump(records.slice(24 + 65_535, 9))).isEqualTo("01040001ffff0000" + "62");
		assertThat(ByteBufUtil.hexDump(records.slice(32 + 2 * 65_535, 8))).isEqualTo(NO_PARAMS);
		assertThat(records.readableBytes()).isEqualTo(40 + 2 * 65_535);
	}

	@Test
	void tooManyParametersAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Records.begin(Map.of("A", "b".repeat(8 * 1024 * 1024))));
	}

	@Test
	void bodyEndsWithAnEmptyRecord() {
		assertThat(ByteBufUtil.hexDump(Records.input(new byte[0]))).isEqualTo("0105000100000000");
		assertThat(ByteBufUtil.hexDump(Records.input("ab".getBytes(StandardCharsets.US_ASCII))))
			.isEqualTo("0105000100020000" + "6162" + "0105000100000000");
	}

	@Test
	void pieceOfABodyIsARecord() throws IOException {
		ByteBuf record = Records.beginInput(UnpooledByteBufAllocator.DEFAULT, 10);
		record.writeBytes(new ByteArrayInputStream(new byte[] { 1, 2 }), 10);
		assertThat(ByteBufUtil.hexDump(Records.endInput(record))).isEqualTo("0105000100020000" + "0102");
		record.release();
	}

	@Test
	void abortHasNoContent() {
		assertThat(ByteBufUtil.hexDump(Records.abort())).isEqualTo("0102000100000000");
	}

}
