package io.github.wsgi4j.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two responses to the same request: their status, headers and bodies.
 */
public final class Comparison {

	private static final int EXCERPT = 40;

	private final Set<String> ignored;

	private final HeadForm heads;

	private final BodyForm bodies;

	private Comparison(Collection<String> ignored, HeadForm heads, BodyForm bodies) {
		this.ignored = caseInsensitive(ignored);
		this.heads = heads;
		this.bodies = bodies;
	}

	/**
	 * Creates a comparison of everything but {@code Date}, for two runs of one
	 * application.
	 * @return the comparison
	 */
	public static Comparison exact() {
		return new Comparison(List.of("Date"), HeadForm.EXACT, BodyForm.BYTES);
	}

	/**
	 * Creates a comparison of two applications. It takes no account of the phrase of the
	 * status, of {@code Date}, {@code Server}, {@code Content-Length},
	 * {@code X-Request-Id} and {@code traceparent}, of the values of {@code ETag} and of
	 * cookies, and of case and blanks in {@code Content-Type}.
	 * @param as the form in which bodies are compared, or {@code null} for that of their
	 * {@code Content-Type}
	 * @param ignored the parts of texts and of JSON that do not count
	 * @param json writes JSON without blanks and with its keys in order; it may throw
	 * what it likes if the JSON is malformed
	 * @return the comparison
	 */
	public static Comparison ofApplications(@Nullable ComparedAs as, List<Pattern> ignored,
			UnaryOperator<byte[]> json) {
		return new Comparison(List.of("Date", "Server", "Content-Length", "X-Request-Id", "traceparent"),
				HeadForm.EQUIVALENT, new BodyForm(as, List.copyOf(ignored), json));
	}

	/**
	 * The same comparison without some headers.
	 * @param headers the headers' names, in any case
	 * @return another comparison
	 */
	public Comparison ignoring(Collection<String> headers) {
		Set<String> all = caseInsensitive(this.ignored);
		all.addAll(headers);
		return new Comparison(all, this.heads, this.bodies);
	}

	/**
	 * Compares two responses: the status, the headers, the body as far as both have it,
	 * and how the body ended. Where one block ends and the next begins is not compared,
	 * nor is a header whose value was redacted.
	 * @param before the response as it was, or as it should be
	 * @param now the response as it is
	 * @return the differences, none if there is none
	 */
	public List<Difference> differences(Recording before, Recording now) {
		List<Difference> differences = new ArrayList<>();
		if (!Objects.equals(this.heads.status(before.status()), this.heads.status(now.status()))) {
			differences.add(new Difference("status", "The status was " + before.status() + " and is " + now.status()));
		}
		addHeaders(differences, before, now);
		addBody(differences, before, now);
		return differences;
	}

	private void addHeaders(List<Difference> differences, Recording before, Recording now) {
		Set<String> names = caseInsensitive(before.headers().stream().map(Header::name).toList());
		now.headers().stream().map(Header::name).forEach(names::add);
		names.removeAll(this.ignored);
		for (String name : names) {
			List<String> expected = this.heads.values(before.response(), name);
			List<String> actual = this.heads.values(now.response(), name);
			boolean redacted = expected.contains(RecordedHead.REDACTED) && !actual.isEmpty();
			if (!redacted && !expected.equals(actual)) {
				differences.add(new Difference("header " + name,
						"The header " + name + " was " + expected + " and is " + actual));
			}
		}
	}

	private void addBody(List<Difference> differences, Recording before, Recording now) {
		RecordedBody expected = before.responseBody();
		RecordedBody actual = now.responseBody();
		boolean partial = expected.isOpen() || actual.isOpen();
		boolean unknown = partial || expected.isCut() || actual.isCut();
		BodyForm form = unknown ? BodyForm.BYTES : this.bodies;
		byte[] was = form.of(before.response(), expected.bytes());
		byte[] is = form.of(now.response(), actual.bytes());
		int mismatch = Arrays.mismatch(was, is);
		boolean prefix = mismatch == Math.min(was.length, is.length);
		if (mismatch >= 0 && !(prefix && unknown)) {
			differences.add(new Difference("body", "The body differs from byte " + mismatch + " on: it was '"
					+ excerpt(was, mismatch) + "' and is '" + excerpt(is, mismatch) + "'"));
		}
		else if (unknown && (isLonger(expected, actual) || isLonger(actual, expected))) {
			differences
				.add(new Difference("body", "The body had " + expected.total() + " bytes and has " + actual.total()));
		}
		if (!partial && !expected.ending().equals(actual.ending())) {
			differences.add(new Difference("end",
					"The end of the body was '" + expected.ending() + "' and is '" + actual.ending() + "'"));
		}
	}

	// One that was left may be as long as the other.
	private static boolean isLonger(RecordedBody body, RecordedBody other) {
		return body.total() > other.total() && !other.isOpen();
	}

	private static String excerpt(byte[] bytes, int from) {
		int end = Math.min(bytes.length, from + EXCERPT);
		return Escape.line(Arrays.copyOfRange(bytes, from, end)) + ((end < bytes.length) ? "..." : "");
	}

	private static Set<String> caseInsensitive(Collection<String> names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(names);
		return set;
	}

}
