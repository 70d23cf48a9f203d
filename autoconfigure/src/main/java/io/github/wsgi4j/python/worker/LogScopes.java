package io.github.wsgi4j.python.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The scopes in which requests log, by their numbers. The lines come another way than the
 * responses, and so maybe after them: a slot knows the scope of its last request, and
 * those before share a place, so that what is kept does not grow with the slots.
 */
final class LogScopes {

	/** A process that computes sends its lines many short requests later. */
	private static final int OLDER = 256;

	private final Map<String, Consumer<Runnable>> scopes = new LinkedHashMap<>();

	private final int most;

	private final @Nullable LogScopes older;

	private LogScopes(int most, @Nullable LogScopes older) {
		this.most = most;
		this.older = older;
	}

	static LogScopes shared() {
		return new LogScopes(OLDER, null);
	}

	LogScopes ofSlot() {
		return new LogScopes(1, this);
	}

	synchronized void add(String number, Consumer<Runnable> scope) {
		if (this.scopes.size() == this.most) {
			Map.Entry<String, Consumer<Runnable>> first = this.scopes.entrySet().iterator().next();
			if (this.older != null) {
				this.older.add(first.getKey(), first.getValue());
			}
			this.scopes.remove(first.getKey());
		}
		this.scopes.put(number, scope);
	}

	synchronized @Nullable Consumer<Runnable> find(String number) {
		return this.scopes.get(number);
	}

}
