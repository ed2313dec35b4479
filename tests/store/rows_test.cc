#include "pipeline/store/rows.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace tidings::store {
namespace {

using Table = std::map<std::uint64_t, std::string>;

std::string encoded(const Table& table) {
  std::string bytes;
  RowsWriter out(bytes);
  for (const auto& [number, row] : table) out.add(number, row);
  return bytes;
}

Table decoded(std::string_view bytes) {
  Table table;
  RowsReader in(bytes);
  while (const auto row = in.next()) table[row->number] = row->bytes;
  EXPECT_TRUE(in.ok());
  return table;
}

TEST(Rows, AreReadAsTheyWereWritten) {
  const Table table = {{0, "zero"}, {7, ""}, {300, std::string(200, 'x')}, {~std::uint64_t{0}, "last"}};
  EXPECT_EQ(decoded(encoded(table)), table);
}

TEST(Rows, MergeAsAMapDoesInWhateverSteps) {
  std::mt19937_64 random(3);
  for (int run = 0; run < 200; ++run) {
    Table expected;
    std::string table;
    std::string together;
    for (int step = 0; step < 6; ++step) {
      Table rows;
      for (int i = 0; i < 5; ++i) rows[random() % 12] = random() % 3 == 0 ? "" : std::to_string(random() % 1000);
      for (const auto& [number, row] : rows) {
        expected.erase(number);
        if (!row.empty()) expected[number] = row;
      }
      table = merged(table, encoded(rows), Erased::kDrop).value();
      together = merged(together, encoded(rows), Erased::kKeep).value();
    }
    EXPECT_EQ(table, encoded(expected));
    EXPECT_EQ(merged("", together, Erased::kDrop), table);
  }
}

TEST(Rows, ThatAreDamagedAreNotMerged) {
  const auto whole = encoded({{1, "one"}, {2, "two"}});
  for (std::size_t size : {1U, 2U, 4U, 6U}) {
    EXPECT_EQ(merged(whole.substr(0, size), "", Erased::kDrop), std::nullopt) << size;
    EXPECT_EQ(merged("", whole.substr(0, size), Erased::kDrop), std::nullopt) << size;
  }
  EXPECT_EQ(merged(std::string(12, '\xff'), "", Erased::kDrop), std::nullopt);
}

}  // namespace
}  // namespace tidings::store
