package io.github.wsgi4j.autoconfigure.middleware;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.middleware} of what is about the bytes of a response.
 *
 * @param gzip Compression.
 * @param conditionalGet Answers without a body to clients that have it.
 * @param etag Entity tags.
 * @param staticFiles Files that are sent without the application.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiContentMiddlewareProperties(@DefaultValue Gzip gzip, @DefaultValue ConditionalGet conditionalGet,
		@DefaultValue EntityTag etag, @DefaultValue StaticFiles staticFiles) {

	/**
	 * The properties under {@code wsgi.middleware.gzip}.
	 *
	 * @param enabled Whether responses are compressed, unless
	 * 'server.compression.enabled' is set.
	 * @param minSize Size of the smallest body that is compressed, where it is known.
	 * @param types Types that are compressed; a star stands for anything. By default
	 * texts, JavaScript, JSON, XML and SVG.
	 */
	public record Gzip(@DefaultValue("false") boolean enabled, @DefaultValue("2KB") DataSize minSize,
			@DefaultValue List<String> types) {

	}

	/**
	 * The properties under {@code wsgi.middleware.conditional-get}.
	 *
	 * @param enabled Whether a client that has a response already is answered 304.
	 */
	public record ConditionalGet(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * The properties under {@code wsgi.middleware.etag}.
	 *
	 * @param enabled Whether bodies in memory get an ETag.
	 * @param maxSize Size of the largest body that gets one.
	 */
	public record EntityTag(@DefaultValue("false") boolean enabled, @DefaultValue("1MB") DataSize maxSize) {

	}

	/**
	 * The properties under {@code wsgi.middleware.static-files}.
	 *
	 * @param enabled Whether files are sent without the application.
	 * @param location Directory of the files, or a folder of the class path as in
	 * 'classpath:static'.
	 * @param prefix Path below which they are found.
	 * @param index Name of the file that stands for its folder. By default there is none.
	 * @param cacheControl Header Cache-Control of files without a fingerprint. By default
	 * there is none.
	 * @param precompressed Whether a file that has been compressed beside the original,
	 * with '.br' or '.gz' at the end of its name, is sent to clients that accept it.
	 * @param fingerprinted Whether clients keep files with a fingerprint in their names,
	 * as in 'app.3f9a8c1b.js', for a year. Others are 'no-cache' then, unless
	 * 'cache-control' is set.
	 * @param fingerprintPattern Regular expression for the paths of files with a
	 * fingerprint, where it is not of hexadecimal digits.
	 * @param headers Headers of files by their media types, as in
	 * '[font/*].Access-Control-Allow-Origin'.
	 */
	public record StaticFiles(@DefaultValue("false") boolean enabled, @Nullable String location,
			@DefaultValue("/") String prefix, @Nullable String index, @Nullable String cacheControl,
			@DefaultValue("false") boolean precompressed, @DefaultValue("false") boolean fingerprinted,
			@Nullable Pattern fingerprintPattern, @DefaultValue Map<String, Map<String, String>> headers) {

	}

}
