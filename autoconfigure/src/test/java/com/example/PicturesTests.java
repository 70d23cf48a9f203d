package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of an upload in docs/testing.md.
 */
class PicturesTests {

	@TempDir
	private Path folder;

	private WsgiClient client;

	@BeforeEach
	void setUp() {
		this.client = WsgiClient.of(new Pictures(this.folder).router());
	}

	@Test
	void savesAPicture() throws IOException {
		byte[] content = { 1, 2, 3 };
		WsgiResponse response = this.client.post("/pictures")
			.field("title", "A cat")
			.upload("picture", "cat.png", content)
			.send();
		assertThat(response.code()).isEqualTo(303);
		assertThat(saved()).singleElement().satisfies((file) -> {
			assertThat(file.getFileName().toString()).endsWith("-cat.png");
			assertThat(file).hasBinaryContent(content);
		});
		this.client.post("/pictures").upload("picture", "cat.png", new byte[2]).send();
		assertThat(saved()).as("the first is still there").hasSize(2);
		assertThat(this.client.post("/pictures").upload("picture", "", new byte[0]).send().code())
			.as("no file was chosen")
			.isEqualTo(400);
	}

	private List<Path> saved() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.toList();
		}
	}

	@Test
	void writesAList() throws IOException {
		Files.createFile(this.folder.resolve("cat.png"));
		WsgiResponse response = this.client.get("/pictures.csv").send();
		assertThat(response.header("Content-Disposition")).isEqualTo("attachment; filename=\"pictures.csv\"");
		assertThat(response.text()).isEqualTo("cat.png\r\n");
	}

	@Test
	void sendsASecond() {
		WsgiResponse response = this.client.get("/seconds").take(1);
		assertThat(response.header("Content-Type")).startsWith("text/event-stream");
		assertThat(response.text()).isEqualTo("data: second 0\n\n");
	}

	@Test
	void answersErrorsWithItsOwnPages() {
		WsgiResponse missing = this.client.get("/nowhere").send();
		assertThat(missing.code()).isEqualTo(404);
		assertThat(missing.text()).isEqualTo("<h1>There is nothing here</h1>");
		assertThat(this.client.get("/broken").send().code()).isEqualTo(503);
	}

}
