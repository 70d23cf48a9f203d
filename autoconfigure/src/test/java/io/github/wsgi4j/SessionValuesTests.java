package io.github.wsgi4j;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SessionValuesTests {

	@Test
	void plainValuesAreKeptAsTheyAre() {
		for (Object value : List.of("a", true, 1, 2L, 0.5, List.of(), Map.of("a", List.of(1, Map.of("b", "c"))))) {
			assertThat(SessionValues.copy(value)).isEqualTo(value);
			assertThat(SessionValues.read(value, Object.class)).isEqualTo(value);
		}
	}

	@Test
	void anyOtherValueIsRefusedByItsType() {
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.copy(Instant.EPOCH))
			.withMessage("A session cannot keep a value of the type java.time.Instant: it keeps strings, booleans, "
					+ "numbers (Integer, Long and Double), and lists and maps of these");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.copy(List.of(Map.of("a", 'b'))))
			.withMessageContaining("java.lang.Character");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.copy(Map.of(1, "a")))
			.withMessageContaining("names are strings");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.copy(Arrays.asList("a", null)))
			.withMessageContaining("cannot keep null");
	}

	@Test
	void aListThatIsInItselfIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(Map.of("itself", list));
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.copy(list)).withMessageContaining("16");
	}

	@Test
	void aNumberIsConvertedIfNothingIsLost() {
		assertThat(SessionValues.read(1, Long.class)).isEqualTo(1L);
		assertThat(SessionValues.read(1, Double.class)).isEqualTo(1.0);
		assertThat(SessionValues.read(1, Number.class)).isEqualTo(1);
		assertThat(SessionValues.read(2L, Integer.class)).isEqualTo(2);
		assertThat(SessionValues.read(2L, Double.class)).isEqualTo(2.0);
		assertThat(SessionValues.read(1L << 40, Integer.class)).isNull();
		assertThat(SessionValues.read(Long.MAX_VALUE, Double.class)).isNull();
		assertThat(SessionValues.read(1.0, Integer.class)).isNull();
	}

	@Test
	void aValueOfAnotherTypeIsNotThere() {
		assertThat(SessionValues.read("1", Integer.class)).isNull();
		assertThat(SessionValues.read(1, String.class)).isNull();
		assertThat(SessionValues.read(null, String.class)).isNull();
		assertThat(SessionValues.read(List.of(Instant.EPOCH), Object.class)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.read("a", Instant.class))
			.withMessageContaining("java.time.Instant");
	}

	@Test
	void listsAndMapsHaveElementsOfOneType() {
		assertThat(SessionValues.list(List.of(1, 2L), Long.class)).containsExactly(1L, 2L);
		assertThat(SessionValues.list(List.of(1, "2"), Integer.class)).isEmpty();
		assertThat(SessionValues.list(null, Integer.class)).isEmpty();
		assertThat(SessionValues.map(Map.of("a", 1), Integer.class)).isEqualTo(Map.of("a", 1));
		assertThat(SessionValues.map(Map.of("a", true), Integer.class)).isEmpty();
		assertThat(SessionValues.map(null, Integer.class)).isEmpty();
	}

}
