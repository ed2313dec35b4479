#include "config/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "pipeline/record/utf8.h"

namespace tidings::config {
namespace {

constexpr std::size_t kLongest = 1024 * 1024;
constexpr std::size_t kDeepest = 16;

Place place_of(const YAML::Mark& mark) { return mark.is_null() ? Place{} : Place{mark.line + 1, mark.column + 1}; }

struct Refused {  // thrown through yaml-cpp, which has no other way to be stopped
  Problem problem;
};

// Builds the tree from yaml-cpp's events rather than its nodes: those expand aliases, drop the places of keys and let
// the last of two equal keys win.
class Builder : public YAML::EventHandler {
 public:
  explicit Builder(std::vector<Problem>& problems) : problems_(problems) {}

  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "", anchor);
    add({Node::Kind::kEmpty, place_of(mark), {}, {}, {}});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    problems_.push_back({place_of(mark), "aliases are not understood here; write the value out"});
    add({Node::Kind::kEmpty, place_of(mark), {}, {}, {}});
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    add({Node::Kind::kScalar, place_of(mark), value, {}, {}});
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open({Node::Kind::kList, place_of(mark), {}, {}, {}});
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open({Node::Kind::kMap, place_of(mark), {}, {}, {}});
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    bool key_read = false;  // of a map: the last entry waits for its value
    bool twice = false;     // its key was there before: the value is read and dropped
  };

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) problems_.push_back({place_of(mark), "anchors are not understood here; write the value out"});
    if (!tag.empty() && tag != "?" && tag != "!") {
      problems_.push_back({place_of(mark), "tags are not understood here: " + in_quotes(tag)});
    }
  }

  [[nodiscard]] bool wants_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::kMap && !open_.back().key_read;
  }

  void open(Node node) {
    if (wants_key()) throw Refused{{node.place, "a key must be a plain word"}};
    if (open_.size() == kDeepest) throw Refused{{node.place, fmt::format("nested deeper than {} levels", kDeepest)}};
    open_.push_back({std::move(node)});
  }

  void close() {
    auto node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (wants_key()) {
      begin_entry(std::move(node));
    } else if (auto& parent = open_.back(); parent.node.kind == Node::Kind::kList) {
      parent.node.items.push_back(std::move(node));
    } else {
      parent.key_read = false;
      if (!std::exchange(parent.twice, false)) parent.node.entries.back().value = std::move(node);
    }
  }

  void begin_entry(Node key) {
    if (key.kind != Node::Kind::kScalar) throw Refused{{key.place, "a key must be a plain word"}};
    auto& parent = open_.back();
    parent.key_read = true;
    auto& entries = parent.node.entries;
    const auto first = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key.text; });
    parent.twice = first != entries.end();
    if (parent.twice) {
      problems_.push_back(
          {key.place, fmt::format("{}: given twice; first in line {}", one_line(key.text), first->place.line)});
    } else if (entries.size() == kMostEntries) {
      throw Refused{{key.place, fmt::format("more than {} keys in one place", kMostEntries)}};
    } else {
      entries.push_back({key.text, key.place, {}});
    }
  }

  // Keeps the search for equal keys from becoming quadratic in a hostile file.
  static constexpr std::size_t kMostEntries = 200;

  std::vector<Problem>& problems_;
  std::vector<Open> open_;
  Node root_;
};

// Only says that there is a second document.
class NoSecond : public Builder {
 public:
  using Builder::Builder;
  void OnDocumentStart(const YAML::Mark& mark) override {
    throw Refused{{place_of(mark), "a second YAML document; there must be one"}};
  }
};

Place place_at(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte);
  const auto line_begin = before.rfind('\n') + 1;  // npos + 1 == 0: the first line
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(
              std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_begin), before.end(), is_start)) +
              1};
}

// What yaml-cpp must not see: it takes byte 4 for the end of the file, and guesses encodings.
std::optional<Problem> bad_bytes(std::string_view text) {
  if (text.size() > kLongest) return Problem{{}, "longer than 1 MiB"};
  if (const auto good = record::utf8_prefix(text); good != text.size())
    return Problem{place_at(text, good), "not UTF-8"};
  const auto control = std::find_if(text.begin(), text.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
  });
  if (control == text.end()) return std::nullopt;
  return Problem{place_at(text, static_cast<std::size_t>(control - text.begin())), "a control character"};
}

}  // namespace

Node read_yaml(std::string_view text, std::vector<Problem>& problems) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (auto bad = bad_bytes(text)) {
    problems.push_back(std::move(*bad));
    return {};
  }
  // yaml-cpp 0.7 misses a quote that is never closed where a line end is the last byte, and takes the rest of the file
  // for the value.
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  Builder builder(problems);
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    NoSecond second(problems);
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(second);
  } catch (const Refused& refused) {
    problems.push_back(refused.problem);
  } catch (const YAML::Exception& error) {
    const auto open_quote = error.msg == YAML::ErrorMsg::EOF_IN_SCALAR;
    // It counts on behind the end of the text, and quotes single bytes.
    const auto place = std::min(place_of(error.mark), place_at(text, text.size()));
    problems.push_back({place, open_quote ? "a quote is opened and never closed" : "not YAML: " + one_line(error.msg)});
  }
  return builder.take();
}

}  // namespace tidings::config
