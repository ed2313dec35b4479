#pragma once

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/files/source.h"
#include "pipeline/store/store.h"
#include "tests/support/temp_folder.h"

namespace tidings::io::files {

[[nodiscard]] inline std::string gzipped(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(::deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(::deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

[[nodiscard]] inline std::string zstd_packed(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

// What a record says of itself, short: "name:line body", with the reason before the body where it is broken.
[[nodiscard]] inline std::string told(const record::Input& input) {
  auto text = *input.container + (input.line > 0 ? ":" + std::to_string(input.line) : "") + " ";
  if (input.broken) text += "!" + std::string(input.broken->code) + " ";
  return text + input.body;
}

[[nodiscard]] inline std::vector<std::string> told(const std::vector<record::Input>& inputs) {
  std::vector<std::string> texts;
  for (const auto& input : inputs) texts.push_back(told(input));
  return texts;
}

// A spool, the state of one daemon, and a source that can be killed and started again.
class Feed : public testing::Test {
 protected:
  Feed() {
    options.folder = home / "feed";
    std::filesystem::create_directories(options.folder);
    options.drain = true;
  }

  void put(const std::string& name, std::string_view bytes) const { support::write_file(options.folder / name, bytes); }

  // As a good producer does it: written elsewhere, then renamed into the spool.
  void rename_in(const std::string& name, std::string_view bytes) const {
    support::write_file(home / "outside", bytes);
    std::filesystem::rename(home / "outside", options.folder / name);
  }

  void start() {
    source.reset();
    if (!store) {
      auto opened = store::Store::open(home / "state");
      ASSERT_TRUE(opened.has_value()) << opened.error().detail;
      store = std::move(*opened);
    }
    auto made = open_source(options, *store, [this](const std::string& text) { warnings.push_back(text); });
    ASSERT_TRUE(made.has_value()) << made.error().detail;
    source = std::move(*made);
    std::vector<Position> positions;
    if (committed.value > 0) positions.push_back({record::Partition{0}, {}, committed});
    const auto started = source->start(positions);
    ASSERT_TRUE(started) << started.error().detail;
  }

  Polled poll(std::size_t bytes = std::size_t{64} << 20U, int wait_ms = 0) {
    auto polled = source->poll({bytes, std::chrono::milliseconds(wait_ms)});
    EXPECT_TRUE(polled.has_value()) << polled.error().detail;
    if (!polled) return {};
    for (const auto& assigned : polled->assigned) assignment = assigned.assignment;
    for (const auto& input : polled->records) {
      EXPECT_EQ(input.assignment, assignment);
      EXPECT_GT(input.offset, last) << "offsets grow";
      last = input.offset;
    }
    return std::move(*polled);
  }

  // Of a poll that does not wait nothing may come where the machine stands still meanwhile.
  std::vector<record::Input> poll_until_some(std::size_t bytes = std::size_t{64} << 20U) {
    std::vector<record::Input> inputs;
    for (int polls = 0; polls < 1000 && inputs.empty(); ++polls) inputs = poll(bytes).records;
    return inputs;
  }

  // Everything up to the end; for sources that drain.
  std::vector<record::Input> read_all(std::size_t bytes = std::size_t{64} << 20U) {
    std::vector<record::Input> inputs;
    for (int polls = 0; polls < 1'000'000; ++polls) {
      auto polled = poll(bytes);
      for (auto& input : polled.records) inputs.push_back(std::move(input));
      if (polled.end) return inputs;
    }
    ADD_FAILURE() << "the source does not end";
    return inputs;
  }

  // At least `count` records; for sources that wait.
  std::vector<record::Input> read_some(std::size_t count) {
    std::vector<record::Input> inputs;
    for (int polls = 0; polls < 100 && inputs.size() < count; ++polls) {
      auto polled = poll(std::size_t{64} << 20U, 100);
      for (auto& input : polled.records) inputs.push_back(std::move(input));
    }
    return inputs;
  }

  void commit(const std::vector<record::Input>& inputs, std::size_t count) {
    if (count > 0) committed = record::Offset{inputs[count - 1].offset.value + 1};
    const auto done = source->committed(std::vector{Position{record::Partition{0}, assignment, committed}});
    EXPECT_TRUE(done) << done.error().detail;
  }
  void commit(const std::vector<record::Input>& inputs) { commit(inputs, inputs.size()); }

  // The process ends; the next start() finds what is durable.
  void kill() {
    source.reset();
    store.reset();
    last = record::Offset{-1};
  }

  [[nodiscard]] std::vector<std::string> names_in(const std::string& folder) const {
    std::vector<std::string> names;
    if (!std::filesystem::exists(home / folder)) return names;
    for (const auto& entry : std::filesystem::directory_iterator(home / folder)) {
      if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  support::TempFolder home;
  SourceOptions options;
  std::vector<std::string> warnings;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<Source> source;
  record::Assignment assignment;
  record::Offset committed;
  record::Offset last{-1};
};

}  // namespace tidings::io::files
