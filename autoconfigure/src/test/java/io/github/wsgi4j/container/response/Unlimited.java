package io.github.wsgi4j.container.response;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A party that has no limits to keep.
 */
final class Unlimited implements Monitored {

	private final int number = ThreadLocalRandom.current().nextInt();

	private final Runnable check;

	private volatile boolean displaced;

	Unlimited() {
		this(() -> {
		});
	}

	Unlimited(Runnable check) {
		this.check = check;
	}

	@Override
	public void check() {
		this.check.run();
	}

	@Override
	public int number() {
		return this.number;
	}

	@Override
	public void displace() {
		this.displaced = true;
	}

	@Override
	public boolean isDisplaced() {
		return this.displaced;
	}

}
