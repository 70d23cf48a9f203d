package io.github.wsgi4j.container.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A certificate that was made just now, for server and client alike.
 */
public final class SelfSigned {

	public static final String NAME = "CN=localhost,O=Tests";

	private static final String PASSWORD = "changeit";

	private final Path keyStore;

	private final Path trustStore;

	public SelfSigned(Path folder) {
		this.keyStore = folder.resolve("key.p12");
		this.trustStore = folder.resolve("trust.p12");
		try {
			Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair",
					"-alias", "test", "-keyalg", "EC", "-dname", NAME, "-ext", "san=dns:localhost,ip:127.0.0.1",
					"-storetype", "PKCS12", "-keystore", this.keyStore.toString(), "-storepass", PASSWORD)
				.redirectErrorStream(true)
				.redirectOutput(folder.resolve("keytool.log").toFile())
				.start();
			assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
			trust();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void trust() throws IOException, GeneralSecurityException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("test", keyStore().getCertificate("test"));
		try (OutputStream out = Files.newOutputStream(this.trustStore)) {
			trusted.store(out, PASSWORD.toCharArray());
		}
	}

	private KeyStore keyStore() throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.keyStore)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		return keys;
	}

	/**
	 * What has a server speak TLS with this certificate, and ask for the client's.
	 */
	String[] properties() {
		String bundle = "spring.ssl.bundle.jks.test.";
		return new String[] { "server.ssl.bundle=test", "server.ssl.client-auth=want",
				bundle + "keystore.location=file:" + this.keyStore, bundle + "keystore.type=PKCS12",
				bundle + "keystore.password=" + PASSWORD, bundle + "truststore.location=file:" + this.trustStore,
				bundle + "truststore.type=PKCS12", bundle + "truststore.password=" + PASSWORD };
	}

	HttpClient http1(HttpClient client) {
		return secure(client, Http11SslContextSpec.forClient().configure(SelfSigned::trustAll));
	}

	HttpClient http2(HttpClient client) {
		return secure(client.protocol(HttpProtocol.H2),
				Http2SslContextSpec.forClient().configure(SelfSigned::trustAll));
	}

	/**
	 * With a certificate for the client too.
	 */
	public HttpClient http2WithCertificate(HttpClient client) {
		return secure(client.protocol(HttpProtocol.H2), Http2SslContextSpec.forClient().configure((ssl) -> {
			ssl.keyManager(keyManagers());
			trustAll(ssl);
		}));
	}

	private static HttpClient secure(HttpClient client, SslProvider.GenericSslContextSpec<SslContextBuilder> spec) {
		return client.secure((ssl) -> ssl.sslContext(spec));
	}

	private static void trustAll(SslContextBuilder ssl) {
		ssl.trustManager(InsecureTrustManagerFactory.INSTANCE);
	}

	private KeyManagerFactory keyManagers() {
		try {
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(keyStore(), PASSWORD.toCharArray());
			return factory;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
