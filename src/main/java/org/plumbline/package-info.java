/**
 * Plumbline: scheduled linear regression on Apache Spark. Here lives only what every room may
 * throw.
 */
package org.plumbline;
