package io.github.wsgi4j.http;

import java.nio.charset.CharacterCodingException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FormFieldsTests {

	@Test
	void readsOneFieldAfterTheOther() throws CharacterCodingException {
		FormFields fields = new FormFields("&&a+b=%2B%C3%A9&c&=d&e=f=g&");
		assertThat(fields.next()).isTrue();
		assertThat(fields.name()).isEqualTo("a b");
		assertThat(fields.value()).isEqualTo("+\u00e9");
		assertThat(fields.next()).isTrue();
		assertThat(fields.name()).isEqualTo("c");
		assertThat(fields.value()).isEmpty();
		assertThat(fields.next()).isTrue();
		assertThat(fields.name()).isEmpty();
		assertThat(fields.value()).isEqualTo("d");
		assertThat(fields.next()).isTrue();
		assertThat(fields.value()).isEqualTo("f=g");
		assertThat(fields.next()).isFalse();
		assertThat(new FormFields("").next()).isFalse();
	}

	@Test
	void refusesWhatIsMalformed() {
		FormFields fields = new FormFields("a=%zz&a=%FF&a=%");
		fields.next();
		assertThatIllegalArgumentException().isThrownBy(fields::value);
		fields.next();
		assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(fields::value);
		fields.next();
		assertThatIllegalArgumentException().isThrownBy(fields::value);
	}

	@Test
	void findsTheFirstOfAName() {
		assertThat(FormFields.first("%zz=1&b=2&b=3", "b")).isEqualTo("2");
		assertThat(FormFields.first("b=%FF&b=3", "b")).isNull();
		assertThat(FormFields.first("a=1", "b")).isNull();
	}

}
