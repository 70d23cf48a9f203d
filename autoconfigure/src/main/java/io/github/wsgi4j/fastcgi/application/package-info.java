/**
 * An application of FastCGI servers as an application of the interface.
 */
@NullMarked
package io.github.wsgi4j.fastcgi.application;

import org.jspecify.annotations.NullMarked;
