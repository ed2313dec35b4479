#include "daemon/marks.h"

#include <array>
#include <map>

#include "pipeline/record/code_points.h"

namespace tidings::daemon {
namespace {

// What begins and ends at one place of the text.
struct Edge {
  std::array<int, kMarks> change{};
  std::vector<std::size_t> events;
};
using Edges = std::map<std::uint32_t, Edge>;  // by code point

void mark(Edges& edges, record::Span span, Mark mark) {
  if (span.begin >= span.end) return;
  ++edges[span.begin].change.at(static_cast<std::size_t>(mark));
  --edges[span.end].change.at(static_cast<std::size_t>(mark));
}

void mark(Edges& edges, const record::Event& event, std::size_t index) {
  const auto& picture = event.picture;
  for (const auto* side : {&picture.actors, &picture.recipients}) {
    for (const auto& actor : *side) mark(edges, actor.span, Mark::kActor);
  }
  if (picture.time) mark(edges, picture.time->span, Mark::kTime);
  if (picture.place) mark(edges, picture.place->span, Mark::kPlace);
  for (const auto& evidence : event.evidence) {
    mark(edges, evidence.trigger, Mark::kTrigger);
    edges[evidence.trigger.end].events.push_back(index);
  }
}

}  // namespace

std::vector<Piece> pieces_of(const record::Document& document, const extract::Told& told) {
  const record::CodePoints points(document.text);
  Edges edges;
  edges[points.size()];
  for (std::size_t i = 0; i < told.events.size(); ++i) mark(edges, told.events[i], i);
  for (const auto& quote : told.quotes) {
    mark(edges, quote.span, Mark::kQuote);
    mark(edges, quote.speaker.span, Mark::kActor);
  }
  std::vector<Piece> pieces;
  std::array<int, kMarks> open{};
  std::uint32_t begin = 0;
  for (auto& [end, edge] : edges) {
    if (end > begin) {
      Piece piece{points.text_of({begin, end}), 0, {}};
      for (std::size_t i = 0; i < kMarks; ++i)
        piece.marks |= static_cast<std::uint8_t>((open.at(i) > 0 ? 1U : 0U) << i);
      pieces.push_back(std::move(piece));
    }
    if (!pieces.empty()) pieces.back().events = std::move(edge.events);
    for (std::size_t i = 0; i < kMarks; ++i) open.at(i) += edge.change.at(i);
    begin = end;
  }
  return pieces;
}

}  // namespace tidings::daemon
