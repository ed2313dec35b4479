#include "daemon/coder.h"

#include "pipeline/record/id.h"

namespace tidings::daemon {

std::string coder_of(std::string_view model_hash, std::string_view lexicon_hash, std::string_view version) {
  return record::Id::of("coder", {version, model_hash, lexicon_hash}).hex();
}

}  // namespace tidings::daemon
