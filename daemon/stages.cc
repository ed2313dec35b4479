#include "daemon/stages.h"

#include <utility>

namespace tidings::daemon {
namespace {

class Extract {
 public:
  Extract(std::shared_ptr<const extract::Knowledge> knowledge, const extract::Options& options,
          const config::StreamSettings& streams, const metrics::ExtractSeries& found)
      : knowledge_(std::move(knowledge)), coder_(*knowledge_, options), streams_(streams), found_(found) {}

  void operator()(flow::Parcel& parcel) {
    coder_.code(parcel.document, told_);
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
  const std::shared_ptr<const extract::Knowledge> knowledge_;
  extract::Coder coder_;
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

flow::Work extract_with(std::shared_ptr<const extract::Knowledge> knowledge, const extract::Options& options,
                        const config::StreamSettings& streams, const metrics::ExtractSeries& found) {
  auto extract = std::make_shared<Extract>(std::move(knowledge), options, streams, found);
  return [extract](flow::Parcel& parcel) -> record::Result<void> {
    (*extract)(parcel);
    return {};
  };
}

}  // namespace tidings::daemon
