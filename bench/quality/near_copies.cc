#include "bench/quality/near_copies.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "pipeline/language/sentences.h"

namespace tidings::quality {
namespace {

using Paragraph = std::vector<std::string>;  // its sentences

struct Body {
  std::string title;
  std::vector<Paragraph> paragraphs;
};

Body body_of(const std::string& text) {
  Body body;
  const auto end = std::min(text.find('\n'), text.size());
  body.title = text.substr(0, end);
  std::vector<language::Sentence> sentences;
  const std::string_view rest = std::string_view(text).substr(end);
  language::split_sentences(rest, sentences);
  std::size_t before = 0;
  for (const auto& sentence : sentences) {
    const bool is_new = rest.substr(before, sentence.begin - before).find("\n\n") != std::string_view::npos;
    if (is_new || body.paragraphs.empty()) body.paragraphs.emplace_back();
    body.paragraphs.back().emplace_back(rest.substr(sentence.begin, sentence.end - sentence.begin));
    before = sentence.end;
  }
  return body;
}

std::string text_of(const Body& body) {
  std::string text = body.title;
  for (const auto& paragraph : body.paragraphs) {
    text += "\n\n";
    for (const auto& sentence : paragraph) text += (&sentence == paragraph.data() ? "" : " ") + sentence;
  }
  return text;
}

void cut(Body& body) {
  std::size_t all = 0;
  for (const auto& paragraph : body.paragraphs) all += paragraph.size();
  for (auto more = all / 3; more > 0; --more) {
    body.paragraphs.back().pop_back();
    if (body.paragraphs.back().empty()) body.paragraphs.pop_back();
  }
}

void reorder(Body& body) {
  std::ranges::reverse(body.paragraphs);
  for (auto& paragraph : body.paragraphs) std::ranges::reverse(paragraph);
}

const std::map<std::string_view, std::string_view> kOtherWords = {{"said", "stated"},
                                                                  {"also", "likewise"},
                                                                  {"after", "following"},
                                                                  {"about", "around"},
                                                                  {"began", "started"},
                                                                  {"ended", "finished"},
                                                                  {"which", "that"},
                                                                  {"because", "since"},
                                                                  {"told", "informed"},
                                                                  {"many", "numerous"},
                                                                  {"large", "big"},
                                                                  {"two", "2"},
                                                                  {"three", "3"},
                                                                  {"four", "4"},
                                                                  {"five", "5"},
                                                                  {"ten", "10"},
                                                                  {"last", "past"},
                                                                  {"while", "whereas"},
                                                                  {"near", "close to"},
                                                                  {"until", "till"},
                                                                  {"reported", "announced"},
                                                                  {"wrote", "noted"},
                                                                  {"had", "has"},
                                                                  {"will", "is to"},
                                                                  {"but", "yet"},
                                                                  {"before", "prior to"},
                                                                  {"people", "persons"},
                                                                  {"newspaper", "paper"},
                                                                  {"spokesman", "speaker"},
                                                                  {"evening", "night"},
                                                                  {"yesterday", "a day ago"}};

// "said," is "stated,".
std::string other_word(const std::string& word) {
  const auto length = word.find_last_not_of(".,;:!?\"") + 1;
  const auto other = kOtherWords.find(std::string_view(word).substr(0, length));
  return other == kOtherWords.end() ? word : std::string(other->second) + word.substr(length);
}

bool is_small(const std::string& word) {
  return word == "the" || word == "a" || word == "very" || word == "still" || word == "already" || word == "again";
}

std::string edited(const std::string& sentence) {
  constexpr int kEvery = 4;  // of the small words one goes
  std::string text;
  int small = 0;
  for (std::size_t at = 0; at < sentence.size();) {
    const auto end = std::min(sentence.find(' ', at), sentence.size());
    const auto word = sentence.substr(at, end - at);
    at = end + 1;
    if (is_small(word) && ++small % kEvery == 0) continue;
    text += (text.empty() ? "" : " ") + other_word(word);
  }
  return text;
}

void edit(Body& body) {
  for (auto& paragraph : body.paragraphs) std::ranges::transform(paragraph, paragraph.begin(), edited);
  body.paragraphs.push_back({"This report was put together from agency material."});
}

void change_headline(Body& body) { body.title = "What is known so far"; }

}  // namespace

std::vector<NearCopy> near_copies(const std::string& text) {
  using Change = void (*)(Body&);
  const std::vector<std::pair<const char*, std::vector<Change>>> kinds = {
      {"cut", {cut}},
      {"reordered", {reorder}},
      {"edited", {edit}},
      {"headline", {change_headline}},
      {"all", {cut, reorder, edit, change_headline}}};
  std::vector<NearCopy> copies;
  for (const auto& [how, changes] : kinds) {
    auto body = body_of(text);
    for (const auto& change : changes) change(body);
    copies.push_back({how, text_of(body)});
  }
  return copies;
}

}  // namespace tidings::quality
