package io.github.wsgi4j.middleware.content;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.PlainPath;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.MediaTypes;
import io.github.wsgi4j.middleware.HeaderFields;
import org.jspecify.annotations.Nullable;

/**
 * The headers of static files by their names and types.
 *
 * @param types the types of files
 * @param cacheControl the {@code Cache-Control} of files without a fingerprint
 * @param fingerprint finds a fingerprint in a path, or {@code null} if no file has one
 * @param more gives further headers for a path and a type
 */
record FileHeaders(MediaTypes types, @Nullable String cacheControl, @Nullable Pattern fingerprint,
		BiFunction<String, String, List<Header>> more) {

	/**
	 * Eight hexadecimal digits may be a date: there has to be a letter among them. The
	 * end of a UUID says nothing about the content.
	 */
	static final Pattern HEXADECIMAL = Pattern.compile("(?<![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}(?=-))"
			+ "[._-](?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,64}\\.[^/]+$");

	static final FileHeaders USUAL = new FileHeaders(MediaTypes.COMMON, null, null, (path, type) -> List.of());

	private static final String CACHE_CONTROL = "Cache-Control";

	FileHeaders type(String ending, String type) {
		return new FileHeaders(this.types.with(ending, FieldSyntax.value(type, "Content-Type")), this.cacheControl,
				this.fingerprint, this.more);
	}

	FileHeaders cacheControl(String value) {
		return new FileHeaders(this.types, FieldSyntax.value(value, CACHE_CONTROL), this.fingerprint, this.more);
	}

	FileHeaders fingerprint(Pattern pattern) {
		return new FileHeaders(this.types, this.cacheControl, pattern, this.more);
	}

	FileHeaders more(BiFunction<String, String, List<Header>> more) {
		return new FileHeaders(this.types, this.cacheControl, this.fingerprint, (path, type) -> {
			HeaderFields fields = new HeaderFields(this.more.apply(path, type));
			replace(fields, more.apply(path, type));
			return fields.list();
		});
	}

	/**
	 * The headers of a file.
	 */
	HeaderFields of(PlainPath path) {
		String type = this.types.of(path.names().get(path.names().size() - 1));
		HeaderFields fields = new HeaderFields(List.of(Header.of("Content-Type", type)));
		if (this.fingerprint != null && this.fingerprint.matcher(path.toString()).find()) {
			fields.add(CACHE_CONTROL, "public, max-age=31536000, immutable");
		}
		else if (this.cacheControl != null) {
			fields.add(CACHE_CONTROL, this.cacheControl);
		}
		else if (this.fingerprint != null) {
			fields.add(CACHE_CONTROL, "no-cache");
		}
		replace(fields, this.more.apply(path.toString(), type));
		return fields;
	}

	private static void replace(HeaderFields fields, List<Header> headers) {
		headers.forEach((header) -> fields.remove(header.name()));
		headers.forEach((header) -> fields.add(header.name(), header.value()));
	}

}
