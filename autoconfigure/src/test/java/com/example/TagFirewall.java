package com.example;

import org.springframework.context.annotation.Bean;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/**
 * The firewall that lets a percent sign in, of docs/security.md.
 */
public class TagFirewall {

	@Bean
	StrictServerWebExchangeFirewall firewall() {
		StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
		firewall.setAllowUrlEncodedPercent(true);
		return firewall;
	}

}
