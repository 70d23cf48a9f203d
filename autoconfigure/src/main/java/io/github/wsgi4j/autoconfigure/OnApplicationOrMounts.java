package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.Application;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/**
 * Matches where there is an {@link Application} bean, and where there is none but a mount
 * that asks for one: the start then fails and says so.
 */
final class OnApplicationOrMounts extends AnyNestedCondition {

	OnApplicationOrMounts() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnBean(Application.class)
	static final class OnApplication {

	}

	@ConditionalOnPropertyGroup("wsgi.mounts")
	static final class OnMounts {

	}

}
