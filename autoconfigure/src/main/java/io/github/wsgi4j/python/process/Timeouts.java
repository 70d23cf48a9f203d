package io.github.wsgi4j.python.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.python.process.Member.Request;

/**
 * Interrupts requests that take too long, and gives up the processes that do not obey.
 */
record Timeouts(Crew crew) {

	private static final Duration STACKS = Duration.ofSeconds(1);

	/** Interrupts the request. */
	void timeout(Member member, Request request) {
		WorkerControl control = member.control;
		if (control != null && member.interrupted.contains(request)) {
			control.interrupt(request.slot(), request.id());
			this.crew.after(this.crew.settings.interruptGrace(), () -> check(member, request, control));
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it only logs
	private void check(Member member, Request request, WorkerControl control) {
		if (!member.interrupted.remove(request) || !this.crew.members.containsKey(member.number)) {
			return;
		}
		this.crew.log.warn(member + " has not ended a request " + this.crew.settings.interruptGrace().toMillis()
				+ " ms after its interrupt, and is replaced");
		control.stacks()
			.completeOnTimeout("(no answer)", STACKS.toMillis(), TimeUnit.MILLISECONDS)
			.thenAccept((stacks) -> {
				this.crew.log.warn("Stacks of " + member + ":\n" + stacks);
				this.crew.after(Duration.ZERO, () -> killIfAlone(member));
			});
		this.crew.giveUp(member);
	}

	private void killIfAlone(Member member) {
		if (this.crew.settings.threads() == 1) {
			this.crew.kill(member);
		}
	}

}
