package io.github.wsgi4j.test.slice;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.Mount;

import org.springframework.stereotype.Component;

@Component
@Mount("/shop")
class Shop implements Application {

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		return SliceApplication.answering("shop").call(environ, startResponse);
	}

}
