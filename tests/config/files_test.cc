#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "config/load.h"
#include "config/secret.h"

namespace tidings::config {
namespace {

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("config." + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& content) {
    const auto file = folder_ / "file";
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

  [[nodiscard]] std::string wrong(const std::filesystem::path& file) const {
    const auto loaded = load(file, [](const std::string&) { return std::nullopt; });
    auto text = render(loaded.file, loaded.problems);
    const auto at = text.find(folder_.string());
    return at == std::string::npos ? text : text.replace(at, folder_.string().size() + 1, "");
  }

  [[nodiscard]] std::string secret_problem(const std::filesystem::path& file) const {
    const auto secret = read_secret(file);
    return secret ? "" : secret.error().detail.substr(file.string().size());
  }

  std::filesystem::path folder_;
};

TEST_F(Files, OfSettingsAreRead) {
  const auto loaded = load(write("sink: {path: elsewhere}\n"), process_environment());
  EXPECT_TRUE(loaded.problems.empty());
  EXPECT_EQ(loaded.settings.sink.path, "elsewhere");
  EXPECT_EQ(wrong(write("sink: {pth: x}\n")), "file:1:8: sink.pth: unknown key; did you mean sink.path?\n");
}

TEST_F(Files, ThatCannotBeReadAreNamed) {
  EXPECT_EQ(wrong(folder_ / "nowhere"), "nowhere: cannot be read: No such file or directory\n");
  std::filesystem::create_directory(folder_ / "folder");
  EXPECT_EQ(wrong(folder_ / "folder"), "folder: cannot be read: Is a directory\n");
  EXPECT_EQ(wrong("/dev/zero"), "/dev/zero: longer than 1 MiB\n");
}

TEST_F(Files, HoldSecrets) {
  EXPECT_EQ(read_secret(write("s3cret\n"))->reveal(), "s3cret");
  EXPECT_EQ(read_secret(write("s3cret\r\n"))->reveal(), "s3cret");
  EXPECT_EQ(read_secret(write(" two words \n\n"))->reveal(), " two words \n");
}

TEST_F(Files, ThatHoldNoSecretAreNamedWithoutTheirContent) {
  EXPECT_EQ(secret_problem(folder_ / "nowhere"), ": cannot be read: No such file or directory");
  EXPECT_EQ(secret_problem(folder_), ": cannot be read: Is a directory");
  EXPECT_EQ(secret_problem(write("\n")), ": is empty");
  EXPECT_EQ(secret_problem(write(std::string("s3\0cret", 7))), ": holds NUL");
  EXPECT_EQ(secret_problem(write(std::string(65'537, 'x'))), ": longer than 64 KiB");
}

}  // namespace
}  // namespace tidings::config
