/** What the view says in numbers, as Markdown for a person and as JSON for a program; the same view gives the same bytes. */
@NullMarked
package dev.weir.recommender.report;

import org.jspecify.annotations.NullMarked;
