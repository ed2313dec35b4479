#include "pipeline/language/name_trees.h"

#include <gmock/gmock.h>

#include <random>
#include <string>

namespace tidings::language {
namespace {

using testing::ElementsAre;

// Words with their heads and relations, counted from 0; -1 is the root.
struct Tree {
  void add(Upos upos, std::int32_t head, Relation relation) {
    forms.emplace_back(upos == Upos::kPropn ? "Name" : "word");
    reading.upos.push_back(upos);
    reading.xpos.push_back(Xpos::kNn);
    reading.heads.push_back(head);
    reading.relations.push_back(relation);
  }
  std::vector<std::string_view> forms;
  Reading reading;
};

std::vector<std::string> arcs(const Reading& reading) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < reading.heads.size(); ++i) {
    lines.push_back(std::to_string(reading.heads[i]) + " " + std::string(to_string(reading.relations[i])));
  }
  return lines;
}

Name person(std::uint32_t title, std::uint32_t begin, std::uint32_t end) {
  return {begin, end, title, 0, NameKind::kPerson, NameSource::kTitle};
}

TEST(NameTrees, GiveAPersonThePlaceOfTheTitle) {
  Tree tree;  // "US Secretary of State Anne Jones , with Lee , left"
  tree.add(Upos::kPropn, 1, Relation::kCompound);
  tree.add(Upos::kPropn, 10, Relation::kNsubj);
  tree.add(Upos::kAdp, 3, Relation::kCase);
  tree.add(Upos::kPropn, 4, Relation::kNmodDesc);
  tree.add(Upos::kPropn, 1, Relation::kNmod);
  tree.add(Upos::kPropn, 4, Relation::kFlat);
  tree.add(Upos::kPunct, 8, Relation::kPunct);
  tree.add(Upos::kAdp, 8, Relation::kCase);
  tree.add(Upos::kPropn, 1, Relation::kNmod);
  tree.add(Upos::kPunct, 8, Relation::kPunct);
  tree.add(Upos::kVerb, -1, Relation::kRoot);
  const std::vector<Name> names = {person(1, 4, 6)};
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_THAT(arcs(tree.reading), ElementsAre("1 compound", "4 nmod:desc", "3 case", "1 nmod", "10 nsubj", "4 flat",
                                              "8 punct", "8 case", "4 nmod", "8 punct", "-1 root"));
}

TEST(NameTrees, TakeThePrepositionAlong) {
  Tree tree;  // "with Minister Lee"
  tree.add(Upos::kAdp, 1, Relation::kCase);
  tree.add(Upos::kPropn, -1, Relation::kRoot);
  tree.add(Upos::kPropn, 1, Relation::kFlat);
  const std::vector<Name> names = {person(1, 2, 3)};
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_THAT(arcs(tree.reading), ElementsAre("2 case", "2 nmod:desc", "-1 root"));
}

TEST(NameTrees, CallATitleAProperNoun) {
  Tree tree;  // "Minister Lee"
  tree.add(Upos::kPropn, -1, Relation::kRoot);
  tree.add(Upos::kPropn, 0, Relation::kFlat);
  tree.reading.upos[0] = Upos::kNoun;
  const std::vector<Name> names = {person(0, 1, 2)};
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_EQ(tree.reading.upos[0], Upos::kPropn);
  EXPECT_EQ(tree.reading.xpos[0], Xpos::kNnp);
  tree.forms[0] = "minister";
  tree.reading.upos[0] = Upos::kNoun;
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_EQ(tree.reading.upos[0], Upos::kNoun);
}

TEST(NameTrees, LeaveATitleWithAnArticleAtTheHead) {
  Tree tree;  // "the Minister Lee left"
  tree.add(Upos::kDet, 1, Relation::kDet);
  tree.add(Upos::kPropn, 3, Relation::kNsubj);
  tree.add(Upos::kPropn, 1, Relation::kFlat);
  tree.add(Upos::kVerb, -1, Relation::kRoot);
  const std::vector<Name> names = {person(1, 2, 3)};
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_THAT(arcs(tree.reading), ElementsAre("1 det", "3 nsubj", "1 appos", "-1 root"));
}

TEST(NameTrees, HangOnANameAsOnOneWord) {
  Tree tree;  // "the Organization for Security ( OSCE ) met"
  tree.add(Upos::kDet, 1, Relation::kDet);
  tree.add(Upos::kNoun, 7, Relation::kNsubj);
  tree.add(Upos::kAdp, 3, Relation::kCase);
  tree.add(Upos::kPropn, 1, Relation::kNmod);
  tree.add(Upos::kPunct, 5, Relation::kPunct);
  tree.add(Upos::kPropn, 3, Relation::kAppos);
  tree.add(Upos::kPunct, 5, Relation::kPunct);
  tree.add(Upos::kVerb, -1, Relation::kRoot);
  const std::vector<Name> names = {{1, 4, 1, 7, NameKind::kOrganisation, NameSource::kLexicon}};
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_THAT(arcs(tree.reading),
              ElementsAre("1 det", "7 nsubj", "3 case", "1 nmod", "5 punct", "1 appos", "5 punct", "-1 root"));
}

TEST(NameTrees, DoNothingForNamesThatOnlyTheNetworkKnows) {
  Tree tree;
  tree.add(Upos::kPropn, 1, Relation::kCompound);
  tree.add(Upos::kPropn, -1, Relation::kRoot);
  const std::vector<Name> names = {{0, 2, 0, 0, NameKind::kPerson, NameSource::kContext}};
  NameTrees().mend(names, tree.forms, tree.reading);
  EXPECT_THAT(arcs(tree.reading), ElementsAre("1 compound", "-1 root"));
}

void expect_tree(const Reading& reading, unsigned seed) {
  std::size_t roots = 0;
  for (std::size_t i = 0; i < reading.heads.size(); ++i) {
    roots += reading.heads[i] < 0;
    EXPECT_EQ(reading.heads[i] < 0, reading.relations[i] == Relation::kRoot) << "seed " << seed;
    auto at = static_cast<std::int32_t>(i);
    for (std::size_t steps = 0; at >= 0 && steps <= reading.heads.size(); ++steps) at = reading.heads[at];
    ASSERT_LT(at, 0) << "seed " << seed << ", word " << i;
  }
  EXPECT_EQ(roots, 1U) << "seed " << seed;
}

TEST(NameTrees, MakeTreesOfTrees) {
  NameTrees trees;
  for (unsigned seed = 1; seed <= 2'000; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t below) { return static_cast<std::uint32_t>(random() % below); };
    const std::uint32_t size = 2 + pick(24);
    std::vector<std::int32_t> order(size);
    for (std::uint32_t i = 0; i < size; ++i) order[i] = static_cast<std::int32_t>(i);
    std::shuffle(order.begin(), order.end(), random);
    Reading reading;
    const std::vector<std::string_view> forms(size, "Name");
    reading.upos.resize(size);
    reading.xpos.resize(size);
    reading.heads.resize(size);
    reading.relations.resize(size, Relation::kDep);
    for (std::uint32_t i = 0; i < size; ++i) {
      const auto word = static_cast<std::size_t>(order[i]);
      static constexpr Upos kTags[] = {Upos::kPropn, Upos::kPropn, Upos::kAdp, Upos::kVerb};
      static constexpr Relation kRelations[] = {Relation::kDet, Relation::kCase, Relation::kFlat, Relation::kNsubj};
      reading.upos[word] = kTags[pick(4)];
      reading.heads[word] = i == 0 ? -1 : order[pick(i)];
      reading.relations[word] = i == 0 ? Relation::kRoot : kRelations[pick(4)];
    }
    std::vector<Name> names;
    for (std::uint32_t at = pick(4); at < size;) {
      const std::uint32_t begin = std::min(size - 1, at + pick(4)), end = std::min(size, begin + 1 + pick(4));
      names.push_back(person(at, begin, end));
      if (pick(2) == 0) names.back() = {begin, end, begin, 1, NameKind::kOrganisation, NameSource::kLexicon};
      at = end + pick(3);
    }
    trees.mend(names, forms, reading);
    expect_tree(reading, seed);
  }
}

}  // namespace
}  // namespace tidings::language
