package io.github.wsgi4j.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server in a process of its own. It ends with this process, however that ends.
 */
final class ServerProcess implements AutoCloseable {

	/** Libraries that users of the starter lack, and that Spring Boot would use. */
	private static final Pattern OTHERS = Pattern.compile(
			".*(actuator|security|context-propagation|micrometer-(core|jakarta)|spring-boot-(micrometer|health|.*test)).*");

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final Contender contender;

	private final Process process;

	private final BufferedWriter questions;

	private final int port;

	ServerProcess(Contender contender, Options options, Path files, int threads) throws IOException {
		this.contender = contender;
		this.process = new ProcessBuilder(command(contender, options, files, threads)).redirectErrorStream(true)
			.start();
		this.questions = new BufferedWriter(
				new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.US_ASCII));
		Thread reader = new Thread(this::read, "log-of-" + contender.name());
		reader.setDaemon(true);
		reader.start();
		try {
			this.port = Integer.parseInt(answer("port").get(0));
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private static List<String> command(Contender contender, Options options, Path files, int threads) {
		List<String> command = java();
		command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dbenchmark.files=" + files,
				"-Dbenchmark.mebibytes=" + options.mebibytes(),
				// The same number for each: handlers are compared, not event loops.
				"-Dreactor.netty.ioWorkerCount=" + Math.max(2, Runtime.getRuntime().availableProcessors()),
				"-Dreactor.schedulers.defaultBoundedElasticSize=" + threads,
				"-Dreactor.schedulers.defaultBoundedElasticOnVirtualThreads=" + (Runtime.version().feature() >= 21)));
		command.addAll(options.jvm());
		command.addAll(List.of("-cp", classPath(), contender.main()));
		contender.arguments().forEach((argument) -> command.add(argument.replace("${threads}", Integer.toString(threads))));
		return command;
	}

	/**
	 * Returns the beginning of a command that starts a JVM like all others.
	 */
	static List<String> java() {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xms512m",
				"-Xmx512m", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED"));
		if (Runtime.version().feature() >= 23) {
			command.add("--sun-misc-unsafe-memory-access=allow");
		}
		return command;
	}

	static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> !OTHERS.matcher(element).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	Contender contender() {
		return this.contender;
	}

	int port() {
		return this.port;
	}

	Usage usage() throws IOException {
		List<String> usage = ask("usage");
		return new Usage(Long.parseLong(usage.get(0)), Long.parseLong(usage.get(1)));
	}

	/**
	 * The bytes that are in use on the heap after a collection.
	 */
	long heap() throws IOException {
		return Long.parseLong(ask("heap").get(0));
	}

	/**
	 * The number of platform threads, and the bytes that are in use on the heap and
	 * outside of it.
	 */
	List<Long> memory() throws IOException {
		return ask("memory").stream().map(Long::valueOf).toList();
	}

	private List<String> ask(String question) throws IOException {
		this.questions.write(question + "\n");
		this.questions.flush();
		return answer(question);
	}

	private List<String> answer(String question) throws IOException {
		try {
			String answer = null;
			for (int i = 0; i < 600 && answer == null && this.process.isAlive(); i++) {
				answer = this.answers.poll(100, TimeUnit.MILLISECONDS);
			}
			List<String> words = (answer != null) ? List.of(answer.split(" ")) : List.of();
			if (words.isEmpty() || !words.get(0).equals(question)) {
				throw new IOException("No answer to '" + question + "'. " + reason());
			}
			return words.subList(1, words.size());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().forEach((line) -> {
				if (line.startsWith("@")) {
					this.answers.add(line.substring(1));
				}
				else if (this.log.size() < 500) {
					this.log.add(line);
				}
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.log.add("The log ends: " + ex);
		}
	}

	/**
	 * Spring Boot's report of a failed start, or else the last lines of the log.
	 */
	private String reason() {
		List<String> lines = List.copyOf(this.log);
		int begin = lines.indexOf("Description:");
		int end = lines.indexOf("Action:");
		return String.join("\n", (0 <= begin && begin < end) ? lines.subList(begin + 2, end)
				: lines.subList(Math.max(lines.size() - 20, 0), lines.size()));
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
