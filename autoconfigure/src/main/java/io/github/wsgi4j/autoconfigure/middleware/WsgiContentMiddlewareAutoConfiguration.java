package io.github.wsgi4j.autoconfigure.middleware;

import java.nio.file.Path;
import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.content.ConditionalGet;
import io.github.wsgi4j.middleware.content.ETag;
import io.github.wsgi4j.middleware.content.Gzip;
import io.github.wsgi4j.middleware.content.StaticFiles;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of the middleware for the bytes of a response that a property turns
 * on. A bean of the same type takes the place of one of them.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnPropertyGroup(value = "wsgi.middleware", orUnlisted = true)
@ConditionalOnBean(WsgiHandlerMapping.class)
@EnableConfigurationProperties(WsgiContentMiddlewareProperties.class)
public final class WsgiContentMiddlewareAutoConfiguration {

	private static final String CLASS_PATH = ResourceLoader.CLASSPATH_URL_PREFIX;

	private final WsgiContentMiddlewareProperties properties;

	WsgiContentMiddlewareAutoConfiguration(WsgiContentMiddlewareProperties properties) {
		this.properties = properties;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.gzip.enabled")
	@ConditionalOnProperty(name = "server.compression.enabled", havingValue = "false", matchIfMissing = true)
	Gzip wsgiGzip() {
		WsgiContentMiddlewareProperties.Gzip gzip = this.properties.gzip();
		Gzip middleware = new Gzip().minSize(gzip.minSize().toBytes());
		return gzip.types().isEmpty() ? middleware : middleware.types(gzip.types().toArray(String[]::new));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.conditional-get.enabled")
	ConditionalGet wsgiConditionalGet() {
		return new ConditionalGet();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.etag.enabled")
	ETag wsgiETag() {
		return new ETag().maxSize(this.properties.etag().maxSize().toBytes());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.static-files.enabled")
	StaticFiles wsgiStaticFiles(ResourceLoader loader) {
		WsgiContentMiddlewareProperties.StaticFiles files = this.properties.staticFiles();
		FileNames.warnIfLimited(System.getProperty("sun.jnu.encoding", ""));
		try {
			StaticFiles middleware = files(files.location(), loader).at(files.prefix());
			middleware = (files.index() != null) ? middleware.index(files.index()) : middleware;
			return withHeaders(files.precompressed() ? middleware.precompressed() : middleware, files);
		}
		catch (IllegalArgumentException ex) {
			throw new MisconfigurationException("Static files are enabled, but cannot be found. " + ex.getMessage(),
					"Set 'wsgi.middleware.static-files.location' to a directory, or to a folder on the class "
							+ "path, such as 'classpath:static', and 'prefix' to a path.");
		}
	}

	private static StaticFiles withHeaders(StaticFiles middleware, WsgiContentMiddlewareProperties.StaticFiles files) {
		StaticFiles all = (files.cacheControl() != null) ? middleware.cacheControl(files.cacheControl()) : middleware;
		all = files.fingerprinted() ? all.fingerprinted() : all;
		all = (files.fingerprintPattern() != null) ? all.fingerprinted(files.fingerprintPattern()) : all;
		for (Map.Entry<String, Map<String, String>> entry : files.headers().entrySet()) {
			all = all.headers(entry.getKey(),
					entry.getValue()
						.entrySet()
						.stream()
						.map((header) -> Header.of(header.getKey(), header.getValue()))
						.toArray(Header[]::new));
		}
		return all;
	}

	private static StaticFiles files(@Nullable String location, ResourceLoader loader) {
		if (location == null || location.isBlank()) {
			throw new IllegalArgumentException("No location is set.");
		}
		if (!location.startsWith(CLASS_PATH)) {
			return StaticFiles.of(Path.of(location));
		}
		ClassLoader classLoader = loader.getClassLoader();
		return StaticFiles.of((classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader(),
				location.substring(CLASS_PATH.length()));
	}

}
