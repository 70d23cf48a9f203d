package io.github.wsgi4j.autoconfigure.middleware;

import java.nio.charset.Charset;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The names that files can have here. The JVM takes them from the locale, and finds no
 * file whose name the locale cannot write.
 */
final class FileNames {

	private static final Log logger = LogFactory.getLog(FileNames.class);

	private FileNames() {
	}

	static void warnIfLimited(String encoding) {
		if (!encoding.isEmpty() && Charset.isSupported(encoding)
				&& !Charset.forName(encoding).newEncoder().canEncode('\u20ac')) {
			logger.warn("Static files with non-ASCII names cannot be found, because the charset of the JVM's locale is "
					+ Charset.forName(encoding) + ". Set LC_ALL to C.UTF-8 or another UTF-8 locale.");
		}
	}

}
