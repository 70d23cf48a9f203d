package io.github.wsgi4j.container.contract;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.ScriptedBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a script in Java, for one request.
 */
final class ScriptPlayer {

	private static final AtomicReference<Write> KEPT = new AtomicReference<>();

	private final Map<String, Object> environ;

	private final StartResponse start;

	private final Stage stage;

	private @Nullable Write write;

	ScriptPlayer(Map<String, Object> environ, StartResponse start, Stage stage) {
		this.environ = environ;
		this.start = start;
		this.stage = stage;
	}

	@Nullable Iterable<byte[]> play(Script script) throws IOException {
		run(script.call());
		ScriptBody body = script.body();
		return switch (body.kind()) {
			case LIST -> list(body);
			case CLOSEABLE_LIST -> Body.onClose(list(body), () -> close(body));
			case STEPS -> ScriptedBody.closing(() -> close(body), blocks(body.steps()));
			case FILE -> file(body);
			case STREAM -> wrapper().call(stream(body), body.blockSize());
			case INPUT -> input();
			case NOTHING -> null;
		};
	}

	private static List<byte[]> list(ScriptBody body) {
		List<byte[]> list = new ArrayList<>();
		body.steps().forEach((step) -> list.add(bytes(step.text())));
		return list;
	}

	private Iterator<ScriptedBody.Step> blocks(List<Step> steps) {
		Iterator<Step> all = steps.stream()
			.flatMap((step) -> Collections.nCopies(Math.max(1, step.number()), step).stream())
			.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return all.hasNext();
			}

			@Override
			public ScriptedBody.Step next() {
				return () -> toBlock(all);
			}

		};
	}

	private byte[] toBlock(Iterator<Step> steps) {
		while (steps.hasNext()) {
			Step step = steps.next();
			if (step.op() == Step.Op.BLOCK) {
				return bytes(step.text());
			}
			run(List.of(step));
		}
		return new byte[0];
	}

	private Iterable<byte[]> file(ScriptBody body) throws IOException {
		FileInputStream file = new FileInputStream(body.text());
		file.getChannel().position(body.number());
		return Body.onClose(wrapper().call(file, body.blockSize()),
				() -> this.stage.note(file.getChannel().isOpen() ? "left open" : ScriptBody.CLOSE));
	}

	private InputStream stream(ScriptBody body) {
		return new ByteArrayInputStream(ContractSupport.bytes(body.text())) {

			@Override
			public void close() {
				ScriptPlayer.this.close(body);
			}

		};
	}

	private byte @Nullable [] close(ScriptBody body) {
		this.stage.note(ScriptBody.CLOSE);
		run(body.onClose());
		return null;
	}

	private void run(List<Step> steps) {
		for (Step step : steps) {
			ScriptedBody.run(() -> {
				run(step);
				return null;
			});
		}
	}

	private void run(Step step) throws Throwable {
		switch (step.op()) {
			case START -> this.write = this.start.call(step.text(), step.headers());
			case RESTART -> this.write = this.start.call(step.text(), step.headers(), new IOException("the reason"));
			case WRITE -> this.write.call(bytes(step.text()));
			case KEEP -> KEPT.set(this.write);
			case KEPT -> KEPT.get().call(bytes(step.text()));
			case FAIL -> throw step.failure().exception(step.text());
			case READ -> note((step.number() < 0) ? input().readAllBytes() : input().readNBytes(step.number()));
			case READ_LINE -> note(input().readLine(step.number()));
			case READ_LINES -> note(join(input().readLines(step.number())));
			case ITERATE -> note(join(input()));
			case PRINT -> errors().print(step.text());
			case FLUSH -> errors().flush();
			case NOTE -> this.stage.note(step.text());
			case ENVIRON -> this.stage.note(JsonMapper.shared().writeValueAsString(simple(this.environ)));
			case PAUSE -> this.stage.pass(step.text());
			case CAUGHT, SEEN -> attempt(step);
			case BLOCK -> throw new IllegalArgumentException("A block outside of a body");
		}
	}

	private void attempt(Step step) throws Throwable {
		try {
			run(step.steps().get(0));
		}
		catch (IllegalArgumentException | IllegalStateException | IOException ex) {
			this.stage.note((ex instanceof IllegalArgumentException) ? "argument"
					: (ex instanceof IllegalStateException) ? "state" : "io: " + ex.getMessage());
			if (step.op() == Step.Op.SEEN) {
				throw ex;
			}
		}
	}

	private void note(byte[] bytes) {
		this.stage.note(ContractSupport.text(bytes));
	}

	private Input input() {
		return (Input) this.environ.get(Environ.WSGI_INPUT);
	}

	private PrintWriter errors() {
		return (PrintWriter) this.environ.get(Environ.WSGI_ERRORS);
	}

	private FileWrapper wrapper() {
		return (FileWrapper) this.environ.get(Environ.WSGI_FILE_WRAPPER);
	}

	private static byte[] join(Iterable<byte[]> lines) {
		StringBuilder joined = new StringBuilder();
		lines.forEach((line) -> joined.append(ContractSupport.text(line)).append('|'));
		return bytes(joined.toString());
	}

	private static byte[] bytes(@Nullable String text) {
		return (text != null) ? ContractSupport.bytes(text) : null;
	}

	// What JSON has no word for is shown by its type.
	private static Map<String, Object> simple(Map<String, Object> environ) {
		Map<String, Object> simple = new TreeMap<>(environ);
		simple.replaceAll((name, value) -> (value instanceof String || value instanceof Boolean
				|| value instanceof Number || value instanceof List) ? value : value.getClass().getSimpleName());
		return simple;
	}

}
