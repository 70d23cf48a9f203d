package io.github.wsgi4j.test;

import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of requests and responses, by Jackson.
 */
final class JsonText {

	private JsonText() {
	}

	static byte[] write(Object value) {
		return JsonMapper.shared().writeValueAsBytes(value);
	}

	static <T> T read(byte[] json, Class<T> type) {
		return JsonMapper.shared().readValue(json, type);
	}

}
