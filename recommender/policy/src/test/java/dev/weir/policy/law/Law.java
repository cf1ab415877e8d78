package dev.weir.policy.law;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * What holds for every cluster. It is tried on as many generated ones as {@code weir.laws} says, each from a
 * {@linkplain Seeds seed of its own}; the seed is what a failure prints, and no smaller seed is a simpler cluster.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
public @interface Law {}
