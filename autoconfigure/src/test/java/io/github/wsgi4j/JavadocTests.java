package io.github.wsgi4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JavadocTests {

	private static final Pattern QUESTION = Pattern
		.compile("/\\*\\*\\s*(?:\\* )?(?:What|How|Where|When|Who|That)\\b.*");

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "src/benchmark/java", "../demo/src/main/java" })
	void beginsWithAVerbOrANoun(Path folder) throws IOException {
		List<String> questions = new ArrayList<>();
		try (Stream<Path> sources = Files.walk(folder)) {
			for (Path source : sources.filter((file) -> file.toString().endsWith(".java")).toList()) {
				QUESTION.matcher(Files.readString(source))
					.results()
					.map(MatchResult::group)
					.forEach((comment) -> questions.add(source.getFileName() + ": " + comment));
			}
		}
		assertThat(questions).isEmpty();
	}

}
