package io.github.wsgi4j.autoconfigure.server;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;

/**
 * Finds whether the server trusts what proxies say, as Boot decides it.
 */
final class ProxyTrust {

	private static final Log logger = LogFactory.getLog(ProxyTrust.class);

	private ProxyTrust() {
	}

	static boolean find(@Nullable ServerProperties server, Environment environment) {
		ServerProperties.@Nullable ForwardHeadersStrategy strategy = (server != null)
				? server.getForwardHeadersStrategy() : null;
		CloudPlatform platform = (strategy == null) ? CloudPlatform.getActive(environment) : null;
		boolean platformTrusts = platform != null && platform.isUsingForwardHeaders();
		if (platformTrusts) {
			logger.warn("Forwarded headers are trusted, which is Spring Boot's default on " + platform
					+ ": make sure that a proxy sets them, or set server.forward-headers-strategy to 'none'");
		}
		return platformTrusts || strategy == ServerProperties.ForwardHeadersStrategy.NATIVE;
	}

}
