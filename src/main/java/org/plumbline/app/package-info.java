/**
 * Commands, configuration, session, progress, exit codes and sample data: the only room with a
 * main.
 */
package org.plumbline.app;
