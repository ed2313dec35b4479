#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/language/reader.h"
#include "pipeline/language/tokens.h"

namespace tidings::extract {

// One sentence as the shipped model reads it.
class ReadSentence {
 public:
  explicit ReadSentence(std::string sentence) : text_(std::move(sentence)) {
    static const language::Model model = std::move(language::Model::load(TIDINGS_ENGLISH_MODEL).value());
    std::vector<language::Token> tokens;
    language::tokenise(text_, {0, static_cast<std::uint32_t>(text_.size())}, tokens);
    for (const auto& token : tokens) forms_.push_back(text_of(token, text_));
    const auto end = static_cast<std::uint32_t>(forms_.size());
    language::Reader(model).read(forms_, {&end, 1}, reading_);
    tree_.build(forms_, {&end, 1}, reading_);
  }
  ReadSentence(const ReadSentence&) = delete;
  ReadSentence& operator=(const ReadSentence&) = delete;

  [[nodiscard]] const Tree& tree() const { return tree_; }

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
  std::vector<std::string_view> forms_;
  language::Reading reading_;
  Tree tree_;
};

}  // namespace tidings::extract
