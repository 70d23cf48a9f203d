package io.github.wsgi4j.container.response;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More responses than there are places.
 */
class WatchListTests {

	private final WatchList list = new WatchList();

	@Test
	void eachIsThereOnceUntilItIsStruckOut() {
		List<Monitored> all = new ArrayList<>(Stream.<Monitored>generate(Unlimited::new).limit(5000).toList());
		all.forEach(this.list::add);
		all.forEach(this.list::add);
		List<Monitored> seen = new ArrayList<>();
		this.list.forEach(seen::add);
		assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
		Collections.shuffle(all);
		List<Monitored> kept = all.subList(0, 10);
		all.subList(10, all.size()).forEach(this.list::remove);
		assertThat(this.list.size()).isEqualTo(10);
		kept.forEach(this.list::add);
		assertThat(this.list.size()).isEqualTo(10);
		kept.forEach(this.list::remove);
		assertThat(this.list.size()).isZero();
	}

}
