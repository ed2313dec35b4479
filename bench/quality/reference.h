#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "pipeline/record/document.h"
#include "pipeline/record/event.h"

// The annotated articles of MEANTIME and ECB+ (shared reference material: data/meantime, data/ecbplus), in one shape.
namespace tidings::quality {

struct GoldEntity {
  record::Span span;
  std::string type;     // PER, ORG, LOC, …; of MEANTIME only
  std::string cluster;  // the mentions of one entity share it; never empty
};

struct GoldEvent {
  record::Span span;
  std::string text;
  std::string cluster;                 // the mentions of one event, across articles, share it
  std::string polarity;                // POS, NEG, UNDERSPECIFIED; of MEANTIME only, as are the following
  std::string certainty;               // CERTAIN, PROBABLE, POSSIBLE, UNDERSPECIFIED
  std::string time;                    // FUTURE, NON_FUTURE, UNDERSPECIFIED
  std::string kind;                    // OTHER, SPEECH_COGNITIVE, GRAMMATICAL, …
  std::set<std::string> participants;  // clusters of its Arg0, Arg1, … that can act: persons, organisations, places
};

struct GoldArticle {
  record::Document document;  // spans are of its text as it is given, which is clean
  record::Span annotated;     // the rest of the text is not
  std::vector<GoldEntity> entities;
  std::vector<GoldEvent> events;
};

// Every article of the folder in the order of its file, of ECB+ those of the `split`; empty where it is not there.
[[nodiscard]] std::vector<GoldArticle> read_reference(const std::filesystem::path& folder, std::string_view split = "");

// One event mention of gold and the event of ours whose trigger lies on it: positions in `gold.events` and `events`.
struct Aligned {
  std::size_t gold;
  std::size_t ours;
};

// At most one event of ours for each mention: the first whose evidence has its trigger there.
[[nodiscard]] std::vector<Aligned> align(const GoldArticle& gold, const std::vector<record::Event>& events);

}  // namespace tidings::quality
