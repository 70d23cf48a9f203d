/**
 * What PEP 3333 promises wherever an application runs, and the suites that say where.
 */
@NullMarked
package io.github.wsgi4j.container.contract;

import org.jspecify.annotations.NullMarked;
