package io.github.wsgi4j.container.contract;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.StartResponse;
import org.jspecify.annotations.Nullable;

/**
 * An application of the portable contract as data. Java plays it here, and Python in
 * {@code scripted.py}, so that the same tests hold for both. It is played once for each
 * time that it is served, and says on a stage what has happened.
 */
public final class Script implements Application {

	private final List<Step> call;

	private final ScriptBody body;

	private Stage stage = new Stage();

	private Script(List<Step> call, ScriptBody body) {
		this.call = call;
		this.body = body;
	}

	/**
	 * Creates a script from the steps of its call, which returns an empty body.
	 */
	public static Script of(Step... call) {
		return new Script(List.of(call), ScriptBody.list());
	}

	public Script returning(ScriptBody body) {
		return new Script(this.call, body);
	}

	/**
	 * The same script, which has not been played.
	 */
	Script again() {
		return returning(this.body);
	}

	public Script returning(String... list) {
		return returning(ScriptBody.list(list));
	}

	public Script iterating(Step... steps) {
		return returning(ScriptBody.steps(steps));
	}

	public List<Step> call() {
		return this.call;
	}

	public ScriptBody body() {
		return this.body;
	}

	/**
	 * Lets it be played elsewhere.
	 */
	public void playAt(Stage stage) {
		this.stage = stage;
	}

	/**
	 * What has been noted so far.
	 */
	public List<String> notes() {
		return this.stage.notes();
	}

	/**
	 * How often the body has been closed.
	 */
	public int closed() {
		return (int) notes().stream().filter(ScriptBody.CLOSE::equals).count();
	}

	/**
	 * Lets it pass a gate.
	 */
	public void open(String gate) {
		this.stage.open(gate);
	}

	@Override
	public @Nullable Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		return new ScriptPlayer(environ, startResponse, this.stage).play(this);
	}

	@Override
	public String toString() {
		return this.call + " " + this.body;
	}

}
