#pragma once

#include "pipeline/flow/listener.h"

namespace tidings::support {

// Hears everything and says nothing.
class QuietListener : public flow::Listener {
 public:
  void held_up(std::string_view, const record::Error&) override {}
  void resumed(std::string_view) override {}
  void rewound(const record::Error&) override {}
  void stalled(std::string_view, std::chrono::nanoseconds) override {}
  void rejected(const record::Input&, std::string_view, const record::Error&) override {}
  void failed(const record::Error&) override {}
};

}  // namespace tidings::support
