/**
 * Plan, train, evaluate, promote, score, and their sequence: an action and a result record each.
 * Steps hand records forward; the loop closes through storage.
 */
package org.plumbline.cycle;
