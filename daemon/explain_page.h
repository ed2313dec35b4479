#pragma once

#include "pipeline/extract/coder.h"
#include "pipeline/record/document.h"
#include "pipeline/record/input.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// What `explain` shows, in one form or another, on standard output: the records of a file one after the other.
class ExplainPage {
 public:
  virtual ~ExplainPage() = default;
  virtual void article(const record::Input& input, const record::Document& document, const extract::Told& told) = 0;
  virtual void rejected(const record::Input& input, const record::Error& error) = 0;
  virtual void end() {}  // once, after the last
};

}  // namespace tidings::daemon
