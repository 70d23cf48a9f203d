package io.github.wsgi4j.autoconfigure.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.ServerProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many event loops a server has, whose JVM is told how many processors there are.
 */
@OnOldestJava
class EventLoopDefaultsTests {

	private static final int CONNECTIONS = 8;

	@ParameterizedTest
	@CsvSource({ "-XX:ActiveProcessorCount=1, 2", "-XX:ActiveProcessorCount=3, 3",
			"-Dreactor.netty.ioWorkerCount=1, 1" })
	void connectionsAreSpreadOverAsManyLoops(String option, int loops) {
		try (ServerProcess server = new ServerProcess(List.of(option), "wsgi.execution.mode=event-loop")) {
			assertThat(namesOfLoops(server)).hasSize(loops);
		}
	}

	private static Set<String> namesOfLoops(ServerProcess server) {
		List<RawClient> clients = new ArrayList<>();
		Set<String> names = new TreeSet<>();
		try {
			for (int i = 0; i < CONNECTIONS; i++) {
				RawClient client = server.connect(-1);
				clients.add(client);
				names.add(client.send(Contract.get("/thread")).readResponse().text());
			}
		}
		finally {
			clients.forEach(RawClient::close);
		}
		return names;
	}

}
