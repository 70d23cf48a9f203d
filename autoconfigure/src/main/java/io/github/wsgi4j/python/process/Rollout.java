package io.github.wsgi4j.python.process;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Replaces processes one at a time.
 */
final class Rollout {

	private final Consumer<Seat> replacer;

	private final Map<Seat, CompletableFuture<Void>> waiting = new LinkedHashMap<>();

	private @Nullable Seat active;

	private CompletableFuture<Void> result = new CompletableFuture<>();

	Rollout(Consumer<Seat> replacer) {
		this.replacer = replacer;
	}

	/** Replaces the process of the seat, after those that are being replaced. */
	CompletableFuture<Void> replace(Seat seat) {
		CompletableFuture<Void> future = this.waiting.computeIfAbsent(seat, (key) -> new CompletableFuture<>());
		next();
		return future;
	}

	/** Replaces the processes of all seats; a failure leaves those that follow. */
	CompletableFuture<Void> replaceAll(List<Seat> seats) {
		CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
		for (Seat seat : seats) {
			last = last.thenCompose((done) -> replace(seat));
		}
		return last;
	}

	/** Returns whether the process is being replaced, or waits for it. */
	boolean includes(Seat seat) {
		return seat == this.active || this.waiting.containsKey(seat);
	}

	/** The seat has a new process, or could not get one. */
	void finished(Seat seat, @Nullable Throwable failure) {
		if (seat != this.active) {
			return;
		}
		this.active = null;
		if (failure != null) {
			this.result.completeExceptionally(failure);
		}
		else {
			this.result.complete(null);
		}
		next();
	}

	private void next() {
		Iterator<Map.Entry<Seat, CompletableFuture<Void>>> entries = this.waiting.entrySet().iterator();
		if (this.active == null && entries.hasNext()) {
			Map.Entry<Seat, CompletableFuture<Void>> entry = entries.next();
			entries.remove();
			this.active = entry.getKey();
			this.result = entry.getValue();
			this.replacer.accept(entry.getKey());
		}
	}

	/** Ends all with a failure. */
	void cancel(Throwable failure) {
		this.result.completeExceptionally(failure);
		this.waiting.values().forEach((future) -> future.completeExceptionally(failure));
		this.waiting.clear();
		this.active = null;
	}

}
