package io.github.wsgi4j.web.headers;

import io.github.wsgi4j.http.Percent;

/**
 * The header {@code Content-Disposition}: RFC 6266. Spring's would encode the plain name
 * as mail does, which browsers show.
 */
public final class Disposition {

	private Disposition() {
	}

	/**
	 * Returns the header.
	 * @param kind {@code attachment} or {@code inline}
	 * @param filename the name that a client is to propose
	 */
	public static String of(String kind, String filename) {
		String ascii = filename.replaceAll("[^ -~]|[\"\\\\%]", "_");
		String exact = ascii.equals(filename) ? "" : "; filename*=UTF-8''" + Percent.encodeSegment(filename);
		return kind + "; filename=\"" + ascii + "\"" + exact;
	}

}
