/**
 * What of PEP 3333 shows on the bytes of HTTP/1.1 alone, and the suites that run over it.
 */
@NullMarked
package io.github.wsgi4j.container.contract.http1;

import org.jspecify.annotations.NullMarked;
