#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/language/reader.h"
#include "pipeline/language/tokens.h"

namespace tidings::extract {

// A text as the shipped model reads it, one sentence per line.
class ReadText {
 public:
  explicit ReadText(std::string sentence) : text_(std::move(sentence)) {
    static const language::Model model = std::move(language::Model::load(TIDINGS_ENGLISH_MODEL).value());
    auto& tokens = tokens_;
    for (std::size_t begin = 0; begin < text_.size();) {
      const auto end = std::min(text_.find('\n', begin), text_.size());
      language::tokenise(text_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, tokens);
      ends_.push_back(static_cast<std::uint32_t>(tokens.size()));
      begin = end + 1;
    }
    for (const auto& token : tokens) forms_.push_back(text_of(token, text_));
    language::Reader(model).read(forms_, ends_, reading_);
    tree_.build(forms_, ends_, reading_);
  }
  ReadText(const ReadText&) = delete;
  ReadText& operator=(const ReadText&) = delete;

  [[nodiscard]] const Tree& tree() const { return tree_; }
  [[nodiscard]] const std::vector<std::string_view>& forms() const { return forms_; }
  [[nodiscard]] const std::vector<language::Token>& tokens() const { return tokens_; }
  [[nodiscard]] const std::vector<std::uint32_t>& ends() const { return ends_; }
  [[nodiscard]] const language::Reading& reading() const { return reading_; }

  [[nodiscard]] Word find(std::string_view form) const {
    for (Word word = 0; word < tree_.size(); ++word) {
      if (tree_.form(word) == form) return word;
    }
    ADD_FAILURE() << "no " << form << " in " << text_;
    return 0;
  }

  [[nodiscard]] std::vector<std::string> forms_of(const std::vector<Word>& words) const {
    std::vector<std::string> forms;
    for (const auto word : words) forms.emplace_back(tree_.form(word));
    return forms;
  }

 private:
  std::string text_;
  std::vector<language::Token> tokens_;
  std::vector<std::string_view> forms_;
  std::vector<std::uint32_t> ends_;
  language::Reading reading_;
  Tree tree_;
};

}  // namespace tidings::extract
