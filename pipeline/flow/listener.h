#pragma once

#include <chrono>
#include <string_view>

#include "pipeline/record/input.h"
#include "pipeline/record/result.h"

namespace tidings::flow {

// What an operator should hear of. Called from the engine's threads, seldom; must return soon and may not call back.
class Listener {
 public:
  virtual ~Listener() = default;
  // `part` is a stage's name, "source" or "sink". Told once per holding-up, not once per attempt.
  virtual void held_up(std::string_view part, const record::Error& error) = 0;
  virtual void resumed(std::string_view part) = 0;
  virtual void rewound(const record::Error& why) = 0;
  virtual void stalled(std::string_view part, std::chrono::nanoseconds since) = 0;
  virtual void rejected(const record::Input& input, std::string_view stage, const record::Error& error) = 0;
  virtual void failed(const record::Error& error) = 0;  // the engine has stopped for good
};

}  // namespace tidings::flow
