#include "daemon/stages.h"

#include <memory>
#include <optional>
#include <utility>

#include "daemon/knowledge.h"

namespace tidings::daemon {
namespace {

class Extract {
 public:
  Extract(const extract::Options& options, const config::StreamSettings& streams, const metrics::ExtractSeries& found)
      : options_(options), streams_(streams), found_(found) {}

  void operator()(flow::Parcel& parcel) {
    take_up(static_cast<const KnowledgeEdition&>(*parcel.edition).knowledge);
    coder_->code(parcel.document, told_);
    for (const auto& event : told_.events) {
      found_.events.at(static_cast<std::size_t>(event.coding.type)).add();
      if (streams_.events) parcel.messages.push_back(record::to_message(event));
    }
    if (!told_.quotes.empty()) found_.quotes.add(static_cast<double>(told_.quotes.size()));
    for (const auto& quote : told_.quotes) {
      if (streams_.quotes) parcel.messages.push_back(record::to_message(quote));
    }
    parcel.events = std::move(told_.events);
  }

 private:
  void take_up(const KnowledgePtr& knowledge) {
    if (knowledge == knowledge_) return;
    coder_.emplace(*knowledge, options_);
    knowledge_ = knowledge;
  }

  KnowledgePtr knowledge_;
  std::optional<extract::Coder> coder_;  // by that
  const extract::Options options_;
  const config::StreamSettings streams_;
  const metrics::ExtractSeries found_;
  extract::Told told_;
};

}  // namespace

flow::Work normalise_with(const normalise::Normalise& normalise, bool publish) {
  auto scratch = std::make_shared<normalise::Normalise::Scratch>();
  return [&normalise, publish, scratch](flow::Parcel& parcel) -> record::Result<void> {
    auto document = normalise(parcel.input, *scratch);
    if (!document) return std::move(document).error();
    parcel.document = std::move(*document);
    if (publish) parcel.messages.push_back(record::to_message(parcel.document));
    return {};
  };
}

flow::Work extract_with(const extract::Options& options, const config::StreamSettings& streams,
                        const metrics::ExtractSeries& found) {
  auto extract = std::make_shared<Extract>(options, streams, found);
  return [extract](flow::Parcel& parcel) -> record::Result<void> {
    (*extract)(parcel);
    return {};
  };
}

}  // namespace tidings::daemon
