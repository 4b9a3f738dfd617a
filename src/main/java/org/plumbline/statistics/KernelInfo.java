package org.plumbline.statistics;

import java.io.Serializable;

/**
 * Which product kernel ran: {@code vector} or {@code scalar}, and the width of its registers in
 * bits.
 */
public record KernelInfo(String name, int bits) implements Serializable {}
