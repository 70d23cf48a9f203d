package io.github.wsgi4j.autoconfigure.middleware;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.http.FieldSyntax;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.middleware} that concern the content of responses.
 *
 * @param gzip Compression.
 * @param conditionalGet Conditional requests.
 * @param etag Entity tags.
 * @param staticFiles Static files.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiContentMiddlewareProperties(@DefaultValue Gzip gzip, @DefaultValue ConditionalGet conditionalGet,
		@DefaultValue EntityTag etag, @DefaultValue StaticFiles staticFiles) {

	/**
	 * The properties under {@code wsgi.middleware.gzip}.
	 *
	 * @param enabled Whether to compress responses, unless 'server.compression.enabled'
	 * is set.
	 * @param minSize Minimum size of a body to compress, if its size is known.
	 * @param types Media types to compress, where '*' stands for anything. By default
	 * text, JavaScript, JSON, XML and SVG.
	 */
	public record Gzip(@DefaultValue("false") boolean enabled, @DefaultValue("2KB") DataSize minSize,
			@DefaultValue List<String> types) {

		public Gzip {
			types.forEach((type) -> RefusedValueException.unless(type.contains("/") || type.equals("*"),
					"wsgi.middleware.gzip.types", type, "a media type, as in 'text/*'"));
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.conditional-get}.
	 *
	 * @param enabled Whether to answer with 304 if the client already has the response.
	 */
	public record ConditionalGet(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * The properties under {@code wsgi.middleware.etag}.
	 *
	 * @param enabled Whether to add an ETag to responses whose body is in memory.
	 * @param maxSize Maximum size of a body that gets an ETag.
	 */
	public record EntityTag(@DefaultValue("false") boolean enabled, @DefaultValue("1MB") DataSize maxSize) {

	}

	/**
	 * The properties under {@code wsgi.middleware.static-files}.
	 *
	 * @param enabled Whether to serve static files without calling the application.
	 * @param location Directory of the files, or a folder on the class path, such as
	 * 'classpath:static'.
	 * @param prefix Path below which the files are served.
	 * @param index Name of the index file of a folder. By default there is none.
	 * @param cacheControl Value of the Cache-Control header of files without a
	 * fingerprint. By default the header is not sent.
	 * @param precompressed Whether to send 'app.js.br' or 'app.js.gz' in place of
	 * 'app.js' to clients that accept it.
	 * @param fingerprinted Whether clients may cache files with a fingerprint in their
	 * names, such as 'app.3f9a8c1b.js', for a year. Other files are then 'no-cache',
	 * unless 'cache-control' is set.
	 * @param fingerprintPattern Regular expression for the paths of files with a
	 * fingerprint. By default a fingerprint is a run of 8 to 64 hexadecimal digits in the
	 * file name, with a letter and a digit among them, but not the end of a UUID.
	 * @param headers Response headers of files, by media type, as in
	 * '[font/*].Access-Control-Allow-Origin'.
	 */
	public record StaticFiles(@DefaultValue("false") boolean enabled, @Nullable String location,
			@DefaultValue("/") String prefix, @Nullable String index, @Nullable String cacheControl,
			@DefaultValue("false") boolean precompressed, @DefaultValue("false") boolean fingerprinted,
			@Nullable Pattern fingerprintPattern, @DefaultValue Map<String, Map<String, String>> headers) {

		public StaticFiles {
			RefusedValueException.unless(index == null || index.indexOf('/') < 0, "wsgi.middleware.static-files.index",
					index, "the name of a file, without a folder");
			RefusedValueException.unlessHeaderValue("wsgi.middleware.static-files.cache-control", cacheControl);
			headers.forEach((type, fields) -> fields.forEach((name, value) -> {
				String property = "wsgi.middleware.static-files.headers.[" + type + "]." + name;
				// Without brackets, binding takes the slash out of a name.
				RefusedValueException.unless(type.contains("/") || type.equals("*"), property, value,
						"below a media type in brackets, as in '[text/html].X-Name'");
				RefusedValueException.unless(FieldSyntax.isToken(name), property, value, "a header with a valid name");
				RefusedValueException.unlessHeaderValue(property, value);
			}));
		}

	}

}
