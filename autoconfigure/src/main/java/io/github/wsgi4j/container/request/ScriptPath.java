package io.github.wsgi4j.container.request;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Latin1;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.RequestPath;

/**
 * The path of a mount, and where it divides the path of a request. Segments are compared
 * as Spring's own patterns compare them, decoded; the path is divided where it is raw, so
 * that an encoded slash divides nothing.
 */
public final class ScriptPath {

	private final List<Element> mount;

	/**
	 * Creates a path.
	 * @param mount the mount: empty, or starting but not ending with a slash
	 */
	public ScriptPath(String mount) {
		this.mount = PathContainer.parsePath(mount).elements();
	}

	/**
	 * Whether a path is the mount or below it, by whole segments.
	 */
	public boolean leadsTo(RequestPath path) {
		return end(path) >= 0;
	}

	/**
	 * Divides a path below the mount into {@code SCRIPT_NAME} and {@code PATH_INFO}, both
	 * decoded.
	 */
	void divide(RequestPath path, Map<String, Object> environ) {
		int end = end(path);
		String rest = path.value().substring(end);
		environ.put(Environ.SCRIPT_NAME, Latin1.decode(path.value().substring(0, end)));
		// PEP 3333 lets one of the two be empty, never both.
		environ.put(Environ.PATH_INFO, (end == 0 && rest.isEmpty()) ? "/" : Latin1.decode(rest));
	}

	private int end(RequestPath path) {
		int end = path.contextPath().value().length();
		if (this.mount.isEmpty()) {
			return end;
		}
		List<Element> elements = path.pathWithinApplication().elements();
		if (elements.size() < this.mount.size()
				|| (elements.size() > this.mount.size() && elements.get(this.mount.size()) instanceof PathSegment)) {
			return -1;
		}
		for (int i = 0; i < this.mount.size(); i++) {
			if (!isSame(this.mount.get(i), elements.get(i))) {
				return -1;
			}
			end += elements.get(i).value().length();
		}
		return end;
	}

	private static boolean isSame(Element mount, Element element) {
		return (mount instanceof PathSegment expected)
				? element instanceof PathSegment actual && expected.valueToMatch().equals(actual.valueToMatch())
				: !(element instanceof PathSegment);
	}

}
