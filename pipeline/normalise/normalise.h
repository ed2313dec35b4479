#pragma once

#include <memory>

#include "pipeline/record/document.h"
#include "pipeline/record/input.h"
#include "pipeline/record/result.h"

namespace tidings::normalise {

struct Options {
  std::size_t language_bytes = 1024;  // how much of a text its language is told from
};

// Bytes to a clean Document: plain text and JSON articles; any other format is refused. A pure function of the input
// and the options: no clock, no file. Linear time in any input. Safe to call from many threads at once, each with a
// Scratch of its own.
//
// Errors are all Fault::kBadInput, with a code of record::reason: unsupported_format, bad_json, bad_article,
// bad_encoding, empty_body. An input that came `broken` is answered with its own error.
class Normalise {
 public:
  // Memory used again from article to article; after a huge one it is given back.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

   private:
    friend class Normalise;
    struct Memory;
    std::unique_ptr<Memory> memory_;
  };

  explicit Normalise(Options options = {}) : options_(options) {}

  [[nodiscard]] record::Result<record::Document> operator()(const record::Input& input, Scratch& scratch) const;

 private:
  [[nodiscard]] record::Result<record::Document> read(const record::Input& input, Scratch::Memory& memory) const;

  Options options_;
};

}  // namespace tidings::normalise
