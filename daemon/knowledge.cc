#include "daemon/knowledge.h"

#include <fmt/format.h>

#include <utility>

#include "config/lexicon.h"
#include "config/patterns.h"
#include "daemon/coder.h"
#include "daemon/log.h"

namespace tidings::daemon {

LoadedKnowledge load_knowledge(const std::filesystem::path& model, const std::filesystem::path& lexicon) {
  LoadedKnowledge loaded;
  auto words = config::load_lexicon(lexicon);
  auto patterns = config::load_patterns(lexicon / "events");
  loaded.problems = config::render(words, lexicon);
  for (const auto& [file, problems] : patterns.problems)
    loaded.problems += config::render((lexicon / "events" / file).string(), problems);
  auto network = language::Model::load(model);
  if (!network) {
    const auto& error = network.error();
    loaded.problems += fmt::format("{}: {}\n", error.code, in_one_line(error.detail));
  }
  if (!loaded.problems.empty()) return loaded;
  auto hash = coder_of(network->hash(), words.hash + patterns.hash);
  loaded.knowledge = std::make_shared<const extract::Knowledge>(
      extract::Knowledge{std::move(*network), language::NameDictionary(std::move(words.lexicon)),
                         std::move(patterns.patterns), extract::Times(), std::move(hash)});
  return loaded;
}

}  // namespace tidings::daemon
