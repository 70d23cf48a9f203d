package io.github.wsgi4j.python.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The scopes in which the last requests of a slot log. The lines come another way than
 * the responses, and so maybe after them.
 */
final class LogScopes {

	private static final int MOST = 4;

	private final Map<String, Consumer<Runnable>> scopes = new LinkedHashMap<>();

	synchronized void add(int number, Consumer<Runnable> scope) {
		if (this.scopes.size() == MOST) {
			this.scopes.remove(this.scopes.keySet().iterator().next());
		}
		this.scopes.put(Integer.toString(number), scope);
	}

	synchronized @Nullable Consumer<Runnable> find(String number) {
		return this.scopes.get(number);
	}

}
