package io.github.wsgi4j.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.Preconditions;
import io.github.wsgi4j.http.RawPathInfo;
import io.github.wsgi4j.web.binding.Constraints;
import io.github.wsgi4j.web.negotiation.AcceptedLanguages;
import io.github.wsgi4j.web.negotiation.AcceptedTypes;
import io.github.wsgi4j.web.negotiation.Varying;
import io.github.wsgi4j.web.routing.RequestUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * A request, read from an environ. Malformed input and input beyond the {@link Limits}
 * are reported by an {@link HttpException}.
 */
public final class Request {

	static final String VARIABLES = "wsgi4j.web.variables";

	private static final String QUERY = "query parameter";

	private final Map<String, Object> environ;

	private final @Nullable Routing routing;

	/** The router whose error handler gets this request, or {@code null}. */
	private final @Nullable Routing answering;

	private @Nullable Values query;

	private Request(Map<String, Object> environ, @Nullable Routing answering) {
		this.environ = environ;
		this.answering = answering;
		this.routing = Routing.find(environ);
	}

	/**
	 * Reads an environ. Several requests of one environ share the body that was read.
	 * @param environ the environ that an application was called with
	 * @return the request
	 */
	public static Request of(Map<String, Object> environ) {
		return new Request(environ, null);
	}

	/**
	 * Reads the environ of a request that a router answers with an error. It refuses
	 * nothing, and its path is the one below that router.
	 */
	static Request ofFailed(Map<String, Object> environ, Routing answering) {
		return new Request(environ, answering);
	}

	/**
	 * The environ.
	 * @return the map that the application was called with
	 */
	public Map<String, Object> environ() {
		return this.environ;
	}

	/**
	 * The method.
	 * @return the method as it was sent
	 */
	public String method() {
		return Environ.get(this.environ, Environ.REQUEST_METHOD);
	}

	/**
	 * The scheme of the URL.
	 * @return {@code http} or {@code https}
	 */
	public String scheme() {
		return RequestUrl.scheme(this.environ);
	}

	/**
	 * The host of the URL, as the client has sent it.
	 * @return the host, with the port if it is not the default port of the scheme
	 */
	public String host() {
		return RequestUrl.host(this.environ);
	}

	/**
	 * The address of the client, or of the proxy that it came through.
	 * @return the address, if the server knows it
	 */
	public Optional<String> remoteAddress() {
		return find(Environ.REMOTE_ADDR);
	}

	/**
	 * The path below the application, decoded. For an error handler it is the one below
	 * its router.
	 * @return the path, empty or starting with a slash
	 * @throws HttpException with 400 if it is not UTF-8
	 */
	public String path() {
		String path = text(Environ.PATH_INFO);
		return Decoding
			.utf8((this.answering != null) ? this.answering.pathBelow(text(Environ.SCRIPT_NAME), path) : path, "path");
	}

	/**
	 * A variable of the router's pattern.
	 * @param name the variable's name
	 * @return its value, decoded
	 * @throws IllegalArgumentException if the pattern has no such variable
	 */
	public String path(String name) {
		return declared(name).get(name);
	}

	/**
	 * A variable of the router's pattern, converted.
	 * @param <T> the type
	 * @param name the variable's name
	 * @param type the type, as for {@link Values#get(String, Class)}
	 * @return its value
	 * @throws HttpException with 400 if it is malformed
	 * @throws IllegalArgumentException if the pattern has no such variable
	 */
	public <T> T path(String name, Class<T> type) {
		return declared(name).get(name, type);
	}

	/**
	 * All parameters of the query.
	 * @return the parameters
	 * @throws HttpException with 400 if they are malformed or too many
	 */
	public Values query() {
		if (this.query == null) {
			Map<String, List<String>> parameters = Pairs.parameters(text(Environ.QUERY_STRING), QUERY,
					Limits.of(this.environ).parameters(), 400, StandardCharsets.UTF_8);
			this.query = Values.of(QUERY, parameters).in(this.environ);
		}
		return this.query;
	}

	/**
	 * A required parameter of the query.
	 * @param name the parameter's name
	 * @return its first value
	 * @throws HttpException with 400 if it is missing
	 */
	public String query(String name) {
		return query().get(name);
	}

	/**
	 * A required parameter of the query, converted.
	 * @param <T> the type
	 * @param name the parameter's name
	 * @param type the type, as for {@link Values#get(String, Class)}
	 * @return its first value
	 * @throws HttpException with 400 if it is missing or malformed
	 */
	public <T> T query(String name, Class<T> type) {
		return query().get(name, type);
	}

	/**
	 * The parameters of the query as a record.
	 * @param <R> the type of the record
	 * @param type the type, as for {@link Values#bind(Class)}
	 * @return the record
	 * @throws BindingException with 400 and all that is missing, malformed or refused
	 */
	public <R extends Record> R query(Class<R> type) {
		return query().bind(type);
	}

	/**
	 * All fields of the form in the body, without its uploads. A request without a
	 * {@code Content-Type} has none.
	 * @return the fields
	 * @throws HttpException with 415 if the body is not a form, 400 if it is malformed,
	 * 413 if it is too large
	 * @throws IOException if the body cannot be read
	 */
	public Values form() throws IOException {
		return Content.of(this.environ).form().fields().in(this.environ);
	}

	/**
	 * A required field of the form.
	 * @param name the field's name
	 * @return its first value
	 * @throws HttpException as {@link #form()}, and with 400 if the field is missing
	 * @throws IOException if the body cannot be read
	 */
	public String form(String name) throws IOException {
		return form().get(name);
	}

	/**
	 * A required field of the form, converted.
	 * @param <T> the type
	 * @param name the field's name
	 * @param type the type, as for {@link Values#get(String, Class)}
	 * @return its first value
	 * @throws HttpException as {@link #form()}, and with 400 if the field is missing or
	 * malformed
	 * @throws IOException if the body cannot be read
	 */
	public <T> T form(String name, Class<T> type) throws IOException {
		return form().get(name, type);
	}

	/**
	 * The fields of the form as a record.
	 * @param <R> the type of the record
	 * @param type the type, as for {@link Values#bind(Class)}
	 * @return the record
	 * @throws BindingException with 400 and all that is missing, malformed or refused
	 * @throws HttpException as {@link #form()}
	 * @throws IOException if the body cannot be read
	 */
	public <R extends Record> R form(Class<R> type) throws IOException {
		return form().bind(type);
	}

	/**
	 * The files that were uploaded with the form. They are available until the body of
	 * the response is closed, if a {@link Handler} or a {@link Router} answers the
	 * request.
	 * @return the uploads in their order, without fields for which no file was chosen
	 * @throws HttpException as {@link #form()}
	 * @throws IOException if the body cannot be read
	 */
	public List<Upload> uploads() throws IOException {
		return Content.of(this.environ).form().uploads().stream().filter(Upload::isChosen).toList();
	}

	/**
	 * A required upload of the form.
	 * @param name the name of the form's field
	 * @return the upload
	 * @throws HttpException as {@link #form()}, and with 400 if no file was chosen
	 * @throws IOException if the body cannot be read
	 */
	public Upload upload(String name) throws IOException {
		return findUpload(name).orElseThrow(() -> HttpException.badRequest("The upload '" + name + "' is missing"));
	}

	/**
	 * An optional upload of the form.
	 * @param name the name of the form's field
	 * @return the first upload, if a file was chosen
	 * @throws HttpException as {@link #form()}
	 * @throws IOException if the body cannot be read
	 */
	public Optional<Upload> findUpload(String name) throws IOException {
		return uploads(name).stream().findFirst();
	}

	/**
	 * The files of one field of the form, as {@code <input type="file" multiple>} sends
	 * them.
	 * @param name the name of the form's field
	 * @return the uploads in their order, none if no file was chosen
	 * @throws HttpException as {@link #form()}
	 * @throws IOException if the body cannot be read
	 */
	public List<Upload> uploads(String name) throws IOException {
		return uploads().stream().filter((upload) -> upload.name().equals(name)).toList();
	}

	/**
	 * All headers, their names in lower case. A repeated header is a single value, as the
	 * server has joined it.
	 * @return the headers
	 */
	public Values headers() {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		this.environ.forEach((name, value) -> {
			boolean content = name.equals(Environ.CONTENT_TYPE) || name.equals(Environ.CONTENT_LENGTH);
			if (value instanceof String text && (content || name.startsWith("HTTP_"))) {
				headers.put((content ? name : name.substring(5)).toLowerCase(Locale.ROOT).replace('_', '-'),
						List.of(text));
			}
		});
		return Values.ignoringCase("header", headers).in(this.environ);
	}

	/**
	 * A header.
	 * @param name the header's name, in any case
	 * @return its value, if it is present
	 */
	public Optional<String> header(String name) {
		return find(FieldSyntax.variable(name));
	}

	/**
	 * All cookies. Of several cookies with the same name, the first is the one with the
	 * longest path.
	 * @return the cookies
	 */
	public Values cookies() {
		return Values.of("cookie", Pairs.cookies(text("HTTP_COOKIE"))).in(this.environ);
	}

	/**
	 * A cookie.
	 * @param name the cookie's name
	 * @return its value, if it is present
	 */
	public Optional<String> cookie(String name) {
		return cookies().find(name);
	}

	/**
	 * The session of the client.
	 * @return the session, empty if the client has none yet
	 * @throws IllegalStateException if there is no middleware that keeps sessions
	 */
	public Session session() {
		return Session.of(this.environ);
	}

	/**
	 * The credentials that the client has sent. Behind Spring Security or a
	 * {@code BasicAuth}, {@link #user()} is the user that they belong to.
	 * @return the credentials, if there are any
	 */
	public Optional<Authorization> authorization() {
		return find("HTTP_AUTHORIZATION").map(Authorization::parse);
	}

	/**
	 * The authenticated principal.
	 * @return the name of the user, if there is one
	 */
	public Optional<String> user() {
		return find(Environ.REMOTE_USER).map((name) -> Decoding.utf8(name, "name of the user"));
	}

	/**
	 * Chooses the response that the client prefers, by the {@code Content-Type} of each
	 * and the request's {@code Accept}, as in
	 * {@code request.negotiate(Response.json(todo),
	 * Response.view("todo", Map.of("todo", todo)))}. Of equally preferred ones it chooses
	 * the first. JSON and views are rendered only when they are sent; responses that are
	 * not chosen are not closed. {@code Vary} is set on the response if a {@link Handler}
	 * or a {@link Response} answers the request.
	 * @param offers the responses, which need a type; an error handler sends the first if
	 * none is acceptable
	 * @return one of them
	 * @throws HttpException with 406 if none is acceptable
	 */
	public Response negotiate(Response... offers) {
		List<Response> all = List.of(offers);
		return accepted(all, Response::type).orElseGet(() -> {
			if (this.answering != null) {
				return all.get(0);
			}
			throw new HttpException(406,
					"Available types: " + all.stream().map(Response::type).collect(Collectors.joining(", ")));
		});
	}

	/**
	 * The type that the client prefers, as its {@code Accept} says, as in
	 * {@code request.accepts("text/csv").isPresent()}. Of equally preferred ones it is
	 * the first; a request without the header accepts all. {@code Vary} is set as by
	 * {@link #negotiate}.
	 * @param types media types
	 * @return one of them, if one is acceptable
	 */
	public Optional<String> accepts(String... types) {
		return accepted(List.of(types), Function.identity());
	}

	private <T> Optional<T> accepted(List<T> offers, Function<T, String> type) {
		Varying.add(this.environ, "Accept");
		return AcceptedTypes.of(this.environ).best(offers, type);
	}

	/**
	 * The language that the client prefers, as its {@code Accept-Language} says, as in
	 * {@code request.language("en", "de")}. This is the lookup of RFC 4647, where {@code
	 * de} matches {@code de-CH}; {@code de-CH} matches {@code de} only if nothing else
	 * does. {@code Vary} is set as by {@link #negotiate}.
	 * @param first the tag of the language for clients that want none of these
	 * @param others the tags of other languages
	 * @return one of them
	 */
	public String language(String first, String... others) {
		Varying.add(this.environ, "Accept-Language");
		return AcceptedLanguages.best(this.environ, Stream.concat(Stream.of(first), Stream.of(others)).toList());
	}

	/**
	 * The languages that the client accepts, the preferred one first. {@code Vary} is set
	 * as by {@link #negotiate}.
	 * @return the languages, none if the client names none
	 */
	public List<Locale> languages() {
		Varying.add(this.environ, "Accept-Language");
		return AcceptedLanguages.of(this.environ);
	}

	/**
	 * Whether the body is JSON, as its {@code Content-Type} says.
	 * @return whether it is
	 */
	public boolean isJson() {
		return ContentType.of(this.environ).isJson();
	}

	/**
	 * The body as a stream, limited only by the server.
	 * @return the part of the body that has not been read yet
	 */
	public InputStream stream() {
		return Content.of(this.environ).stream();
	}

	/**
	 * The body as bytes.
	 * @return all of it
	 * @throws HttpException with 413 if it is too large
	 * @throws IOException if it cannot be read
	 */
	public byte[] bytes() throws IOException {
		return Content.of(this.environ).bytes().clone();
	}

	/**
	 * The body as text, in the charset of its {@code Content-Type} or UTF-8.
	 * @return all of it
	 * @throws HttpException with 413 if it is too large, 415 if there is no such charset,
	 * 400 if the bytes are malformed
	 * @throws IOException if it cannot be read
	 */
	public String text() throws IOException {
		return Decoding.text(Content.of(this.environ).bytes(), ContentType.of(this.environ).charset(), "body");
	}

	/**
	 * The body line by line, as it arrives. The limit is for one line.
	 * @return the lines without their ends; the stream throws what {@link #text()}
	 * throws, and an {@link java.io.UncheckedIOException}
	 */
	public Stream<String> lines() {
		return Lines.of(Content.of(this.environ).wholeStream(), ContentType.of(this.environ).charset(),
				Limits.of(this.environ).bodyBytes());
	}

	/**
	 * The body as a value that was sent as JSON. The value, or each element of a list,
	 * may have constraints of Jakarta Validation.
	 * @param <T> the type
	 * @param type the type of the value
	 * @return the value
	 * @throws HttpException with 415 if it is not JSON, 400 if it is malformed or does
	 * not fit the type, 413 if it is too large
	 * @throws BindingException with 400 and all that is refused
	 * @throws IOException if it cannot be read
	 */
	public <T> T json(Class<T> type) throws IOException {
		return json(ParameterizedTypeReference.forType(type));
	}

	/**
	 * The body as a value of a generic type that was sent as JSON, as in {@code json(new
	 * ParameterizedTypeReference<List<Todo>>() {})}.
	 * @param <T> the type
	 * @param type the type of the value
	 * @return the value
	 * @throws HttpException as {@link #json(Class)}
	 * @throws IOException if it cannot be read
	 */
	@SuppressWarnings("unchecked")
	public <T> T json(ParameterizedTypeReference<T> type) throws IOException {
		return (T) json(type.getType());
	}

	private Object json(Type type) throws IOException {
		if (!isJson()) {
			throw new HttpException(415, "The body is not JSON");
		}
		Object value = Json.of(this.environ).read(Content.of(this.environ).bytes(), type);
		Mistakes mistakes = new Mistakes();
		Constraints.of(this.environ).checkAll(value, mistakes);
		if (!mistakes.isEmpty()) {
			throw mistakes.toException("JSON field");
		}
		return value;
	}

	/**
	 * Checks the preconditions of the request before it changes a resource:
	 * {@code If-Match}, {@code If-None-Match} and {@code If-Unmodified-Since}.
	 * @param tag the entity tag of the resource, without its quotes, or {@code null} if
	 * it has none
	 * @param modified the time of its last change, or {@code null} if unknown
	 * @throws HttpException with 412 if they do not hold
	 */
	public void demandPreconditions(@Nullable String tag, @Nullable Instant modified) {
		EntityTag strong = (tag != null) ? EntityTag.of(tag, false) : null;
		demand(new Preconditions(this.environ, strong, modified).evaluate() != Preconditions.Outcome.FAILED);
	}

	/**
	 * Checks the preconditions of the request for a resource that does not exist yet:
	 * {@code If-Match} always fails, and {@code If-None-Match} always holds.
	 * @throws HttpException with 412 if they do not hold
	 */
	public void demandPreconditions() {
		demand(header("If-Match").isEmpty());
	}

	private static void demand(boolean holds) {
		if (!holds) {
			throw new HttpException(412, "A precondition of the request failed");
		}
	}

	/**
	 * The URL of the request: PEP 3333, "URL Reconstruction". Its host is the one that
	 * the client has sent; an unchecked host is logged once.
	 * @return the URL, percent-encoded
	 */
	public String url() {
		return RequestUrl.of(this.environ);
	}

	/**
	 * The URL that leads to the application, with the host of {@link #url()}.
	 * @return the URL, percent-encoded and without a slash at its end
	 */
	public String rootUrl() {
		return RequestUrl.root(this.environ);
	}

	/**
	 * The path that leads to a route of this request's router or of one around it, with a
	 * query of the variables that its pattern does not have: {@code pathTo("todos",
	 * "page", 2)} is {@code /todos?page=2}.
	 * @param name the route's name
	 * @param variables alternating names and values, as for {@link Router#pathTo}
	 * @return the path from the root of the host, percent-encoded
	 * @throws IllegalArgumentException if there is no such route, or the variables do not
	 * match it
	 */
	public String pathTo(String name, @Nullable Object... variables) {
		List<String> known = new ArrayList<>();
		for (Routing routing = this.routing; routing != null; routing = routing.outer()) {
			if (routing.router().names().contains(name)) {
				return RawPathInfo.encode(routing.scriptName()) + routing.router().pathTo(name, variables);
			}
			known.addAll(routing.router().names());
		}
		throw new IllegalArgumentException("There is no route '" + name + "' among " + known);
	}

	/**
	 * The URL that leads to a route, for mails and other uses outside of the site. Its
	 * host is the one that the client has sent; an unchecked host is logged once.
	 * @param name the route's name
	 * @param variables alternating names and values, as for {@link Router#pathTo}
	 * @return the URL, percent-encoded
	 * @throws IllegalArgumentException as {@link #pathTo}
	 */
	public String urlTo(String name, @Nullable Object... variables) {
		return RequestUrl.origin(this.environ) + pathTo(name, variables);
	}

	@Override
	public String toString() {
		return method() + " " + text(Environ.SCRIPT_NAME) + text(Environ.PATH_INFO);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> variables(Map<String, Object> environ) {
		return (environ.get(VARIABLES) instanceof Map<?, ?> variables) ? (Map<String, String>) variables : Map.of();
	}

	static void addVariables(Map<String, Object> environ, Map<String, String> variables) {
		if (!variables.isEmpty()) {
			Map<String, String> all = variables;
			if (environ.containsKey(VARIABLES)) {
				all = new HashMap<>(variables(environ));
				all.putAll(variables);
			}
			environ.put(VARIABLES, all);
		}
	}

	private Values declared(String name) {
		String value = variables(this.environ).get(name);
		if (value == null) {
			throw new IllegalArgumentException("The pattern of the route has no variable '" + name + "'");
		}
		return Values.of("path variable", Map.of(name, List.of(value)));
	}

	private Optional<String> find(String variable) {
		return (this.environ.get(variable) instanceof String value) ? Optional.of(value) : Optional.empty();
	}

	private String text(String variable) {
		return find(variable).orElse("");
	}

}
