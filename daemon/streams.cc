#include "daemon/streams.h"

namespace tidings::daemon {

bool publishes(const config::StreamSettings& streams, record::Stream stream) {
  switch (stream) {
    case record::Stream::kDocuments:
      return streams.documents;
    case record::Stream::kEvents:
      return streams.events;
    case record::Stream::kQuotes:
      return streams.quotes;
    case record::Stream::kRejected:
      return true;
    case record::Stream::kUpdates:
      return streams.updates;
  }
  return false;
}

bool codes(const config::StreamSettings& streams) { return streams.events || streams.quotes || streams.updates; }

}  // namespace tidings::daemon
