/**
 * Auto-configuration of shadows: applications that are compared with others on live
 * traffic.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.shadow;

import org.jspecify.annotations.NullMarked;
