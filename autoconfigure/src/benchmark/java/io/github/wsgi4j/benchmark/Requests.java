package io.github.wsgi4j.benchmark;

import io.github.wsgi4j.benchmark.server.Content;

/**
 * The heads of the requests.
 */
public final class Requests {

	private Requests() {
	}

	static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	static String upload(String path) {
		return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
				+ "Content-Length: " + Content.UPLOAD_SIZE + "\r\n\r\n";
	}

	/**
	 * A request with what a browser sends.
	 * @param path the path
	 * @return the head of the request
	 */
	public static String browser(String path) {
		return "GET " + path + " HTTP/1.1\r\n" + """
				Host: localhost:8080\r
				Connection: keep-alive\r
				Cache-Control: max-age=0\r
				sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"\r
				sec-ch-ua-mobile: ?0\r
				sec-ch-ua-platform: "Linux"\r
				Upgrade-Insecure-Requests: 1\r
				User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
				Chrome/140.0.0.0 Safari/537.36\r
				Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r
				Sec-Fetch-Site: same-origin\r
				Sec-Fetch-Mode: navigate\r
				Sec-Fetch-User: ?1\r
				Sec-Fetch-Dest: document\r
				Referer: http://localhost:8080/\r
				Accept-Encoding: gzip, deflate, br, zstd\r
				Accept-Language: en-US,en;q=0.9,de;q=0.8\r
				Cookie: session=4f2b7c1e9a8d43d0b6e5f0a1c2d3e4f5; theme=dark\r
				\r
				""";
	}

}
