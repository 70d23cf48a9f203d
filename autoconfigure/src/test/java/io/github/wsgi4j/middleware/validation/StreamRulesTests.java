package io.github.wsgi4j.middleware.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.middleware.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(TrueToRules.class)
class StreamRulesTests {

	private final Trial trial = new Trial();

	@Test
	@Keeps({ Rule.INPUT_READ_ARGUMENTS, Rule.INPUT_READ_RESULT, Rule.INPUT_END, Rule.INPUT_CLOSE })
	void theInputReadAsBytes() {
		AtomicReference<String> read = new AtomicReference<>();
		assertThat(reading((input) -> {
			byte[] bytes = new byte[5];
			read.set((char) input.read() + new String(bytes, 0, input.read(bytes, 0, 2), StandardCharsets.US_ASCII)
					+ input.read(bytes, 5, 0) + new String(input.readAllBytes(), StandardCharsets.US_ASCII));
			assertThat(input.read()).isEqualTo(-1);
			assertThat(input.read(bytes)).isEqualTo(-1);
			assertThat(input.read(bytes, 0, 0)).isZero();
			assertThat(input.available()).isZero();
		})).isNull();
		assertThat(read.get()).isEqualTo("one0\ntwo\nthree");
	}

	@Test
	@Keeps({ Rule.INPUT_LINE, Rule.INPUT_LINES, Rule.INPUT_END })
	void theInputReadAsLines() {
		assertThat(reading((input) -> {
			assertThat(input.readLine(0)).isEmpty();
			assertThat(input.readLine(2)).asString().isEqualTo("on");
			assertThat(input.readLine()).asString().isEqualTo("e\n");
			assertThat(input.readLines(1)).hasSize(1);
			Iterator<byte[]> lines = input.iterator();
			assertThat(lines.hasNext()).isTrue();
			assertThat(lines.next()).asString().isEqualTo("three");
			assertThat(lines.hasNext()).isFalse();
			assertThat(input.readLine()).isEmpty();
			assertThat(input.readLines(-1)).isEmpty();
		})).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "-1,1", "0,-1", "0,5", "3,2", "4,2147483647" })
	@Breaks(Rule.INPUT_READ_ARGUMENTS)
	void aRangeOutsideTheArray(int offset, int length) {
		assertThat(reading((input) -> input.read(new byte[4], offset, length))).isEqualTo(Rule.INPUT_READ_ARGUMENTS);
	}

	@Test
	@Breaks(Rule.INPUT_READ_ARGUMENTS)
	void noArray() {
		assertThat(reading((input) -> input.read(null, 0, 0))).isEqualTo(Rule.INPUT_READ_ARGUMENTS);
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 0, 3 })
	@Breaks(Rule.INPUT_READ_RESULT)
	void aReadThatGivesAnotherNumberOfBytes(int count) {
		assertThat(reading(new Broken(count, null), (input) -> input.read(new byte[2])))
			.isEqualTo(Rule.INPUT_READ_RESULT);
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, 256 })
	@Breaks(Rule.INPUT_READ_RESULT)
	void aReadThatGivesNoByte(int octet) {
		assertThat(reading(new Broken(octet, null), Input::read)).isEqualTo(Rule.INPUT_READ_RESULT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\n\n", "abc" })
	@Breaks(Rule.INPUT_LINE)
	void aLineThatIsNone(String line) {
		assertThat(reading(new Broken(0, Trial.bytes(line)), (input) -> input.readLine(2))).isEqualTo(Rule.INPUT_LINE);
	}

	@Test
	@Breaks(Rule.INPUT_LINE)
	void noLine() {
		assertThat(reading(new Broken(0, null), Input::readLine)).isEqualTo(Rule.INPUT_LINE);
	}

	@Test
	@Breaks(Rule.INPUT_LINES)
	void linesThatAreNone() {
		assertThat(reading(new Broken(0, null), (input) -> input.readLines(0))).isEqualTo(Rule.INPUT_LINES);
		assertThat(reading(new Broken(0, new byte[0]), (input) -> input.readLines(0))).isEqualTo(Rule.INPUT_LINES);
		assertThat(reading(new Broken(0, Trial.bytes("a\nb")), (input) -> input.iterator().next()))
			.isEqualTo(Rule.INPUT_LINES);
	}

	@Test
	@Breaks(Rule.INPUT_END)
	void bytesAfterTheEnd() {
		assertThat(reading(new Broken(-1, Trial.bytes("x")), (input) -> {
			assertThat(input.read(new byte[1])).isEqualTo(-1);
			assertThat(input.readLine()).isNotEmpty();
		})).isEqualTo(Rule.INPUT_END);
	}

	@Test
	@Breaks(Rule.INPUT_CLOSE)
	void theInputIsClosed() {
		assertThat(reading(Input::close)).isEqualTo(Rule.INPUT_CLOSE);
	}

	@Test
	@Keeps(Rule.INPUT_CLOSE)
	void theInputAsABody() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of());
			return (Input) environ.get(Environ.WSGI_INPUT);
		})).isNull();
		assertThat(this.trial.sent()).isEqualTo(Trial.INPUT);
	}

	@Test
	@Keeps({ Rule.ERRORS_TEXT, Rule.ERRORS_CLOSE })
	void errorsAreWritten() {
		StringWriter log = new StringWriter();
		this.trial.with(Environ.WSGI_ERRORS, new PrintWriter(log));
		assertThat(writing((errors) -> {
			errors.write('a');
			errors.write("b");
			errors.write(new char[] { 'c' });
			errors.write("xdx", 1, 1);
			errors.write("xex".toCharArray(), 1, 1);
			errors.printf("%s", "f");
			errors.println((String) null);
			errors.flush();
			assertThat(errors.checkError()).isFalse();
		})).isNull();
		assertThat(log).hasToString("abcdefnull" + System.lineSeparator());
	}

	@Test
	@Breaks(Rule.ERRORS_TEXT)
	void nullIsWrittenToTheErrors() {
		assertThat(writing((errors) -> errors.write((String) null))).isEqualTo(Rule.ERRORS_TEXT);
		assertThat(writing((errors) -> errors.write((char[]) null))).isEqualTo(Rule.ERRORS_TEXT);
		assertThat(writing((errors) -> errors.write((String) null, 0, 0))).isEqualTo(Rule.ERRORS_TEXT);
		assertThat(writing((errors) -> errors.write((char[]) null, 0, 0))).isEqualTo(Rule.ERRORS_TEXT);
	}

	@Test
	@Breaks(Rule.ERRORS_CLOSE)
	void theErrorsAreClosed() {
		assertThat(writing(PrintWriter::close)).isEqualTo(Rule.ERRORS_CLOSE);
	}

	@Test
	@Keeps({ Rule.FILE_WRAPPER_ARGUMENTS, Rule.FILE_WRAPPER_RESULT })
	void aStreamIsWrapped() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of());
			return wrapper(environ).call(new ByteArrayInputStream(Trial.bytes("file")), 2);
		})).isNull();
		assertThat(this.trial.sent()).isEqualTo("file");
	}

	@Test
	@Breaks(Rule.FILE_WRAPPER_ARGUMENTS)
	void aFileWrapperIsCalledWithNothing() {
		assertThat(this.trial.run((environ, start) -> wrapper(environ).call(null, 1)))
			.isEqualTo(Rule.FILE_WRAPPER_ARGUMENTS);
		assertThat(this.trial.run((environ, start) -> wrapper(environ).call(InputStream.nullInputStream(), 0)))
			.isEqualTo(Rule.FILE_WRAPPER_ARGUMENTS);
	}

	@Test
	@Breaks(Rule.FILE_WRAPPER_RESULT)
	void aFileWrapperGivesNothing() {
		this.trial.with(Environ.WSGI_FILE_WRAPPER, (FileWrapper) (file, blockSize) -> null);
		assertThat(this.trial.run((environ, start) -> wrapper(environ).call(InputStream.nullInputStream(), 1)))
			.isEqualTo(Rule.FILE_WRAPPER_RESULT);
	}

	private static FileWrapper wrapper(Map<String, Object> environ) {
		return (FileWrapper) environ.get(Environ.WSGI_FILE_WRAPPER);
	}

	private Rule reading(Input input, Use<Input> use) {
		this.trial.with(Environ.WSGI_INPUT, input);
		return reading(use);
	}

	private Rule reading(Use<Input> use) {
		return using(Environ.WSGI_INPUT, Input.class, use);
	}

	private Rule writing(Use<PrintWriter> use) {
		return using(Environ.WSGI_ERRORS, PrintWriter.class, use);
	}

	private <T> Rule using(String name, Class<T> type, Use<T> use) {
		return this.trial.run((environ, start) -> {
			use.accept(type.cast(environ.get(name)));
			start.call("200 OK", List.of());
			return Body.empty();
		});
	}

	@FunctionalInterface
	private interface Use<T> {

		void accept(T value) throws IOException;

	}

	/**
	 * An input that gives what it is told to.
	 */
	private static final class Broken extends Input {

		private final int count;

		private final byte[] line;

		Broken(int count, byte[] line) {
			super(InputStream.nullInputStream());
			this.count = count;
			this.line = line;
		}

		@Override
		public int read() {
			return this.count;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			return this.count;
		}

		@Override
		public byte[] readLine(int size) {
			return this.line;
		}

		@Override
		public List<byte[]> readLines(int hint) {
			return (this.line != null) ? List.of(this.line) : null;
		}

		@Override
		public Iterator<byte[]> iterator() {
			return Collections.singletonList(this.line).iterator();
		}

	}

}
