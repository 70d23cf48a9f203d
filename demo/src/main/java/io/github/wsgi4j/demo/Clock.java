package io.github.wsgi4j.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;

/**
 * The time of day in UTC, a line a second without end. It sleeps, as code of WSGI may;
 * when the client goes away it is interrupted.
 */
class Clock implements Iterator<byte[]> {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss");

	private boolean running;

	@Override
	public boolean hasNext() {
		return true;
	}

	@Override
	public byte[] next() {
		try {
			if (this.running) {
				Thread.sleep(1000);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Nobody looks at the clock any more", ex);
		}
		this.running = true;
		return (LocalTime.now(ZoneOffset.UTC).format(FORMAT) + "\n").getBytes(StandardCharsets.US_ASCII);
	}

}
