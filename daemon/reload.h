#pragma once

#include <functional>
#include <optional>
#include <string>

#include "config/changes.h"
#include "config/load.h"
#include "daemon/knowledge.h"

namespace tidings::daemon {

using LoadSettings = std::function<config::Loaded()>;
using LoadKnowledge = std::function<LoadedKnowledge(const config::Settings&)>;

// Configuration and lexicon of a running daemon, read again when it is asked for. One thread.
class Reload {
 public:
  // `coder`: of the knowledge that runs, or empty where nothing is coded and no lexicon read.
  Reload(config::Settings running, std::string coder, LoadSettings load, LoadKnowledge load_knowledge)
      : running_(std::move(running)),
        coder_(std::move(coder)),
        load_(std::move(load)),
        load_knowledge_(std::move(load_knowledge)) {}

  struct Read {
    config::Changes changes;
    KnowledgePtr knowledge;  // null: the same as before
  };
  // Says in the log, option by option, what takes effect and what needs a restart. Nothing where configuration or
  // lexicon have a problem: each is logged, and everything stays as it is.
  [[nodiscard]] std::optional<Read> read();

  [[nodiscard]] const config::Settings& running() const { return running_; }

 private:
  config::Settings running_;
  std::string coder_;
  LoadSettings load_;
  LoadKnowledge load_knowledge_;
};

}  // namespace tidings::daemon
