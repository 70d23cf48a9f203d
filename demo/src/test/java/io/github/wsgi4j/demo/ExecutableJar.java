package io.github.wsgi4j.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The executable jar.
 */
final class ExecutableJar {

	static final String PATH = System.getProperty("demo.jar");

	private static final String ENDPOINTS = "--management.endpoints.web.exposure.include=health,wsgi,sbom";

	private static DemoProcess shared;

	private ExecutableJar() {
	}

	/**
	 * The jar as it is, in one process for all tests.
	 */
	static synchronized DemoProcess demo() throws IOException {
		if (shared == null) {
			shared = start();
			Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
		}
		return shared;
	}

	/**
	 * Starts a process for one test.
	 * @param options those of the JVM
	 */
	static DemoProcess start(String... options) throws IOException {
		List<String> arguments = new ArrayList<>(Arrays.asList(options));
		arguments.addAll(List.of("-jar", PATH, ENDPOINTS));
		return new DemoProcess(arguments.toArray(String[]::new));
	}

}
