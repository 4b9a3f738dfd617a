/**
 * What a cycle leaves behind: Model, Evaluation, Decision, the other records, and the registry that
 * keeps them. Records are the file format: one mapper writes them, golden files hold them still.
 */
package org.plumbline.model;
