#include "daemon/html_page.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "daemon/marks.h"
#include "daemon/reasons.h"
#include "pipeline/record/names.h"
#include "pipeline/record/rejected.h"
#include "pipeline/record/utf8.h"

namespace tidings::daemon {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>tidings explain</title><style>
:root{color-scheme:light dark;--line:#8884;--dim:#777;--trigger:#ffd54a;--actor:#2e7d32;--time:#0277bd;--place:#8e24aa;--no:#c62828}
@media(prefers-color-scheme:dark){:root{--trigger:#8a6d00;--actor:#81c784;--time:#4fc3f7;--place:#ce93d8;--no:#ef9a9a;--dim:#999}}
body{font:16px/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:3rem 0 .3rem}
.meta,.legend,table,h2,details{font:13px/1.5 system-ui,sans-serif}
.meta,.legend,.why{color:var(--dim)}
.text{white-space:pre-wrap;margin:1.2rem 0}
.trigger{background:var(--trigger);border-radius:3px;padding:0 2px}
.actor{color:var(--actor);text-decoration:underline}
.time{color:var(--time);border-bottom:2px dotted}
.place{color:var(--place);border-bottom:1px solid}
.quote{font-style:italic}
sup a{font:11px system-ui,sans-serif;text-decoration:none;margin-left:1px}
.record{border:1px solid var(--line);border-radius:6px;margin:.8rem 0;padding:.5rem .8rem}
.record:target{outline:2px solid var(--trigger)}
h2{font-size:14px;margin:0 0 .3rem}
td,th{vertical-align:top;text-align:left;padding:.1rem .8rem .1rem 0;overflow-wrap:anywhere}
th{font-weight:normal;color:var(--dim);white-space:nowrap}
.rejected{color:var(--no)}
</style></head><body>
)";

constexpr std::array<std::string_view, kMarks> kClasses = {"quote", "actor", "time", "place", "trigger"};

void print_text(const record::Document& document, const extract::Told& told, std::size_t article) {
  std::string text;
  for (const auto& piece : pieces_of(document, told)) {
    std::string classes;
    for (std::size_t i = 0; i < kMarks; ++i) {
      if (piece.has(static_cast<Mark>(i))) classes.append(classes.empty() ? "" : " ").append(kClasses.at(i));
    }
    text += classes.empty() ? to_html(piece.text)
                            : fmt::format(R"(<span class="{}">{}</span>)", classes, to_html(piece.text));
    for (const auto event : piece.events)
      text += fmt::format(R"(<sup><a href="#e{0}-{1}">{1}</a></sup>)", article, event + 1);
  }
  fmt::print("<div class=\"text\">{}</div>\n", text);
}

void print_record(const std::string& id, const std::string& heading, const std::vector<Reason>& reasons) {
  fmt::print("<section class=\"record\"{}><h2>{}</h2><table>\n", id.empty() ? "" : " id=\"" + id + "\"",
             to_html(heading));
  for (const auto& [name, value, why] : reasons) {
    fmt::print("<tr><th>{}</th><td>{} <span class=\"why\">{}</span></td></tr>\n", name, to_html(value), to_html(why));
  }
  fmt::print("</table></section>\n");
}

void print_removed(const record::Document& document) {
  if (document.removed.empty()) return;
  fmt::print("<details><summary>removed from the text: {}</summary><table>\n", document.removed.size());
  for (const auto& removal : document.removed)
    fmt::print("<tr><th>{}</th><td>{}</td></tr>\n", to_html(removal.why), to_html(removal.text));
  fmt::print("</table></details>\n");
}

std::string meta_of(const record::Input& input, const record::Document& document) {
  auto meta = record::to_string(record::origin_of(input));
  if (document.published) {
    meta += fmt::format(" · published {} (from the {})", document.published->value, name_of(document.published->found));
  }
  return meta + " · " + document.language + " · id " + document.id;
}

}  // namespace

std::string to_html(std::string_view text) {
  std::string html;
  for (const char c : record::to_utf8_lossy(text)) {
    const bool control = static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t';
    if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else if (c == '>') {
      html += "&gt;";
    } else if (c == '"') {
      html += "&quot;";
    } else if (c == '\'') {
      html += "&#39;";
    } else if (!control) {
      html += c;
    }
  }
  return html;
}

HtmlPage::HtmlPage() { fmt::print("{}", kHead); }

void HtmlPage::article(const record::Input& input, const record::Document& document, const extract::Told& told) {
  ++articles_;
  const auto title = document.title.empty() ? record::to_string(record::origin_of(input)) : document.title;
  fmt::print("<h1>{}</h1>\n<p class=\"meta\">{}</p>\n", to_html(title), to_html(meta_of(input, document)));
  fmt::print(
      "<p class=\"legend\"><span class=\"trigger\">event</span> <span class=\"actor\">actor</span> "
      "<span class=\"time\">time</span> <span class=\"place\">place</span> <span class=\"quote\">quote</span></p>\n");
  print_text(document, told, articles_);
  for (std::size_t i = 0; i < told.events.size(); ++i) {
    print_record(fmt::format("e{}-{}", articles_, i + 1), fmt::format("{}. {}", i + 1, heading_of(told.events[i])),
                 reasons_of(told.events[i]));
  }
  for (const auto& quote : told.quotes) print_record("", heading_of(quote), reasons_of(quote));
  print_removed(document);
}

void HtmlPage::rejected(const record::Input& input, const record::Error& error) {
  ++articles_;
  fmt::print("<h1>{}</h1>\n<p class=\"rejected\">rejected, {}: {}</p>\n",
             to_html(record::to_string(record::origin_of(input))), error.code, to_html(error.detail));
}

void HtmlPage::end() { fmt::print("</body></html>\n"); }

}  // namespace tidings::daemon
