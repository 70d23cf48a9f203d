package io.github.wsgi4j.container.response;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A party that has no limits to keep.
 */
final class Unlimited implements Monitored {

	private final int number = ThreadLocalRandom.current().nextInt();

	private volatile boolean displaced;

	@Override
	public void check() {
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
