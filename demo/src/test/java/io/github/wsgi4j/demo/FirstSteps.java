package io.github.wsgi4j.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A section of docs/first-steps.md, with what it tells to write and to type.
 */
record FirstSteps(String text) {

	private static final Pattern FILE = Pattern.compile("`([^`\n]+)`:\n\n```\\w+\n(.*?)```", Pattern.DOTALL);

	private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

	private static final Pattern CURL = Pattern.compile("\\$ curl localhost:8080(/\\S+)\n((?:[^$`].*\n)+)");

	static FirstSteps section(String heading) throws IOException {
		String page = Files.readString(Path.of("..", "docs", "first-steps.md"));
		String begin = "\n## " + heading + "\n";
		assertThat(page).contains(begin);
		return new FirstSteps(page.substring(page.indexOf(begin) + begin.length()).split("\n## ", 2)[0]);
	}

	/**
	 * Writes the files of the section.
	 */
	void write(Path folder) throws IOException {
		List<MatchResult> files = FILE.matcher(this.text).results().toList();
		assertThat(files).isNotEmpty();
		for (MatchResult file : files) {
			Path path = folder.resolve(file.group(1));
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.group(2));
		}
	}

	/**
	 * Returns the block of commands of the section.
	 */
	String commands() {
		List<String> blocks = COMMANDS.matcher(this.text).results().map((block) -> block.group(1)).toList();
		assertThat(blocks).hasSize(1);
		return blocks.get(0);
	}

	/**
	 * Sends the request of the section, and compares the response.
	 */
	void curl(DemoProcess application) throws Exception {
		Matcher curl = CURL.matcher(this.text);
		assertThat(curl.find()).isTrue();
		assertThat(application.get(curl.group(1))).as(application::log).isEqualTo(curl.group(2));
	}

}
