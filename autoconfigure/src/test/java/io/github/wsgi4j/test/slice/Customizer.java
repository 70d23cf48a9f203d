package io.github.wsgi4j.test.slice;

import java.util.Map;

import io.github.wsgi4j.container.EnvironCustomizer;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

@Component
class Customizer implements EnvironCustomizer {

	@Override
	public void customize(Map<String, Object> environ, ServerWebExchange exchange) {
		environ.put("customized", exchange.getRequest().getMethod().name());
	}

}
