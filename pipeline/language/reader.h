#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/language/encoder.h"
#include "pipeline/language/model.h"
#include "pipeline/language/parser.h"

namespace tidings::language {

// What was read of some sentences, word by word.
struct Reading {
  std::vector<Upos> upos;
  std::vector<Xpos> xpos;
  std::vector<NameTag> names;
  std::vector<std::array<std::int16_t, kNameTags>> name_scores;  // what the network gives each of the tags
  std::vector<std::int32_t> heads;  // index of the head among all words given; kRoot for the root of a sentence
  std::vector<Relation> relations;

  static constexpr std::int32_t kRoot = Parser::kRoot;
};

// Tags, names and trees of sentences. One for each worker: it holds the memory it works in and grows it to the longest
// input seen, then allocates nothing. The model is shared and must outlive it. Same words, same reading, on any
// machine.
class Reader {
 public:
  explicit Reader(const Model& model) : model_(model), encoder_(model), parser_(model) {}

  // The words of one or more sentences; `ends[i]`: one past the last word of sentence i, the last of them forms.size().
  // Every sentence gets one tree. A sentence over kSentenceMax words is read in stretches, the roots of the later ones
  // made `parataxis` of the first root, so that time for each word has a bound. Replaces what `reading` held.
  void read(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends, Reading& reading);

  static constexpr std::uint32_t kSentenceMax = 192;

 private:
  static constexpr std::uint32_t kWordsInMemory = 512;

  void split(std::span<const std::string_view> forms, std::span<const std::uint32_t> ends);
  void read_some(std::span<const std::string_view> forms, std::size_t first, std::size_t last, Reading& reading);
  void tag(std::span<const std::int16_t> outputs, std::uint32_t begin, std::uint32_t end, Reading& reading);
  // "Tanks shelled the town." has a verb, though none was seen: the word in "-ed" behind a noun that is nearest to
  // being a past tense. It gets that tag and is to be the root. Parser::kAny where a verb was seen or none is near.
  [[nodiscard]] std::uint32_t missed_verb(std::span<const std::string_view> forms,
                                          std::span<const std::int16_t> outputs, std::uint32_t begin,
                                          const Stretch& stretch, Reading& reading) const;
  static void join(std::span<const std::uint32_t> ends, Reading& reading);

  const Model& model_;
  Encoder encoder_;
  Parser parser_;
  std::vector<Stretch> stretches_;
  std::vector<Stretch> local_;
  std::vector<std::uint32_t> roots_;  // of local_
};

}  // namespace tidings::language
