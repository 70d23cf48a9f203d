package io.github.wsgi4j.middleware.content;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.FileState;
import io.github.wsgi4j.middleware.HeaderFields;
import org.jspecify.annotations.Nullable;

/**
 * The file that is sent of those that are there for a path: itself, or one beside it that
 * has been compressed before.
 *
 * @param file the file
 * @param coding its coding, or {@code null} if it is the file itself
 * @param negotiated whether another client may get another file
 */
record SelectedFile(StaticFile file, @Nullable String coding, boolean negotiated) {

	/**
	 * Selects what a client accepts and likes best.
	 */
	static SelectedFile of(StaticFile file, PlainPath path, StaticLocation location, @Nullable String acceptEncoding)
			throws IOException {
		Map<String, StaticFile> compressed = new LinkedHashMap<>();
		putIfPresent(compressed, "br", file, location.find(beside(path, ".br")));
		putIfPresent(compressed, AcceptedCodings.GZIP, file, location.find(beside(path, ".gz")));
		String coding = AcceptedCodings.best(acceptEncoding, compressed.keySet());
		StaticFile best = (coding != null) ? compressed.get(coding) : null;
		return new SelectedFile((best != null) ? best : file, coding, !compressed.isEmpty());
	}

	/**
	 * Adds the headers that tell which one it is.
	 */
	void describe(HeaderFields fields) {
		if (this.negotiated) {
			fields.vary("Accept-Encoding");
		}
		if (this.coding != null) {
			fields.set("Content-Encoding", this.coding);
		}
	}

	private static PlainPath beside(PlainPath path, String ending) {
		return Objects.requireNonNull(PlainPath.parse(path + ending));
	}

	private static void putIfPresent(Map<String, StaticFile> compressed, String coding, StaticFile file,
			@Nullable StaticFile sibling) {
		if (sibling != null && sibling.place().equals(file.place())
				&& !isOlder(sibling.state().modified(), file.state().modified())) {
			FileState state = sibling.state();
			EntityTag tag = state.tag();
			// By its size and time alone it might be that of the file itself.
			EntityTag own = (tag != null) ? new EntityTag(tag.value() + "-" + coding, tag.weak()) : null;
			compressed.put(coding,
					new StaticFile(new FileState(state.length(), own, state.modified(), state.hasRanges()),
							sibling.opener(), sibling.place()));
		}
	}

	// In whole seconds: not every tool that keeps a file's time keeps all of it.
	private static boolean isOlder(@Nullable Instant sibling, @Nullable Instant original) {
		return sibling != null && original != null
				&& sibling.truncatedTo(ChronoUnit.SECONDS).isBefore(original.truncatedTo(ChronoUnit.SECONDS));
	}

}
