package io.github.wsgi4j.python.process;

import java.time.Duration;

/**
 * Replaces processes that have answered many requests or have grown large.
 */
final class Recycling {

	private static final Duration INTERVAL = Duration.ofSeconds(3);

	/** After a successor that could not be started. */
	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final Crew crew;

	private boolean paused;

	Recycling(Crew crew) {
		this.crew = crew;
	}

	void start() {
		if (this.crew.settings.recycleAfterRequests() > 0 || this.crew.settings.maxMemory() > 0) {
			this.crew.after(INTERVAL, this::check);
		}
	}

	private void check() {
		this.crew.workers().forEach((member) -> {
			recycleBusy(member, member.requests.get());
			recycleLarge(member);
		});
		this.crew.after(INTERVAL, this::check);
	}

	/** Replaces the process if it has answered enough requests. */
	void recycleBusy(Member member, long count) {
		if (member.limit > 0 && count >= member.limit) {
			recycle(member, count + " requests");
		}
	}

	private void recycleLarge(Member member) {
		long limit = this.crew.settings.maxMemory();
		// Where the import takes more than that, its successor would be replaced at once.
		if (limit > 0 && member.requests.get() > 0) {
			long memory = ResidentMemory.of(member.process.pid());
			if (memory > limit) {
				recycle(member, memory + " bytes of memory");
			}
		}
	}

	private void recycle(Member member, String why) {
		Seat seat = member.seat;
		if (this.paused || seat.serving != member || seat.starting != null || this.crew.rollout.includes(seat)) {
			return;
		}
		this.crew.log.info(member + " is recycled after " + why);
		this.crew.rollout.replace(seat).exceptionally((failure) -> {
			this.paused = true;
			this.crew.after(PAUSE, () -> this.paused = false);
			return null;
		});
	}

}
