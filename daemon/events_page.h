#pragma once

#include <memory>

#include "pipeline/extract/coder.h"
#include "pipeline/record/document.h"

namespace tidings::daemon {

// What the events of a document are and what tells of each, for a terminal, or as records one a line.
class EventsPage {
 public:
  EventsPage(std::shared_ptr<const extract::Knowledge> knowledge, bool json, bool colour);
  ~EventsPage();

  void print(const record::Document& document);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::daemon
