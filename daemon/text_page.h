#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/explain_page.h"
#include "daemon/parse_page.h"
#include "daemon/reasons.h"

namespace tidings::daemon {

// For people at a terminal: the text with what was found in it marked, what was removed from it and why, then each
// event and quote with its reasons.
class TextPage final : public ExplainPage {
 public:
  // `parse`: shown behind each article in English; may be null.
  TextPage(bool colour, std::unique_ptr<ParsePage> parse) : colour_(colour), parse_(std::move(parse)) {}

  void article(const record::Input& input, const record::Document& document, const extract::Told& told) override;
  void rejected(const record::Input& input, const record::Error& error) override;

 private:
  void print_head(const record::Document& document) const;
  void print_text(const record::Document& document, const extract::Told& told) const;
  void print_reasons(const std::string& heading, const std::vector<Reason>& reasons) const;

  const bool colour_;
  const std::unique_ptr<ParsePage> parse_;
};

}  // namespace tidings::daemon
