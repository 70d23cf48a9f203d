/**
 * Auto-configuration of applications of FastCGI servers.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.fastcgi;

import org.jspecify.annotations.NullMarked;
