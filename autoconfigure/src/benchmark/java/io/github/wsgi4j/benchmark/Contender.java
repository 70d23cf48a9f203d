package io.github.wsgi4j.benchmark;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A server to compare.
 *
 * @param name the name
 * @param main the class to run
 * @param arguments its arguments
 * @param release the Java that it needs
 * @param scenarios the scenarios that it takes part in
 */
record Contender(String name, String main, List<String> arguments, int release, Set<Scenario> scenarios) {

	private static final String SERVERS = "io.github.wsgi4j.benchmark.server.";

	private static final Set<Scenario> EVERYTHING = EnumSet.allOf(Scenario.class);

	private static final Set<Scenario> NO_FILE = EnumSet.complementOf(EnumSet.of(Scenario.FILE));

	private static final Set<Scenario> NEVER_BLOCKS = EnumSet.complementOf(EnumSet.of(Scenario.BLOCKING));

	static List<Contender> all() {
		return List.of(new Contender("raw", SERVERS + "RawServer", List.of(), 17, EVERYTHING),
				spring("webhandler", "EmptyWebHandler", NO_FILE),
				spring("functional", "FunctionalEndpoint", EVERYTHING),
				spring("controller", "AnnotatedController", EVERYTHING),
				spring("resources", "StaticResources", EnumSet.of(Scenario.FILE)),
				new Contender("helidon", SERVERS + "HelidonServer", List.of(), 21, NO_FILE),
				wsgi("platform", 17, EVERYTHING), wsgi("virtual", 21, EVERYTHING),
				wsgi("virtual-on-event-loop", 24, EVERYTHING), wsgi("event-loop", 17, NEVER_BLOCKS));
	}

	private static Contender spring(String name, String configuration, Set<Scenario> scenarios) {
		return new Contender(name, SERVERS + "SpringServer", List.of(configuration), 17, scenarios);
	}

	/**
	 * This project, in a mode of execution.
	 */
	private static Contender wsgi(String mode, int release, Set<Scenario> scenarios) {
		return new Contender(mode, SERVERS + "SpringServer",
				List.of("WsgiApplication", "--wsgi.execution.mode=" + mode,
						"--wsgi.execution.platform.threads=${threads}"),
				release, scenarios);
	}

	boolean runsHere() {
		return Runtime.version().feature() >= this.release;
	}

}
