#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/sink.h"
#include "pipeline/store/store.h"
#include "tests/support/temp_folder.h"

namespace tidings::io::files {

// A sink and its store, as one process would have them.
struct Output {
  Output(const std::filesystem::path& home, SinkOptions options, FaultHook fault = {}) : folder(home / "out") {
    options.folder = folder;
    auto opened = store::Store::open(home / "state");
    EXPECT_TRUE(opened.has_value()) << opened.error().detail;
    store = std::move(*opened);
    auto made = FileSink::open(
        options, *store, [this](const std::string& text) { warnings.push_back(text); }, std::move(fault));
    EXPECT_TRUE(made.has_value()) << made.error().detail;
    if (made) sink = std::move(*made);
  }

  std::unique_ptr<Transaction> begin() {
    auto transaction = sink->begin();
    EXPECT_TRUE(transaction.has_value()) << transaction.error().detail;
    return std::move(*transaction);
  }

  [[nodiscard]] record::Offset position() {
    const auto positions = *sink->positions();
    return positions.empty() ? record::Offset{0} : positions.front().next;
  }

  std::filesystem::path folder;
  std::vector<std::string> warnings;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<FileSink> sink;
};

inline record::Message a_message(int number, record::Stream stream = record::Stream::kDocuments) {
  record::Message message;
  message.stream = stream;
  message.key = "key";
  message.id = "id-" + std::to_string(number);
  message.data = "{\"number\":" + std::to_string(number) + "}";
  return message;
}

inline Position up_to(std::int64_t next) { return {record::Partition{0}, record::Assignment{1}, record::Offset{next}}; }

// Every visible file of a folder with its bytes.
inline std::map<std::string, std::string> visible_files(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (name.front() != '.') files.emplace(name, support::read_file(entry.path()));
  }
  return files;
}

}  // namespace tidings::io::files
