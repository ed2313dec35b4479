#include "pipeline/extract/event/confidence.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidings::extract {
namespace {

record::Actor a_side(const char* code, const char* via) {
  return {code, record::ActorKind::kPlace, code, "", "", code, {0, 3}, via};
}

record::Event an_event() {
  record::Event event;
  event.coding.type = record::EventType::kReject;
  event.quad = 3;
  event.picture.actors = {a_side("NOR", "name")};
  event.picture.recipients = {a_side("SWE", "name")};
  event.evidence = {{"NOR rejected SWE.", {0, 80}, {4, 12}, "reject.reject", {}, {}}};
  return event;
}

double sureness(const record::Event& event, std::size_t beside = 0) {
  return confidence_of(signals_of(event, Pattern(), beside));
}

TEST(Confidence, IsBetweenNoneAndAllInHundredths) {
  const auto confidence = sureness(an_event());
  EXPECT_GT(confidence, 0.5);
  EXPECT_LT(confidence, 1);
  EXPECT_NEAR(confidence * 100, std::round(confidence * 100), 1e-9);
}

TEST(Confidence, IsSmallWhereASideIsUnknown) {
  auto event = an_event();
  event.picture.actors.clear();
  EXPECT_LT(sureness(event), sureness(an_event()) - 0.3);
  event = an_event();
  event.picture.recipients = {a_side("SWE", "place")};
  EXPECT_LT(sureness(event), sureness(an_event()));
}

TEST(Confidence, IsSmallerOfWhatDidNotHappen) {
  auto event = an_event();
  event.picture.status = record::Status::kHypothetical;
  EXPECT_LT(sureness(event), sureness(an_event()));
}

TEST(Confidence, GrowsWithTheSentencesThatTellIt) {
  auto event = an_event();
  event.evidence.push_back(event.evidence.front());
  EXPECT_GT(sureness(event), sureness(an_event()));
}

TEST(Confidence, IsSmallerWhereASentenceTellsMuch) { EXPECT_LT(sureness(an_event(), 3), sureness(an_event())); }

}  // namespace
}  // namespace tidings::extract
