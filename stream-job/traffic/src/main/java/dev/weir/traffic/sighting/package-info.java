/**
 * Flows folded before they are attributed, so that what follows costs once a connection pattern and not once a flow.
 *
 * <p>A sighting keeps exactly what attribution may need: the names where the record told them, the address and a short
 * span of time where it did not.
 */
@NullMarked
package dev.weir.traffic.sighting;

import org.jspecify.annotations.NullMarked;
