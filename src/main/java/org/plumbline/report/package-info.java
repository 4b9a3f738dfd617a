/** Text and HTML drawn from records; nothing is computed here but pictures. */
package org.plumbline.report;
