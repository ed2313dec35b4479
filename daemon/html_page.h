#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/explain_page.h"

namespace tidings::daemon {

// One page of HTML that needs nothing beside itself: no script, no font, no picture.
class HtmlPage final : public ExplainPage {
 public:
  HtmlPage();
  void article(const record::Input& input, const record::Document& document, const extract::Told& told) override;
  void rejected(const record::Input& input, const record::Error& error) override;
  void end() override;

 private:
  std::size_t articles_ = 0;
};

// For text between tags and in attributes: "&", "<", ">", quotation marks; what HTML has no character for is left out.
[[nodiscard]] std::string to_html(std::string_view text);

}  // namespace tidings::daemon
