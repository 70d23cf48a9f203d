package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two hosts on this machine: network namespaces that a bridge connects with each other
 * and with the tests. Where there can be none, two addresses of the loopback interface
 * stand for them. A namespace ends with the last of its processes, so nothing is left
 * behind.
 */
final class TwoHosts implements AutoCloseable {

	private static final String CABLES = """
			a="nsenter --net --target $1"
			b="nsenter --net --target $2"
			$a ip link add hub type bridge
			$a ip address add $4.1/29 dev hub
			$a ip link set hub up
			$a ip link set lo up
			ip link add $3 type veth peer name tests netns $1
			ip address add $4.3/29 dev $3
			ip link set $3 up
			$a ip link set tests master hub up
			$b ip link add hub type veth peer name other netns $1
			$b ip address add $4.2/29 dev hub
			$b ip link set hub up
			$b ip link set lo up
			$a ip link set other master hub up
			""";

	/** Each keeps a namespace open until its input ends. */
	private final List<Process> namespaces = new ArrayList<>();

	private String network;

	TwoHosts() {
		// Another build may run on this machine.
		long pid = ProcessHandle.current().pid();
		this.network = "198.18." + pid % 256;
		try {
			this.namespaces.add(namespace());
			this.namespaces.add(namespace());
			List<String> command = new ArrayList<>(List.of("sh", "-exc", CABLES, "sh"));
			this.namespaces.forEach((namespace) -> command.add(Long.toString(namespace.pid())));
			Collections.addAll(command, "wsgi" + pid, this.network);
			Process cables = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(cables.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (cables.waitFor() != 0) {
				throw new IOException(output);
			}
		}
		catch (IOException ex) {
			System.err.println("!!! NOT TESTED in network namespaces, but on the loopback interface: " + ex);
			close();
			this.network = "127.18." + pid % 256;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// The line tells that it is in a namespace of its own.
	private static Process namespace() throws IOException {
		Process process = new ProcessBuilder("unshare", "--net", "sh", "-c", "echo && exec cat")
			.redirectErrorStream(true)
			.start();
		String line = process.inputReader().readLine();
		if (line == null || !line.isEmpty()) {
			process.destroyForcibly();
			throw new IOException(line);
		}
		return process;
	}

	/**
	 * Returns the address of a host, which the tests and the other host can reach.
	 */
	String address(int host) {
		return this.network + "." + (host + 1);
	}

	/**
	 * Returns what a command begins with that is run on a host.
	 */
	List<String> launcher(int host) {
		return this.namespaces.isEmpty() ? List.of()
				: List.of("nsenter", "--net", "--target", Long.toString(this.namespaces.get(host).pid()));
	}

	@Override
	public void close() {
		for (Process namespace : this.namespaces) {
			namespace.destroy();
			try {
				namespace.waitFor(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.namespaces.clear();
	}

}
