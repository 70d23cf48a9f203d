package io.github.wsgi4j.middleware;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The types of files by the endings of their names. Those of the JDK leave out most of
 * what the web is made of.
 */
final class MediaTypes {

	private static final Map<String, String> COMMON = Map.ofEntries(Map.entry("css", "text/css; charset=utf-8"),
			Map.entry("csv", "text/csv; charset=utf-8"), Map.entry("gif", "image/gif"),
			Map.entry("htm", "text/html; charset=utf-8"), Map.entry("html", "text/html; charset=utf-8"),
			Map.entry("ico", "image/vnd.microsoft.icon"), Map.entry("jpeg", "image/jpeg"),
			Map.entry("jpg", "image/jpeg"), Map.entry("avif", "image/avif"),
			Map.entry("js", "text/javascript; charset=utf-8"), Map.entry("json", "application/json"),
			Map.entry("map", "application/json"), Map.entry("md", "text/markdown; charset=utf-8"),
			Map.entry("mjs", "text/javascript; charset=utf-8"), Map.entry("mp3", "audio/mpeg"),
			Map.entry("mp4", "video/mp4"), Map.entry("pdf", "application/pdf"), Map.entry("png", "image/png"),
			Map.entry("svg", "image/svg+xml"), Map.entry("txt", "text/plain; charset=utf-8"),
			Map.entry("wasm", "application/wasm"), Map.entry("webm", "video/webm"),
			Map.entry("webmanifest", "application/manifest+json"), Map.entry("webp", "image/webp"),
			Map.entry("woff", "font/woff"), Map.entry("woff2", "font/woff2"), Map.entry("xml", "application/xml"),
			Map.entry("zip", "application/zip"));

	private final Map<String, String> types;

	MediaTypes() {
		this(COMMON);
	}

	private MediaTypes(Map<String, String> types) {
		this.types = types;
	}

	MediaTypes with(String ending, String type) {
		Map<String, String> types = new HashMap<>(this.types);
		types.put(ending.toLowerCase(Locale.ROOT), type);
		return new MediaTypes(types);
	}

	String of(String name) {
		String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return this.types.getOrDefault(ending, "application/octet-stream");
	}

}
