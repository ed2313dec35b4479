#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalise/normalise.h"
#include "pipeline/record/code_points.h"

// Runs the whole of normalise on a text and answers in the words of the tests.
namespace tidings::normalise {

inline record::Input input_of(std::string_view body, std::string_view name = "feed/article") {
  record::Input input;
  input.body = body;
  input.container = std::make_shared<const std::string>(name);
  return input;
}

inline record::Result<record::Document> run(const record::Input& input) {
  Normalise::Scratch scratch;
  return Normalise()(input, scratch);
}

inline record::Document read(std::string_view body) {
  auto document = run(input_of(body));
  if (!document) {
    ADD_FAILURE() << document.error().code << ": " << document.error().detail;
    return {};
  }
  return std::move(*document);
}

inline std::string refusal(const record::Input& input) {
  const auto document = run(input);
  return document ? "none" : std::string(document.error().code);
}

// "why: text" of every removal.
inline std::vector<std::string> removals(const record::Document& document) {
  std::vector<std::string> all;
  for (const auto& removal : document.removed) all.push_back(std::string(removal.why) + ": " + removal.text);
  return all;
}

inline std::vector<std::string> sentences(const record::Document& document) {
  const record::CodePoints points(document.text);
  std::vector<std::string> all;
  for (const auto span : document.sentences) all.emplace_back(points.text_of(span));
  return all;
}

}  // namespace tidings::normalise
