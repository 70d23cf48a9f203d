package io.github.wsgi4j.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.container.contract.Stage;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stage in a folder, for a script that another process plays: notes are lines of a
 * file, and an open gate is a file.
 */
final class FolderStage extends Stage {

	private final Path folder;

	FolderStage(Path folder) {
		this.folder = folder;
	}

	@Override
	public List<String> notes() {
		Path file = this.folder.resolve("notes");
		List<String> notes = new ArrayList<>();
		try {
			if (Files.exists(file)) {
				for (String line : Files.readAllLines(file)) {
					notes.add(JsonMapper.shared().readValue(line, String.class));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return notes;
	}

	@Override
	public void open(String gate) {
		try {
			Files.createFile(this.folder.resolve(gate));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
