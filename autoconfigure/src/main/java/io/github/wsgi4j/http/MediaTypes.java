package io.github.wsgi4j.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The types of files by the endings of their names, the registered ones where there are
 * some. Spring's {@code MediaTypeFactory} has no charsets, no Markdown, no web manifests
 * and no source maps, and an unregistered type for icons.
 */
public final class MediaTypes {

	/**
	 * The types of common files.
	 */
	public static final MediaTypes COMMON = new MediaTypes(table("""
			application/atom+xml atom
			application/epub+zip epub
			application/gzip gz tgz
			application/java-archive jar
			application/json json map
			application/manifest+json webmanifest
			application/msword doc
			application/pdf pdf
			application/postscript eps ps
			application/rss+xml rss
			application/rtf rtf
			application/vnd.apple.mpegurl m3u8
			application/vnd.ms-excel xls
			application/vnd.ms-powerpoint ppt
			application/vnd.oasis.opendocument.presentation odp
			application/vnd.oasis.opendocument.spreadsheet ods
			application/vnd.oasis.opendocument.text odt
			application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
			application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
			application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
			application/wasm wasm
			application/x-7z-compressed 7z
			application/x-bzip2 bz2
			application/x-tar tar
			application/xhtml+xml xhtml
			application/xml xml
			application/yaml yaml yml
			application/zip zip
			audio/aac aac
			audio/flac flac
			audio/midi mid midi
			audio/mp4 m4a
			audio/mpeg mp3
			audio/ogg oga ogg opus
			audio/wav wav
			font/collection ttc
			font/otf otf
			font/ttf ttf
			font/woff woff
			font/woff2 woff2
			image/apng apng
			image/avif avif
			image/bmp bmp
			image/gif gif
			image/heic heic
			image/jpeg jpeg jpg
			image/jxl jxl
			image/png png
			image/svg+xml svg
			image/tiff tif tiff
			image/vnd.microsoft.icon ico
			image/webp webp
			text/calendar ics
			text/css css
			text/csv csv
			text/html html htm
			text/javascript js mjs
			text/markdown md
			text/plain txt log
			text/vtt vtt
			video/mp4 m4v mp4
			video/mpeg mpeg mpg
			video/ogg ogv
			video/quicktime mov
			video/webm webm
			video/x-msvideo avi
			"""));

	private final Map<String, String> types;

	private MediaTypes(Map<String, String> types) {
		this.types = types;
	}

	/**
	 * Returns these types with another one for an ending, in any case and without a dot.
	 */
	public MediaTypes with(String ending, String type) {
		Map<String, String> types = new HashMap<>(this.types);
		types.put(ending.toLowerCase(Locale.ROOT), type);
		return new MediaTypes(types);
	}

	/**
	 * Returns the type of a file. One whose name has no ending, such as {@code html}, is
	 * never a page or a script.
	 */
	public String of(String name) {
		int dot = name.lastIndexOf('.');
		String ending = (dot > 0) ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
		return this.types.getOrDefault(ending, "application/octet-stream");
	}

	/**
	 * Reports whether a type is that of JSON: RFC 6838, section 4.2.8.
	 * @param type the type in lower case, without parameters
	 */
	public static boolean isJson(String type) {
		return type.equals("application/json") || type.endsWith("+json");
	}

	private static Map<String, String> table(String lines) {
		Map<String, String> types = new HashMap<>();
		for (String line : lines.split("\n", -1)) {
			String[] words = line.split(" ", -1);
			String type = words[0].startsWith("text/") ? words[0] + "; charset=utf-8" : words[0];
			for (int i = 1; i < words.length; i++) {
				types.put(words[i], type);
			}
		}
		return types;
	}

}
