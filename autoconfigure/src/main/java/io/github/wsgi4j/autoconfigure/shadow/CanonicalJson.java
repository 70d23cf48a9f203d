package io.github.wsgi4j.autoconfigure.shadow;

import java.util.function.UnaryOperator;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON without blanks and with its keys in order, by Jackson.
 */
final class CanonicalJson implements UnaryOperator<byte[]> {

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@Override
	public byte[] apply(byte[] json) {
		return this.mapper.writeValueAsBytes(this.mapper.readValue(json, Object.class));
	}

}
