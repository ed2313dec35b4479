#include "pipeline/extract/event/answers.h"

#include <gmock/gmock.h>

#include <string>

namespace tidings::extract {
namespace {

using record::EventType;
using testing::ElementsAre;
using testing::IsEmpty;

record::Actor side(const std::string& code) {
  record::Actor actor;
  actor.code = code;
  return actor;
}

Telling telling(EventType type, std::uint32_t sentence, const std::string& actor, const std::string& recipient) {
  Telling telling;
  telling.event.coding.type = type;
  telling.sentence = sentence;
  telling.event.picture.actors = {side(actor)};
  if (!recipient.empty()) telling.event.picture.recipients = {side(recipient)};
  return telling;
}

std::vector<std::string> addressees(std::vector<Telling> tellings) {
  give_addressees(tellings);
  std::vector<std::string> codes;
  for (const auto& actor : tellings.back().event.picture.recipients) codes.push_back(actor.code);
  return codes;
}

TEST(Answers, ARejectionAnswersTheLastDemandMadeToIt) {
  EXPECT_THAT(addressees({telling(EventType::kRequest, 0, "PER", "CHL"), telling(EventType::kReject, 1, "CHL", "")}),
              ElementsAre("PER"));
  EXPECT_THAT(addressees({telling(EventType::kRequest, 0, "PER", ""), telling(EventType::kReject, 0, "CHL", "")}),
              ElementsAre("PER"));
}

TEST(Answers, NobodyAnswersHimselfNorForOthersNorTooLate) {
  EXPECT_THAT(addressees({telling(EventType::kRequest, 0, "PER", "BOL"), telling(EventType::kReject, 1, "CHL", "")}),
              IsEmpty());
  EXPECT_THAT(addressees({telling(EventType::kRequest, 0, "CHL", ""), telling(EventType::kReject, 1, "CHL", "")}),
              IsEmpty());
  EXPECT_THAT(addressees({telling(EventType::kRequest, 0, "PER", "CHL"), telling(EventType::kReject, 5, "CHL", "")}),
              IsEmpty());
}

TEST(Answers, WhatTheTextTellsOfTheAddresseeStays) {
  EXPECT_THAT(addressees({telling(EventType::kRequest, 0, "PER", "CHL"), telling(EventType::kReject, 1, "CHL", "BOL")}),
              ElementsAre("BOL"));
}

TEST(Answers, WhoDetersWarnsThoseWhoPrepare) {
  auto warning = telling(EventType::kThreaten, 1, "CHL", "");
  EXPECT_THAT(addressees({telling(EventType::kMobilize, 0, "PER", "BOL"), warning}), IsEmpty());
  warning.deters = true;
  EXPECT_THAT(addressees({telling(EventType::kMobilize, 0, "PER", "BOL"), warning}), ElementsAre("PER"));
}

}  // namespace
}  // namespace tidings::extract
