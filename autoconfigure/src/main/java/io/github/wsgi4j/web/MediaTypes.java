package io.github.wsgi4j.web;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;

/**
 * The types of files by the extensions of their names: what the web uses, and then what
 * the JDK knows.
 */
final class MediaTypes {

	private static final String UTF_8 = "; charset=utf-8";

	private static final Map<String, String> BY_EXTENSION = Map.ofEntries(Map.entry("html", "text/html" + UTF_8),
			Map.entry("htm", "text/html" + UTF_8), Map.entry("css", "text/css" + UTF_8),
			Map.entry("js", "text/javascript" + UTF_8), Map.entry("mjs", "text/javascript" + UTF_8),
			Map.entry("txt", "text/plain" + UTF_8), Map.entry("md", "text/markdown" + UTF_8),
			Map.entry("csv", "text/csv" + UTF_8), Map.entry("xml", "application/xml"),
			Map.entry("json", "application/json"), Map.entry("map", "application/json"),
			Map.entry("webmanifest", "application/manifest+json"), Map.entry("wasm", "application/wasm"),
			Map.entry("pdf", "application/pdf"), Map.entry("zip", "application/zip"),
			Map.entry("gz", "application/gzip"), Map.entry("svg", "image/svg+xml"), Map.entry("png", "image/png"),
			Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"),
			Map.entry("webp", "image/webp"), Map.entry("avif", "image/avif"), Map.entry("ico", "image/x-icon"),
			Map.entry("woff", "font/woff"), Map.entry("woff2", "font/woff2"), Map.entry("ttf", "font/ttf"),
			Map.entry("otf", "font/otf"), Map.entry("mp3", "audio/mpeg"), Map.entry("ogg", "audio/ogg"),
			Map.entry("mp4", "video/mp4"), Map.entry("webm", "video/webm"));

	private MediaTypes() {
	}

	static String of(String filename) {
		String extension = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		String type = BY_EXTENSION.get(extension);
		if (type == null) {
			type = URLConnection.guessContentTypeFromName(filename.replace('#', '_'));
		}
		return (type != null) ? type : "application/octet-stream";
	}

}
