/**
 * Auto-configuration of the actuator endpoint, the health and the meters.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
