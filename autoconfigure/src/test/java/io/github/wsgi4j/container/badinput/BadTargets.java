package io.github.wsgi4j.container.badinput;

import java.util.stream.Stream;

import io.github.wsgi4j.container.support.Contract;

/**
 * Targets of no form, or of one that hides something.
 */
final class BadTargets {

	private BadTargets() {
	}

	static Stream<BadInput> all() {
		return Stream.of(refused("asterisk of a GET", "*"), refused("authority", "localhost:80"),
				refused("path without a slash", "index.html"), alone("backslash", "\\admin"),
				refused("query alone", "?a=b"), refused("other scheme", "ftp://localhost/"),
				refused("scheme of a file", "file:///etc/passwd"), refused("scheme of a script", "javascript:alert(1)"),
				refused("one slash behind the scheme", "http:/admin"),
				refused("no host behind the scheme", "http:///admin"),
				refused("port alone behind the scheme", "http://:80/admin"),
				refused("user in the authority", "http://user@localhost/"),
				refused("user and password in the authority", "http://localhost:80@evil.example/"),
				refused("authority that is none", "http://[::1/"),
				refused("port of a target that is no number", "http://localhost:x/"),
				refused("backslash in the authority", "http://localhost\\@evil.example/"), refused("fragment", "/a#b"),
				refused("fragment that hides a query", "/a#?b=c"), refused("space", "/a b"), alone("NUL", "/a\u0000b"),
				alone("control character", "/a\u0001b"), alone("DEL", "/a\u007Fb"),
				refused("bare carriage return", "/a\rb"), alone("escape of no digits", "/%zz"),
				alone("escape that is cut short", "/%C"), alone("escape that is empty", "/a%"),
				served("two slashes at the beginning", "//evil.example/a", "GET //evil.example/a"),
				served("three slashes at the beginning", "///a", "GET ///a"),
				served("dots", "/../../smuggled/./x", "GET /../../smuggled/./x"),
				served("escaped dots", "/%2e%2E/a", "GET /../a"), served("escaped slash", "/a%2Fb", "GET /a/b"),
				served("escaped NUL", "/a%00b", "GET /a\u0000b"),
				served("escaped ends of lines", "/a%0d%0aX-A:%20b", "GET /a\r\nX-A: b"),
				served("escape that is escaped", "/%2561", "GET /%61"),
				served("bytes beyond ASCII", "/\u00E4?\u00F6", "GET /\u00E4"),
				served("parameters of a path", "/a;b=c/;/d", "GET /a;b=c/;/d"),
				alone("backslash within a path", "/a\\..\\b"), alone("characters that belong escaped", "/{}|^`\"<>[]"),
				served("absolute form of another host", "http://evil.example/a", "GET /a"),
				served("absolute form in capitals", "HTTP://LOCALHOST/a", "GET /a"),
				served("absolute form without a path", "http://localhost?a=b", "GET /"),
				served("absolute form of TLS on a plain connection", "https://localhost/a", "GET /a"));
	}

	private static BadInput refused(String name, String target) {
		return BadInput.refused(400, "9112 3.2", name, Contract.get(target) + BadInput.SMUGGLED);
	}

	private static BadInput alone(String name, String target) {
		return BadInput.refusedAlone(400, "3986 2", name, Contract.get(target));
	}

	private static BadInput served(String name, String target, String call) {
		return BadInput.served("9112 3.2", name, Contract.get(target), call);
	}

}
