/** How laws are tried: on how many generated clusters, and from which seeds. The laws stand beside what they are about. */
@NullMarked
package dev.weir.policy.law;

import org.jspecify.annotations.NullMarked;
