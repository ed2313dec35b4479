#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "config/lexicon.h"
#include "pipeline/extract/actor/mentions.h"
#include "pipeline/extract/parsed_document.h"
#include "tests/extract/read_text.h"

namespace tidings::extract {

// The names of the shipped lexicon.
inline const language::NameDictionary& dictionary() {
  static const language::NameDictionary made = [] {
    auto loaded = config::load_lexicon(TIDINGS_SOURCE_DIR "/config/lexicon");
    EXPECT_TRUE(loaded.problems.empty()) << config::render(loaded);
    return language::NameDictionary(std::move(loaded.lexicon));
  }();
  return made;
}

// Of a text of June 1985.
inline Mentions mentions_in(const ReadText& read) {
  std::vector<language::Name> names;
  language::NameFinder(dictionary()).find(read.forms(), read.ends(), read.reading(), names);
  Mentions mentions;
  const std::chrono::year_month_day day{std::chrono::year(1985), std::chrono::month(6), std::chrono::day(1)};
  MentionFinder(dictionary()).find(read.tree(), names, day, mentions);
  return mentions;
}

// What coding needs of one, without quotes and times. `read` must outlive it.
inline ParsedDocument parsed_of(const ReadText& read, const std::string& text) {
  ParsedDocument parsed;
  parsed.points.assign(text);
  parsed.reading.tokens = read.tokens();
  parsed.tree = read.tree();
  parsed.mentions = mentions_in(read);
  return parsed;
}

}  // namespace tidings::extract
