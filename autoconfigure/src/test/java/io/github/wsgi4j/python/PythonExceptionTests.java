package io.github.wsgi4j.python;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PythonExceptionTests {

	@Test
	void isPrintedAsTheTracebackAlone() {
		StringWriter printed = new StringWriter();
		new PythonException("ValueError", "Traceback (most recent call last):\nValueError: broken\n", null)
			.printStackTrace(new PrintWriter(printed));
		assertThat(printed.toString().lines()).containsExactly(
				PythonException.class.getName() + ": Traceback (most recent call last):", "ValueError: broken");
	}

}
