package io.github.wsgi4j.fastcgi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FastCgiAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "unix:/run/shop.sock", "tcp://10.0.0.7:9000", "tcp://[::1]:9000", "tcp://my_shop:9000" })
	void isWrittenAsItIsRead(String text) {
		assertThat(FastCgiAddress.parse(text)).hasToString(text);
	}

	@Test
	void addressOfIpv6HasNoBrackets() {
		assertThat(FastCgiAddress.parse("tcp://[::1]:9000").host()).isEqualTo("::1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "unix:", "unix:relative.sock", "/run/shop.sock", "tcp://host", "tcp://:9000",
			"tcp://host:0", "http://host:80", "tcp://host:9000/" })
	void anythingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> FastCgiAddress.parse(text));
	}

	@Test
	void pathOfAUnixSocketIsShort() {
		assertThat(FastCgiAddress.parse("unix:/" + "x".repeat(106)).path()).hasSize(107);
		assertThatIllegalArgumentException().isThrownBy(() -> FastCgiAddress.parse("unix:/" + "x".repeat(107)));
	}

}
