package io.github.wsgi4j.benchmark.server;

import java.io.IOException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/**
 * A Spring Boot application with what one of the configurations beside it adds. All of
 * them have the same settings.
 */
public final class SpringServer {

	private SpringServer() {
	}

	/**
	 * Starts the server.
	 * @param args the simple name of a configuration in this package, and properties
	 * @throws ClassNotFoundException if there is no such configuration
	 * @throws IOException if nobody asks any more
	 */
	public static void main(String[] args) throws ClassNotFoundException, IOException {
		Class<?> configuration = Class.forName(SpringServer.class.getPackageName() + "." + args[0]);
		ReactiveWebServerApplicationContext context = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(
				Configuration.class, configuration)
			.properties("server.address=127.0.0.1", "server.port=0", "server.shutdown=immediate",
					"spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false",
					"spring.web.resources.static-locations=file:" + System.getProperty("benchmark.files", ".") + "/")
			.run(args);
		Control.run(context.getWebServer().getPort());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
