package io.github.wsgi4j.container.response;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The responses that are watched. Each request is noted and struck out, so that both are
 * one write to a place of its own, unless another has it.
 */
final class WatchList {

	private static final int PLACES = 1024;

	private final AtomicReferenceArray<@Nullable Monitored> places = new AtomicReferenceArray<>(PLACES);

	private final Set<Monitored> others = ConcurrentHashMap.newKeySet();

	/**
	 * Notes a response, if it is not there.
	 */
	void add(Monitored response) {
		int place = place(response);
		if (response.isDisplaced() || !isPut(place, response)) {
			response.displace();
			this.others.add(response);
		}
	}

	private boolean isPut(int place, Monitored response) {
		return this.places.compareAndSet(place, null, response) || response.equals(this.places.get(place));
	}

	/**
	 * Strikes a response out, if it is there.
	 */
	void remove(Monitored response) {
		this.places.compareAndSet(place(response), response, null);
		if (response.isDisplaced()) {
			this.others.remove(response);
		}
	}

	void forEach(Consumer<Monitored> action) {
		for (int i = 0; i < PLACES; i++) {
			Monitored response = this.places.get(i);
			if (response != null) {
				action.accept(response);
			}
		}
		this.others.forEach(action);
	}

	int size() {
		int[] size = new int[1];
		forEach((response) -> size[0]++);
		return size[0];
	}

	private static int place(Monitored response) {
		return response.number() & (PLACES - 1);
	}

}
