package io.github.wsgi4j.container.request;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UserVariablesTests {

	private final UserVariables variables = new UserVariables();

	@Test
	void authoritiesAreJoined() {
		assertThat(of("ROLE_USER", "read")).containsEntry("REMOTE_USER", "ann")
			.containsEntry("wsgi4j.authorities", "ROLE_USER,read");
	}

	@Test
	void userWithoutAuthoritiesHasNone() {
		assertThat(of()).containsEntry("wsgi4j.authorities", "");
	}

	@Test
	void authoritiesAreBytesAsLatin1() {
		assertThat(of("\u4E2D", "\u00E9")).containsEntry("wsgi4j.authorities", "\u00E4\u00B8\u00AD,\u00C3\u00A9");
	}

	@Test
	void authorityThatCannotBeToldApartIsLeftOutAndLoggedOnce(CapturedOutput output) {
		assertThat(of("a", "b,ROLE_ADMIN\n", "c")).containsEntry("wsgi4j.authorities", "a,c");
		assertThat(of("b,ROLE_ADMIN")).containsEntry("wsgi4j.authorities", "");
		assertThat(output.getOut()).containsOnlyOnce("An authority that contains a comma")
			.contains("b,ROLE_ADMIN<EOL>");
	}

	@Test
	void authorityWithoutATextIsLeftOut() {
		GrantedAuthority complex = () -> null;
		GrantedAuthority empty = () -> "";
		Map<String, Object> environ = new HashMap<>();
		this.variables.addTo(environ, new TestingAuthenticationToken("ann", "secret", List.of(complex, empty)));
		assertThat(environ).containsEntry("wsgi4j.authorities", "");
	}

	@Test
	void otherPrincipalHasNoAuthorities() {
		Map<String, Object> environ = new HashMap<>(Map.of("wsgi4j.authorities", "ROLE_ADMIN"));
		Principal user = () -> "ann";
		this.variables.addTo(environ, user);
		assertThat(environ).containsOnly(Map.entry("REMOTE_USER", "ann"));
	}

	@Test
	void anonymousUserIsNobody() {
		Map<String, Object> environ = new HashMap<>();
		this.variables.addTo(environ, new AnonymousAuthenticationToken("key", "anonymousUser",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
		assertThat(environ).isEmpty();
	}

	private Map<String, Object> of(String... authorities) {
		Map<String, Object> environ = new HashMap<>();
		this.variables.addTo(environ, new TestingAuthenticationToken("ann", "secret", authorities));
		return environ;
	}

}
