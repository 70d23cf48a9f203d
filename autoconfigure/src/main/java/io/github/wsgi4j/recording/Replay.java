package io.github.wsgi4j.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.wsgi4j.Header;

/**
 * A recorded response, and what an application answers to the same request now.
 */
public final class Replay {

	private static final int EXCERPT = 40;

	private final Recording recorded;

	private final Recording replayed;

	private final Set<String> ignored;

	/**
	 * Compares all that is recorded but {@code Date}.
	 * @param recorded how it was
	 * @param replayed how it is
	 */
	public Replay(Recording recorded, Recording replayed) {
		this(recorded, replayed, Set.of("Date"));
	}

	private Replay(Recording recorded, Recording replayed, Set<String> ignored) {
		this.recorded = recorded;
		this.replayed = replayed;
		this.ignored = caseInsensitive();
		this.ignored.addAll(ignored);
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
		Set<String> all = caseInsensitive();
		all.addAll(this.ignored);
		all.addAll(List.of(headers));
		return new Replay(this.recorded, this.replayed, all);
	}

	/**
	 * The differences: the status, the headers, the bytes of the body as far as both have
	 * them, and how the body ended. Where one block ends and the next begins is not
	 * compared, nor is a header whose value was redacted.
	 * @return a sentence for each difference, none if there is none
	 */
	public List<String> differences() {
		List<String> differences = new ArrayList<>();
		if (!Objects.equals(this.recorded.status(), this.replayed.status())) {
			differences.add("The status was " + this.recorded.status() + " and is " + this.replayed.status());
		}
		addHeaders(differences);
		addBody(differences, this.recorded.responseBody(), this.replayed.responseBody());
		return differences;
	}

	private void addHeaders(List<String> differences) {
		Set<String> names = caseInsensitive();
		this.recorded.headers().stream().map(Header::name).forEach(names::add);
		this.replayed.headers().stream().map(Header::name).forEach(names::add);
		names.removeAll(this.ignored);
		for (String name : names) {
			List<String> before = values(this.recorded, name);
			List<String> now = values(this.replayed, name);
			boolean redacted = before.contains(RecordedHead.REDACTED) && !now.isEmpty();
			if (!redacted && !before.equals(now)) {
				differences.add("The header " + name + " was " + before + " and is " + now);
			}
		}
	}

	private static void addBody(List<String> differences, RecordedBody before, RecordedBody now) {
		byte[] expected = before.bytes();
		byte[] actual = now.bytes();
		boolean partial = before.isOpen() || now.isOpen();
		int mismatch = Arrays.mismatch(expected, actual);
		boolean prefix = mismatch == Math.min(expected.length, actual.length);
		if (mismatch >= 0 && !(prefix && (partial || before.isCut() || now.isCut()))) {
			differences.add("The body differs from byte " + mismatch + " on: it was '" + excerpt(expected, mismatch)
					+ "' and is '" + excerpt(actual, mismatch) + "'");
		}
		else if (!partial && before.total() != now.total()) {
			differences.add("The body had " + before.total() + " bytes and has " + now.total());
		}
		if (!partial && !before.ending().equals(now.ending())) {
			differences.add("The end of the body was '" + before.ending() + "' and is '" + now.ending() + "'");
		}
	}

	private static String excerpt(byte[] bytes, int from) {
		int end = Math.min(bytes.length, from + EXCERPT);
		return Escape.line(Arrays.copyOfRange(bytes, from, end)) + ((end < bytes.length) ? "..." : "");
	}

	private static List<String> values(Recording recording, String name) {
		RecordedHead response = recording.response();
		return (response != null) ? response.values(name) : List.of();
	}

	private static Set<String> caseInsensitive() {
		return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
	}

	@Override
	public String toString() {
		return this.recorded + ": " + differences();
	}

}
