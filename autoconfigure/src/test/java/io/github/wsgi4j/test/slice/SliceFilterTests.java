package io.github.wsgi4j.test.slice;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import static org.assertj.core.api.Assertions.assertThat;

@WsgiTest(includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Expensive.class),
		excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Outer.class))
class SliceFilterTests {

	@Test
	void filtersAddComponentsAndTakeThemAway(@Autowired WsgiClient client, @Autowired Expensive included) {
		assertThat(included).isNotNull();
		assertThat(client.get("/").send().text()).isEqualTo("site  / inner null null");
	}

}
