package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntityTagTests {

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\"a\"", "W/\"a\"", "\"a,b\"", "\"a\\\"", "\"\u00e4\"" })
	void isReadAndWritten(String text) {
		assertThat(EntityTag.parse(" " + text + "\t")).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "a", "\"a", "w/\"a\"", "W/a", "\"a b\"", "\"a\"b\"", "\"a\", \"b\"", "*", "\"\u0100\"" })
	void isNothingElse(String text) {
		assertThat(EntityTag.parse(text)).isNull();
	}

	@Test
	void hasNoQuoteInIt() {
		assertThat(EntityTag.of("a", true)).hasToString("W/\"a\"");
		assertThatIllegalArgumentException().isThrownBy(() -> EntityTag.of("\"a\"", false))
			.withMessageContaining("without its quotes")
			.withMessageEndingWith(": \"a\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "\"a\" | \"a\" | true | true", "W/\"a\" | \"a\" | false | true", "\"a\" | W/\"a\" | false | true",
					"W/\"a\" | W/\"a\" | false | true", "\"b\" | \"a\" | false | false",
					"\"b\",\"a\" | \"a\" | true | true", " W/\"b\" ,W/\"a\" , | \"a\" | false | true",
					"\"a,b\" | \"a,b\" | true | true", "\"a,b\" | \"b\" | false | false", "* | \"a\" | true | true",
					"\"*\" | \"a\" | false | false", "a | \"a\" | false | false", "'' | \"a\" | false | false",
					"\"a\"x | \"a\" | false | false", "x\"a\" | \"a\" | false | false", "\"a | \"a\" | false | false" })
	void isComparedWithAList(String list, String tag, boolean strongly, boolean weakly) {
		assertThat(EntityTag.matchesStrongly(list, EntityTag.parse(tag))).isEqualTo(strongly);
		assertThat(EntityTag.matchesWeakly(list, EntityTag.parse(tag))).isEqualTo(weakly);
	}

	@Test
	void nothingButAStarMatchesNoTag() {
		assertThat(EntityTag.matchesStrongly("\"a\"", null)).isFalse();
		assertThat(EntityTag.matchesWeakly("\"a\"", null)).isFalse();
		assertThat(EntityTag.matchesStrongly("*", null)).isTrue();
		assertThat(EntityTag.matchesWeakly(" * ", null)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "W/\"a\" | \"a\"",
			"\"a\", W/\"b\",W/\"$1\" | \"a\", \"b\",\"$1\"", "\"a,W/\" | \"a,W/\"", "* | *", "xW/\"a\" | xW/\"a\"" })
	void ofAListLosesItsMark(String list, String unmarked) {
		assertThat(EntityTag.withoutMarks(list)).isEqualTo(unmarked);
	}

}
