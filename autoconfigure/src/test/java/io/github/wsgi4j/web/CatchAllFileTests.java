package io.github.wsgi4j.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CatchAllFileTests {

	@Test
	void aFileBelowAFolderByTheRestOfThePath(@TempDir Path outside) throws IOException {
		Path folder = Files.createDirectories(outside.resolve("folder/sub")).getParent();
		Files.writeString(folder.resolve("sub/a.txt"), "a");
		Files.writeString(outside.resolve("b.txt"), "b");
		WsgiClient client = WsgiClient.of(Router.builder()
			.get("/files/{*path}", (request) -> Response.file(folder, request.path("path")))
			.build());
		assertThat(client.get("/files/sub/a.txt").send().text()).isEqualTo("a");
		for (String other : new String[] { "", "/", "//sub/a.txt", "/sub//a.txt", "/../b.txt", "/%2Fsub/a.txt" }) {
			assertThat(client.get("/files" + other).send().code()).as(other).isEqualTo(404);
		}
	}

}
