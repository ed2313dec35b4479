#pragma once

#include <memory>

namespace tidings::flow {

// What the stages work by and what may be replaced while the engine runs, such as a lexicon. A record is worked on by
// the edition that held when it was taken in, whatever came since; no commit holds the work of two. What is in it only
// the stages know.
struct Edition {
  Edition() = default;
  Edition(const Edition&) = delete;
  Edition& operator=(const Edition&) = delete;
  virtual ~Edition() = default;
};
using EditionPtr = std::shared_ptr<const Edition>;

}  // namespace tidings::flow
