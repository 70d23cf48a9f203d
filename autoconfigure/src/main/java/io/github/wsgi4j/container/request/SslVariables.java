package io.github.wsgi4j.container.request;

import java.security.cert.X509Certificate;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Latin1;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.SslInfo;

/**
 * Says in variables what is known of a request's TLS session, under the names that
 * Apache's mod_ssl gave them.
 */
final class SslVariables {

	private SslVariables() {
	}

	static void addTo(Map<String, Object> environ, @Nullable SslInfo ssl) {
		environ.put(Environ.HTTPS, "on");
		if (ssl == null) {
			return;
		}
		if (ssl.getSessionId() != null) {
			environ.put("SSL_SESSION_ID", ssl.getSessionId());
		}
		X509Certificate[] certificates = ssl.getPeerCertificates();
		if (certificates == null || certificates.length == 0) {
			environ.put("SSL_CLIENT_VERIFY", "NONE");
			return;
		}
		environ.put("SSL_CLIENT_VERIFY", "SUCCESS");
		environ.put("SSL_CLIENT_S_DN", Latin1.encode(certificates[0].getSubjectX500Principal().getName()));
		environ.put("SSL_CLIENT_I_DN", Latin1.encode(certificates[0].getIssuerX500Principal().getName()));
		environ.put("SSL_CLIENT_M_SERIAL", certificates[0].getSerialNumber().toString(16));
	}

}
