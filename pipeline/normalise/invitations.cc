#include "pipeline/normalise/invitations.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/language/sentences.h"
#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

struct Opening {
  std::string_view words;
  bool enough;  // without one of the cues below
};
constexpr std::array<Opening, 43> kInvitations = {{{"sign up ", false},
                                                   {"subscribe ", false},
                                                   {"get our ", false},
                                                   {"get the latest ", false},
                                                   {"join our ", false},
                                                   {"enter your email", true},
                                                   {"already a subscriber", true},
                                                   {"already subscribed", true},
                                                   {"already have an account", true},
                                                   {"click here to ", false},
                                                   {"register now", false},
                                                   {"register for ", false},
                                                   {"download our ", false},
                                                   {"download the ", false},
                                                   {"support our journalism", true},
                                                   {"support independent journalism", true},
                                                   {"become a member", true},
                                                   {"become a subscriber", true},
                                                   {"log in to ", false},
                                                   {"sign in to ", false},
                                                   {"create an account", true},
                                                   {"create a free account", true},
                                                   {"to continue reading", true},
                                                   {"to read the full ", false},
                                                   {"this article is for subscribers", true},
                                                   {"this content is for subscribers", true},
                                                   {"you have reached your ", false},
                                                   {"stay up to date with ", false},
                                                   {"stay informed", false},
                                                   {"don't miss a story", true},
                                                   {"don’t miss a story", true},
                                                   {"please enable javascript", true},
                                                   {"enable javascript", true},
                                                   {"javascript is disabled", true},
                                                   {"your browser does not support", true},
                                                   {"your email address", true},
                                                   {"by signing up", true},
                                                   {"by subscribing", true},
                                                   {"want more stories", true},
                                                   {"thank you for subscribing", true},
                                                   {"thank you for signing up", true},
                                                   {"thanks for signing up", true},
                                                   {"our newsletter", false}}};
constexpr std::array<std::string_view, 22> kInvitationCues = {
    "newsletter",       "inbox",     "e-mail",  "email",       "subscri",       "whatsapp",   "telegram", "facebook",
    "twitter",          "instagram", "account", "javascript",  "alerts",        "membership", " app ",    " app.",
    "continue reading", "podcast",   "youtube", "latest news", "breaking news", "unlimited"};
constexpr std::array<std::string_view, 12> kCookieOpenings = {
    "we use cookies",           "this site uses cookies", "this website uses cookies", "our site uses cookies",
    "our website uses cookies", "we and our partners ",   "by continuing to use ",     "by continuing to browse",
    "by using this site",       "by using this website",  "we value your privacy",     "we care about your privacy"};
constexpr std::array<std::string_view, 13> kContinuations = {
    "log in",        "sign in",     " you ",   " your ",   "you can ",  "privacy", "learn more",
    "find out more", "unsubscribe", "cookies", "terms of", "read more", " spam"};

template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(),
                     [&](auto piece) { return text.find(piece) != std::string_view::npos; });
}

std::string_view invitation(std::string_view sentence) {
  for (const std::string_view words : {"follow us on ", "like us on ", "find us on "}) {
    if (sentence.starts_with(words)) return why::kShare;
  }
  if (std::any_of(kCookieOpenings.begin(), kCookieOpenings.end(),
                  [&](auto words) { return sentence.starts_with(words); })) {
    return why::kCookies;
  }
  for (const auto& [words, enough] : kInvitations) {
    if (sentence.starts_with(words))
      return enough || contains_any(sentence, kInvitationCues) ? why::kSignup : std::string_view{};
  }
  return {};
}

}  // namespace

void cut_invitations(Layout& layout, Line& line) {
  if (invitation(line.folded).empty()) return;
  std::vector<language::Sentence> sentences;
  language::split_sentences(line.text.substr(0, line.folded.size()), sentences);
  std::size_t end = 0;
  std::string_view why;
  for (const auto& sentence : sentences) {
    const auto text = line.folded.substr(sentence.begin, sentence.end - sentence.begin);
    const auto own = invitation(text);
    if (own.empty() && (why.empty() || !contains_any(text, kContinuations))) break;
    if (why.empty()) why = own;
    end = sentence.end;
  }
  if (end > 0 && (line.whole || end < line.folded.size())) layout.cut_front(line, end, why);
}

}  // namespace tidings::normalise
