/**
 * What is measured: each side of a comparison in a process of its own, on the same files, in turn,
 * as ratios of medians. Started by {@code jobs/benchmark}.
 */
package org.plumbline.benchmark;
