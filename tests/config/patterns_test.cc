#include "config/patterns.h"

#include <gmock/gmock.h>

#include "pipeline/record/plover.h"

namespace tidings::config {
namespace {

using extract::Slot;
using extract::Words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kArrest = R"(type: COERCE
lists:
  people: [journalist, activist]
patterns:
  - id: coerce.arrest
    mode: arrest
    cameo: "173"
    contexts: [legal]
    verbs:
      triggers: [arrest, take into custody]
      needs: {object: ["@person", $people]}
      never: {object: [growth]}
    nouns:
      triggers: [arrest]
      recipient: [of, against]
    fires: [Police arrested three journalists.]
    silent: [Frost arrested the growth of the vines.]
)";

LoadedPatterns parse(std::string_view text) { return parse_patterns({{"coerce.yaml", std::string(text)}}); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string problem(std::string_view from, std::string_view to) {
  const auto loaded = parse(replaced(std::string(kArrest), from, to));
  return loaded.problems.empty() ? "" : render("coerce.yaml", loaded.problems.begin()->second);
}

TEST(Patterns, AreReadWithTheirDefaults) {
  const auto loaded = parse(kArrest);
  ASSERT_THAT(loaded.problems, IsEmpty());
  ASSERT_THAT(loaded.patterns.patterns, SizeIs(1));
  const auto& pattern = loaded.patterns.patterns[0];
  EXPECT_EQ(pattern.type, record::EventType::kCoerce);
  EXPECT_EQ(pattern.mode, "arrest");
  EXPECT_EQ(pattern.cameo, "173");
  EXPECT_THAT(pattern.contexts, ElementsAre("legal"));
  ASSERT_TRUE(pattern.verbs && pattern.nouns);
  EXPECT_THAT(pattern.verbs->triggers, ElementsAre(ElementsAre("arrest"), ElementsAre("take", "into", "custody")));
  EXPECT_THAT(pattern.verbs->actor, ElementsAre(Slot{Slot::Kind::kSubject, ""}));
  EXPECT_THAT(pattern.verbs->recipient, ElementsAre(Slot{Slot::Kind::kObject, ""}));
  ASSERT_THAT(pattern.verbs->needs, SizeIs(1));
  EXPECT_THAT(pattern.verbs->needs[0].words.lemmas, ElementsAre("journalist", "activist"));
  EXPECT_THAT(pattern.verbs->needs[0].words.classes, ElementsAre(Words::Class::kPerson));
  EXPECT_THAT(pattern.nouns->actor,
              ElementsAre(Slot{Slot::Kind::kPossessor, ""}, Slot{Slot::Kind::kPreposition, "by"}));
  EXPECT_THAT(pattern.nouns->recipient,
              ElementsAre(Slot{Slot::Kind::kPreposition, "of"}, Slot{Slot::Kind::kPreposition, "against"}));
  EXPECT_EQ(count_senses(loaded.patterns), 2U) << "the noun and the verb are one lemma";
}

TEST(Patterns, OfMutualEventsHaveNoRecipient) {
  const auto loaded = parse(replaced(std::string(kArrest), "    contexts", "    mutual: true\n    contexts"));
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_THAT(loaded.patterns.patterns.at(0).nouns->recipient, IsEmpty());
}

TEST(Patterns, CommonListsAreKnownInEveryFile) {
  const auto text = replaced(std::string(kArrest), "  people: [journalist, activist]", "  others: [miner]");
  const auto loaded = parse_patterns(
      {{"coerce.yaml", text}, {"lists.yaml", "lists:\n  people: [weaver]\n  light_verbs: [hold, launch]\n"}});
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_THAT(loaded.patterns.patterns.at(0).verbs->needs.at(0).words.lemmas, ElementsAre("weaver"));
  EXPECT_THAT(loaded.patterns.light_verbs, ElementsAre("hold", "launch"));
}

TEST(Patterns, ALoneDollarIsAWord) {
  const auto loaded = parse(replaced(std::string(kArrest), "$people", "\"$\""));
  ASSERT_THAT(loaded.problems, IsEmpty());
  EXPECT_THAT(loaded.patterns.patterns.at(0).verbs->needs.at(0).words.lemmas, testing::Contains("$"));
}

TEST(Patterns, EveryMistakeIsToldWithItsPlace) {
  EXPECT_THAT(problem("type: COERCE", "type: COERSE"), HasSubstr("coerce.yaml:1:7: type: one of PLOVER's"));
  EXPECT_THAT(problem("mode: arrest", "mode: riot"),
              HasSubstr("coerce.yaml:6:11: mode: \"riot\" is no mode of COERCE"));
  EXPECT_THAT(problem("[legal]", "[lawful]"), HasSubstr("coerce.yaml:8:15: contexts: \"lawful\""));
  EXPECT_THAT(problem("id: coerce.arrest", "id: arrest"), HasSubstr("does not begin with \"coerce.\""));
  EXPECT_THAT(problem("\"173\"", "17b"), HasSubstr("cameo: two to four digits"));
  EXPECT_THAT(problem("mode:", "mood:"), HasSubstr("coerce.yaml:6:5: unknown key \"mood\""));
  EXPECT_THAT(problem("$people", "$folk"), HasSubstr("unknown list \"$folk\""));
  EXPECT_THAT(problem("$people", "the $"), HasSubstr("unknown list \"the $\""));
  EXPECT_THAT(problem("@person", "@persons"), HasSubstr("unknown class \"@persons\""));
  EXPECT_THAT(problem("[of, against]", "[of, againts]"), HasSubstr("unknown slot \"againts\""));
  EXPECT_THAT(problem("object: [growth]", "objects: [growth]"),
              HasSubstr("coerce.yaml:12:15: unknown slot \"objects\""));
  EXPECT_THAT(problem("      triggers: [arrest]\n", ""), HasSubstr("triggers: at least one"));
  EXPECT_THAT(problem("    silent: [Frost arrested the growth of the vines.]\n", ""),
              HasSubstr("silent: at least one"));
  EXPECT_THAT(problem("Frost arrested the growth of the vines.", "Guards arrested three journalists."),
              HasSubstr("a sentence like this is there already"));
  EXPECT_THAT(problem("patterns:", "patterns: ["), testing::Not(IsEmpty()));
}

TEST(Patterns, AnIdIsThereOnce) {
  const auto other = replaced(replaced(std::string(kArrest), "Police arrested three", "Soldiers arrested the"),
                              "the growth of the vines", "rot");
  const auto loaded = parse_patterns({{"a.yaml", std::string(kArrest)}, {"b.yaml", other}});
  ASSERT_TRUE(loaded.problems.contains("b.yaml"));
  EXPECT_THAT(render("b.yaml", loaded.problems.at("b.yaml")), HasSubstr("is there already"));
}

TEST(Patterns, AFolderThatIsMissingIsAProblem) { EXPECT_THAT(load_patterns("/no/such/folder").problems, SizeIs(1)); }

TEST(Plover, ModesBelongToTheirTypes) {
  using record::EventType;
  EXPECT_NE(record::plover::find_mode(EventType::kConsult, "phone"), nullptr);
  EXPECT_EQ(record::plover::find_mode(EventType::kAssault, "phone"), nullptr);
  EXPECT_EQ(record::plover::score_of(EventType::kConsult, "third-party"), 1);
  EXPECT_EQ(record::plover::score_of(EventType::kConsult, ""), 2.5);
}

}  // namespace
}  // namespace tidings::config
