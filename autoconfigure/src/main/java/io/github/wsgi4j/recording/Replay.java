package io.github.wsgi4j.recording;

import java.util.List;

/**
 * A recorded response, and what an application answers to the same request now.
 */
public final class Replay {

	private final Recording recorded;

	private final Recording replayed;

	private final Comparison comparison;

	/**
	 * Compares all that is recorded but {@code Date}.
	 * @param recorded how it was
	 * @param replayed how it is
	 */
	public Replay(Recording recorded, Recording replayed) {
		this(recorded, replayed, Comparison.exact());
	}

	private Replay(Recording recorded, Recording replayed, Comparison comparison) {
		this.recorded = recorded;
		this.replayed = replayed;
		this.comparison = comparison;
	}

	/**
	 * The recording that was replayed.
	 * @return the recording
	 */
	public Recording recorded() {
		return this.recorded;
	}

	/**
	 * A recording of the replay.
	 * @return the recording
	 */
	public Recording replayed() {
		return this.replayed;
	}

	/**
	 * The same comparison without some headers. {@code Date} is never compared.
	 * @param headers the headers' names, in any case
	 * @return another comparison
	 */
	public Replay ignoring(String... headers) {
		return new Replay(this.recorded, this.replayed, this.comparison.ignoring(List.of(headers)));
	}

	/**
	 * The differences: the status, the headers, the bytes of the body as far as both have
	 * them, and how the body ended. Where one block ends and the next begins is not
	 * compared, nor is a header whose value was redacted.
	 * @return a sentence for each difference, none if there is none
	 */
	public List<String> differences() {
		return this.comparison.differences(this.recorded, this.replayed).stream().map(Difference::text).toList();
	}

	@Override
	public String toString() {
		return this.recorded + ": " + differences();
	}

}
