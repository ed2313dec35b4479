#pragma once

#include <filesystem>
#include <memory>

#include "config/lexicon.h"
#include "pipeline/record/document.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// What the events of a document are and what tells of each, for a terminal, or as records one a line.
class EventsPage {
 public:
  // A model that cannot be used is kFatal with its reason; so are patterns with mistakes, which are printed. `lexicon`
  // is without problems and was read from `folder`, where the patterns lie in `events`.
  static record::Result<EventsPage> open(const std::filesystem::path& model, config::LoadedLexicon lexicon,
                                         const std::filesystem::path& folder, bool json, bool colour);
  EventsPage(EventsPage&&) noexcept;
  ~EventsPage();

  void print(const record::Document& document);

 private:
  struct Memory;
  explicit EventsPage(std::unique_ptr<Memory> memory);
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::daemon
