package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FieldValueTests {

	@Test
	void listsAreDividedByCommasOutsideOfQuotes() {
		assertThat(FieldValue.elements(null)).isEmpty();
		assertThat(FieldValue.elements(" , \t,")).isEmpty();
		assertThat(FieldValue.elements("a, b;p=\"c,d\",,e ")).containsExactly("a", "b;p=\"c,d\"", "e");
		assertThat(FieldValue.elements("a;p=\"\\\",b\", c")).containsExactly("a;p=\"\\\",b\"", "c");
		assertThat(FieldValue.elements("a\\,b")).containsExactly("a\\", "b");
		assertThat(FieldValue.elements("a, \"b, c\\")).containsExactly("a", "\"b, c\\");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			Text/HTML,text/html
			a/b ; c=d,a/b
			;a=b,``
			``,``
			""")
	void anElementHasAName(String element, String name) {
		assertThat(FieldValue.name(element)).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a; P=b         | b
			a; p=b; p=c    | b
			p=b            | b
			a;p="b;c"; q=1 | b;c
			a;p="\\"\\\\"  | "\\
			a;p="          | "
			a;p=[::1]:80   | [::1]:80
			a;q="p=b"      |
			a;p            |
			a;xp=b         |
			""")
	void aParameterIsFoundByItsName(String element, String value) {
		assertThat(FieldValue.parameter(element, "p")).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "a,1", "a;q=1,1", "a ; Q=0.5,0.5", "a;b=c;q=0.25,0.25", "a;q=1.000,1", "a;q=.2,0.2", "a;q=0.,0",
			"a;q=.,0", "a;q=0.0001,0", "a;q=2,0", "a;q=-1,0", "a;q=x,0", "a;q=,0", "a;q=NaN,0" })
	void anElementHasAWeight(String element, double weight) {
		assertThat(FieldValue.weight(element)).isEqualTo(weight);
	}

	@Test
	void aListIsUnitedWithMore() {
		assertThat(FieldValue.union(null, "A", "a ")).isEqualTo("A");
		assertThat(FieldValue.union("A,b, a", "B", "c")).isEqualTo("A, b, c");
		assertThat(FieldValue.union("*", "a")).isEqualTo("*");
	}

}
