package org.plumbline.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Renders pages by templates that were compiled with the code. */
final class Pages {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "org.plumbline.report.pages");

  private Pages() {}

  static String render(Page page) {
    StringOutput output = new StringOutput();
    ENGINE.render("page.jte", page, output);
    return Names.visiblePage(output.toString());
  }
}
