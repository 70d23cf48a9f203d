package io.github.wsgi4j.http;

import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ranges of a representation of 1,000 bytes.
 */
class ByteRangeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bytes=0-499 | 0-499", "bytes=500-999 | 500-999", "bytes=-500 | 500-999", "bytes=950- | 950-999",
					"bytes=0-0,-1 | 0-0 999-999", "Bytes= 0-9 , 20-29 | 0-9 20-29", "bytes=0-9999 | 0-999",
					"bytes=-9999 | 0-999", "bytes=0-9,10-19 | 0-19", "bytes=5-9,0-6 | 0-9", "bytes=0-9,,5-7 | 0-9",
					"bytes=1000-,0-1 | 0-1", "bytes=1000- | ''", "bytes=-0 | ''" })
	void parts(String header, String parts) {
		assertThat(ByteRange.parse(header, 1000)
			.orElseThrow()
			.stream()
			.map((range) -> range.first() + "-" + range.last())
			.collect(Collectors.joining(" "))).isEqualTo(parts);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=2-1", "bytes=1-2-3",
			"items=0-1", "bytes=0-1x", "bytes=99999999999999999999-", "bytes=1 2-3" })
	void whatIsMalformedIsIgnored(String header) {
		assertThat(ByteRange.parse(header, 1000)).isEmpty();
	}

	@Test
	void moreThanAHundredPartsAreIgnored() {
		assertThat(ByteRange.parse("bytes=" + "0-0,".repeat(99) + "0-0", 1000)).isPresent();
		assertThat(ByteRange.parse("bytes=" + "0-0,".repeat(100) + "0-0", 1000)).isEmpty();
	}

	@Test
	void nothingIsWithinAnEmptyRepresentation() {
		assertThat(ByteRange.parse("bytes=0-", 0)).hasValueSatisfying((ranges) -> assertThat(ranges).isEmpty());
		assertThat(ByteRange.parse("bytes=-5", 0)).hasValueSatisfying((ranges) -> assertThat(ranges).isEmpty());
	}

}
