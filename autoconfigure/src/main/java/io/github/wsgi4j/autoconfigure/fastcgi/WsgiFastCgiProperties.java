package io.github.wsgi4j.autoconfigure.fastcgi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.wsgi4j.autoconfigure.ApplicationNames;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.fastcgi.FastCgiAddress;
import io.github.wsgi4j.fastcgi.FastCgiSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code wsgi.fastcgi}.
 *
 * @param applications Applications of FastCGI servers, by bean name.
 */
@ConfigurationProperties("wsgi.fastcgi")
public record WsgiFastCgiProperties(@DefaultValue Map<String, FastCgiProperties> applications) {

	/**
	 * Creates properties that are valid.
	 */
	public WsgiFastCgiProperties {
		applications = ApplicationNames.distinct(applications);
		applications.forEach((name, application) -> application.settings(name,
				ApplicationKind.FASTCGI.property() + "." + name, application.parameters(), ApplicationLimits.DEFAULT));
	}

	/**
	 * The properties under {@code wsgi.fastcgi.applications.<name>}.
	 *
	 * @param servers Addresses of the servers, such as 'unix:/run/shop.sock' or
	 * 'tcp://10.0.0.7:9000'.
	 * @param parameters Variables to send with each request. They replace variables of
	 * the request with the same name.
	 * @param connectTimeout Maximum time to connect to a server.
	 * @param requestTimeout Maximum time for a whole request, from the wait for a
	 * connection to the last block of the response. By default there is no limit.
	 * @param keepConnections Whether to ask servers to keep connections open. Servers
	 * that close them anyway work too.
	 * @param maxConnections Maximum number of connections to each server. Further
	 * requests wait.
	 * @param retryAfter Time for which a server that cannot be reached is skipped.
	 */
	public record FastCgiProperties(@DefaultValue List<String> servers, @DefaultValue Map<String, String> parameters,
			@DefaultValue("2s") Duration connectTimeout, @Nullable Duration requestTimeout,
			@DefaultValue("true") boolean keepConnections, @DefaultValue("16") int maxConnections,
			@DefaultValue("10s") Duration retryAfter) {

		FastCgiSettings settings(String name, String prefix, Map<String, String> parameters, ApplicationLimits limits) {
			RefusedValueException.unless(!this.servers.isEmpty(), prefix + ".servers", this.servers,
					"at least one server");
			RefusedValueException.unlessPositive(prefix + ".connect-timeout", this.connectTimeout);
			RefusedValueException.unlessPositive(prefix + ".request-timeout", this.requestTimeout);
			RefusedValueException.unless(this.maxConnections > 0, prefix + ".max-connections", this.maxConnections,
					"at least 1");
			RefusedValueException.unless(!this.retryAfter.isNegative(), prefix + ".retry-after", this.retryAfter,
					"at least 0s");
			return new FastCgiSettings(name,
					this.servers.stream().map((server) -> address(server, prefix + ".servers")).toList(), parameters,
					this.connectTimeout, Objects.requireNonNullElse(this.requestTimeout, Duration.ZERO),
					this.keepConnections, this.maxConnections, this.retryAfter, limits.maxQueue());
		}

		private static FastCgiAddress address(String server, String property) {
			try {
				return FastCgiAddress.parse(server);
			}
			catch (IllegalArgumentException ex) {
				throw new MisconfigurationException(
						"The property '" + property + "' has an invalid server: " + ex.getMessage() + ".",
						"Write the address of each server as in 'unix:/run/shop.sock' or 'tcp://10.0.0.7:9000'.");
			}
		}

	}

}
