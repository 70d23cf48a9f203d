package io.github.wsgi4j.web;

import java.lang.reflect.Type;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by Jackson.
 */
public final class JacksonJson implements Json {

	static final JacksonJson DEFAULT = new JacksonJson(JsonMapper.shared());

	private final JsonMapper mapper;

	/**
	 * Creates an instance.
	 * @param mapper reads and writes the JSON
	 */
	public JacksonJson(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public Object read(byte[] json, Type type) {
		Object value;
		try {
			value = this.mapper.readValue(json, this.mapper.constructType(type));
		}
		catch (JacksonException ex) {
			throw new HttpException(400, "The JSON is malformed or does not have the expected structure" + at(ex),
					List.of(), ex);
		}
		if (value == null) {
			throw HttpException.badRequest("The JSON is null");
		}
		return value;
	}

	@Override
	public byte[] write(Object value) {
		return this.mapper.writeValueAsBytes(value);
	}

	// The message of the exception would tell the client about classes.
	private static String at(JacksonException ex) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference step : ex.getPath()) {
			String name = step.getPropertyName();
			path.append((name == null) ? "[" + step.getIndex() + "]" : path.isEmpty() ? name : "." + name);
		}
		TokenStreamLocation location = ex.getLocation();
		return (path.isEmpty() ? "" : " at '" + path + "'") + ((location != null && location.getLineNr() > 0)
				? ", in line " + location.getLineNr() + ", column " + location.getColumnNr() : "");
	}

}
