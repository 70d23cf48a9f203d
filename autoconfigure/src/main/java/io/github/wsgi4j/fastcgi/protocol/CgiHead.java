package io.github.wsgi4j.fastcgi.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.ResponseHead;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.internal.StringUtil;

/**
 * The head of a CGI response: RFC 3875, section 6.
 *
 * @param status the status
 * @param headers the headers, without the status, and without those that belong to a
 * connection
 */
public record CgiHead(String status, List<Header> headers) {

	/** The fields that CGI itself knows, which a response has once at most. */
	private static final Set<String> ONCE = Set.of("status", "location", "content-type");

	private static final int DIGITS = 3;

	/**
	 * Reads a head.
	 * @param lines its lines, without their ends
	 * @throws IllegalArgumentException if it is malformed
	 */
	static CgiHead parse(List<String> lines) {
		List<Header> headers = new ArrayList<>(lines.size());
		Set<String> found = new HashSet<>(4);
		String status = null;
		for (String line : lines) {
			Header header = header(line);
			String name = header.name().toLowerCase(Locale.ROOT);
			if (ONCE.contains(name) && !found.add(name)) {
				throw new IllegalArgumentException("The field '" + header.name() + "' occurs twice");
			}
			if (name.equals("status")) {
				status = status(header.value());
			}
			else if (name.equals("transfer-encoding")) {
				throw new IllegalArgumentException("The body has a transfer coding, which CGI does not support");
			}
			else if (!FieldSyntax.isHopByHop(name)) {
				headers.add(header);
			}
		}
		CgiHead head = new CgiHead((status != null) ? status : implied(found), headers);
		ResponseHead.parse(head.status, head.headers);
		return head;
	}

	private static Header header(String line) {
		int colon = line.indexOf(':');
		// A folded line begins with a blank, which no name has.
		if (colon < 0) {
			throw new IllegalArgumentException("The line '" + FieldSyntax.printable(line) + "' has no colon");
		}
		String name = FieldSyntax.token(line.substring(0, colon), "field name");
		// A tab is a blank here, and no control character.
		String value = StringUtil.trimOws(line.substring(colon + 1)).toString().replace('\t', ' ');
		return Header.of(name, FieldSyntax.value(value, name));
	}

	// Many leave the phrase out, which section 6.3.3 does not allow.
	private static String status(String value) {
		if (value.length() == DIGITS && value.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return HttpResponseStatus.valueOf(Integer.parseInt(value)).toString();
		}
		return value;
	}

	private static String implied(Set<String> found) {
		if (found.contains("location")) {
			// One that is just a path asks the server itself to go there, section 6.2.2.
			// The client can, too.
			return "302 Found";
		}
		if (found.contains("content-type")) {
			return "200 OK";
		}
		throw new IllegalArgumentException("Status, Location and Content-Type are all missing");
	}

}
