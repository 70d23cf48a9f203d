package io.github.wsgi4j.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;

/**
 * The parts that all pages have: a title, and a menu that knows where the site is
 * mounted.
 */
final class Page {

	private static final List<String> MENU = List.of("Notes", "Clock", "API", "Download", "Environ", "Server",
			"Python");

	private Page() {
	}

	/**
	 * Makes a page.
	 * @param template the template of its content
	 * @param title its title, which is also its heading
	 * @param model what the template shows
	 */
	static Response of(Request request, String template, String title, Map<String, ?> model) {
		String home = request.pathTo("home");
		Map<String, Object> all = new HashMap<>(model);
		all.put("title", title);
		all.put("home", home);
		all.put("menu", MENU.stream().map((text) -> Entry.of(text, home, request)).toList());
		return Response.view(template, all);
	}

	record Entry(String text, String path, boolean current) {

		static Entry of(String text, String home, Request request) {
			String name = text.toLowerCase(Locale.ROOT);
			// Not request.path(), which refuses a path that is no UTF-8: that has a page
			// too.
			String path = Environ.get(request.environ(), Environ.PATH_INFO) + "/";
			return new Entry(text, home + name, path.startsWith("/" + name + "/"));
		}

	}

}
