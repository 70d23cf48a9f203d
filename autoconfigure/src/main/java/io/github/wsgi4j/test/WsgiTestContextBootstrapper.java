package io.github.wsgi4j.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.boot.test.context.ReactiveWebMergedContextConfiguration;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts a reactive web application without a server for {@link WsgiTest @WsgiTest}.
 */
class WsgiTestContextBootstrapper extends TestSliceTestContextBootstrapper<WsgiTest> {

	@Override
	protected MergedContextConfiguration processMergedContextConfiguration(MergedContextConfiguration mergedConfig) {
		return new ReactiveWebMergedContextConfiguration(super.processMergedContextConfiguration(mergedConfig));
	}

}
