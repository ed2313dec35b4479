// What must hold for any input at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "pipeline/record/utf8.h"
#include "tests/normalise/conservation.h"
#include "tests/normalise/reading.h"

namespace tidings::normalise {
namespace {

// Lines of which articles and pages are made.
const std::vector<std::string> kLines = {
    "The bridge at Orsk fell into the river on Monday, the mayor of the town said.",
    "“Nobody was hurt,” he added. “We were lucky.”",
    "What the masons say",
    "Bridge falls at Orsk",
    "Related materials:",
    "Read also",
    "Tar prices rise",
    "Legend: The bridge in May, with two arches and a mill.",
    "Reuters",
    "Cable Orsk",
    "date 1911-05-03 The ferry runs again.",
    "3 May, 1911 09:59",
    "Updated: 4 May 1911",
    "By Mara Vell, Staff Writer",
    "icon anchoricon closeicon mailicon tagicon v-play",
    "icon anchoricon closeicon mailicon tag The council met at noon.",
    "Home | News | World | Sport",
    "Home",
    "World",
    "Share",
    "Facebook Twitter Email",
    "Sign up for our newsletter. The ferry was bought back in June.",
    "We use cookies. You can change this at any time. It rained in Orsk.",
    "© 1911 The Orsk Courier",
    "Advertisement",
    "12 comments",
    "(Reporting by Mara Vell; editing by Tam Orrin)",
    "They begged the mayor [городского голову] Orrin to build.",
    "He waited… and left.",
    "",
    "",
    "  ",
    "A\u00A0B  C\tD",
    "x",
};

TEST(Properties, EveryWordIsInTheTextOrInTheRemovals) {
  std::size_t documents = 0;
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    std::mt19937 random(seed);
    std::string body;
    for (auto count = 1 + random() % 14; count > 0; --count) {
      body += kLines[random() % kLines.size()];
      body += random() % 3 == 0 ? "\r\n" : "\n\n";
    }
    const auto document = run(input_of(body));
    if (!document) {
      ASSERT_EQ(document.error().code, "empty_body") << "seed " << seed;
      continue;
    }
    ++documents;
    ASSERT_EQ(first_word_lost(body, *document), "") << "seed " << seed << "\n" << body;
  }
  EXPECT_GT(documents, 4000U);
}

TEST(Properties, ADocumentIsWellFormedWhateverComesIn) {
  const std::vector<std::string> pieces = {"The ferry runs. ",
                                           "\n",
                                           "\n\n",
                                           "\r",
                                           "\0",
                                           "\xFF",
                                           "\xE2\x80",
                                           "é",
                                           "мост ",
                                           "\"",
                                           "{",
                                           "[",
                                           "<p>",
                                           "date 1911-05-03 ",
                                           "icon ",
                                           "Legend: ",
                                           "By Mara Vell",
                                           "\xF0\x9F\x9A\xA2",
                                           "e\u0301",
                                           " ",
                                           "Mr. ",
                                           "?\" ",
                                           "…",
                                           "\xED\xA0\x80",
                                           "A"};
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    std::mt19937 random(seed);
    std::string body;
    for (auto count = random() % 40; count > 0; --count) body += pieces[random() % pieces.size()];
    const auto document = run(input_of(body));
    if (!document) {
      ASSERT_EQ(document.error().fault, record::Fault::kBadInput);
      continue;
    }
    ASSERT_TRUE(record::is_utf8(document->text)) << "seed " << seed;
    ASSERT_FALSE(document->text.empty()) << "seed " << seed;
    ASSERT_TRUE(document->title.empty() || document->text.starts_with(document->title)) << "seed " << seed;
    const auto points = record::CodePoints(document->text).size();
    std::uint32_t last = 0;
    for (const auto span : document->sentences) {
      ASSERT_LE(last, span.begin) << "seed " << seed;
      ASSERT_LT(span.begin, span.end) << "seed " << seed;
      last = span.end;
    }
    ASSERT_LE(last, points) << "seed " << seed;
    ASSERT_EQ(document->sentences.size(), document->sentence_fingerprints.size());
    for (const auto& passage : document->foreign) ASSERT_LE(passage.span.end, points) << "seed " << seed;
    for (const auto& removal : document->removed) ASSERT_TRUE(record::is_utf8(removal.text)) << "seed " << seed;
  }
}

// Each would take hours if anything in it were worse than linear. In processor time, so that a busy machine fails
// nothing; smaller where a sanitizer makes everything slower.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kMebibytes = 2;
#else
constexpr std::size_t kMebibytes = 8;
#endif
TEST(Properties, MebibytesOfAnythingTakeSeconds) {
  constexpr std::size_t kBytes = kMebibytes << 20U;
  for (const std::string piece : {"\"",
                                  ".",
                                  "a",
                                  " ",
                                  "icon ",
                                  "\n",
                                  "a\n",
                                  "Read more\n",
                                  "Read also\nA\n",
                                  "Legend: x\nAb\n",
                                  "date ",
                                  "Home\n",
                                  "a я ",
                                  "e\u0301",
                                  "\u00A0",
                                  "We use cookies. ",
                                  "By A B\n",
                                  "? \"",
                                  "Share ",
                                  "A.\n\n"}) {
    std::string body = "The bridge fell. ";
    body.reserve(kBytes + piece.size() + 32);
    while (body.size() < kBytes) body += piece;
    body += "\nThe ferry runs.";
    const auto begin = std::clock();
    const auto document = run(input_of(body));
    const auto took = std::clock() - begin;
    EXPECT_TRUE(document) << piece;
    EXPECT_LT(took, 120 * CLOCKS_PER_SEC) << piece;
  }
}

}  // namespace
}  // namespace tidings::normalise
