package io.github.wsgi4j.middleware.security;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.middleware.RequestHeaders;

/**
 * Rejects requests for hosts that are not listed, with 400. A client can send any host,
 * which would end up in the URLs that the application builds from it, such as the link in
 * a mail that resets a password. Behind a trusted proxy, the host is the one that the
 * proxy received.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.2">RFC 9110, section
 * 7.2</a>
 */
public final class TrustedHosts implements Middleware {

	private static final String WILDCARD = "*.";

	private final List<Rule> rules;

	private TrustedHosts(List<Rule> rules) {
		this.rules = rules;
	}

	/**
	 * Creates a middleware that accepts requests for some hosts.
	 * @param hosts the hosts, such as {@code example.org}, {@code *.example.org} for its
	 * subdomains, {@code [::1]}, or {@code example.org:8443} for one port alone
	 * @return the middleware
	 * @throws IllegalArgumentException if one is not a host, or there is none
	 */
	public static TrustedHosts of(String... hosts) {
		if (hosts.length == 0) {
			throw new IllegalArgumentException("At least one host must be trusted");
		}
		return new TrustedHosts(Stream.of(hosts).map(Rule::parse).toList());
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (!isTrusted(environ)) {
				return RequestHost.refuse(startResponse);
			}
			environ.put(Environ.HOST_TRUSTED, true);
			return application.call(environ, startResponse);
		};
	}

	private boolean isTrusted(Map<String, Object> environ) {
		HostPort host = RequestHost.of(environ);
		return host != null && this.rules.stream()
			.anyMatch((rule) -> rule.trusts(host, RequestHeaders.isSecure(environ) ? 443 : 80));
	}

	private record Rule(Predicate<String> names, int port) {

		static Rule parse(String host) {
			boolean wildcard = host.startsWith(WILDCARD);
			HostPort parsed = HostPort.parse(ascii(wildcard ? host.substring(WILDCARD.length()) : host));
			if (parsed == null || parsed.host().indexOf('*') >= 0) {
				throw new IllegalArgumentException(
						"'" + host + "' is not a host, such as example.org, *.example.org, example.org:8443 or [::1]");
			}
			String name = lower(parsed.host());
			return new Rule(wildcard ? Pattern.compile(Origins.LABELS + Pattern.quote("." + name)).asMatchPredicate()
					: name::equals, parsed.port());
		}

		boolean trusts(HostPort host, int usual) {
			return (this.port < 0 || this.port == host.portOr(usual)) && this.names.test(lower(host.host()));
		}

		private static String ascii(String host) {
			try {
				return IDN.toASCII(host);
			}
			catch (IllegalArgumentException ex) {
				return host;
			}
		}

		// A dot at the end says that the name is complete, and changes nothing.
		private static String lower(String host) {
			String name = host.toLowerCase(Locale.ROOT);
			return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		}

	}

}
