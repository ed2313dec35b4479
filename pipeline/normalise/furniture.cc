#include "pipeline/normalise/furniture.h"

#include <algorithm>
#include <array>

#include "pipeline/normalise/captions.h"
#include "pipeline/normalise/invitations.h"
#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/why.h"

namespace tidings::normalise {
namespace {

// Lines that are furniture whatever stands around them; lower case, without marks at either end.
constexpr auto kAdvertisements =
    words("advertisement", "advertising", "advertorial", "ad", "ads", "sponsored", "sponsored content", "paid content",
          "promoted", "promoted content", "story continues below", "story continues below advertisement",
          "article continues below", "article continues below advertisement", "article continues after advertisement",
          "story continues after advertisement", "advertisement - scroll to continue", "skip advertisement",
          "continue reading the main story", "scroll to continue");
constexpr auto kRelated =
    words("related", "related materials", "related material", "related articles", "related article", "related stories",
          "related story", "related news", "related topics", "related content", "related links", "related posts",
          "related coverage", "read more", "read also", "also read", "see also", "read next", "more on this story",
          "more on this topic", "more on this", "more on the topic", "on this topic", "you may also like",
          "you might also like", "you may also be interested in", "recommended for you", "recommended reading",
          "most read", "most popular", "most viewed", "trending now", "top stories", "don't miss", "don’t miss",
          "editor's picks", "editors' picks", "editor’s picks", "what to read next", "up next", "keep reading",
          "continue reading", "more stories", "more from this author", "more news", "latest news", "more like this",
          "explore more", "read the full story", "read full story", "read the full article", "view original",
          "materials on the topic", "similar articles");
constexpr auto kMenus =
    words("menu", "main menu", "open menu", "close menu", "skip to main content", "skip to content",
          "skip to navigation", "jump to navigation", "jump to content", "back to top", "log in", "sign in", "sign out",
          "my account", "toggle navigation", "previous article", "next article", "previous post", "next post",
          "load more", "show more", "view all", "see all", "all news", "home page", "table of contents", "loading",
          "listen to this article", "listen to article", "play video", "watch video", "print this page", "text size",
          "font size", "site map", "go back");
constexpr auto kCommenting =
    words("comments", "comment", "leave a comment", "leave a reply", "post a comment", "add a comment", "view comments",
          "show comments", "read comments", "join the conversation", "be the first to comment", "no comments",
          "no comments yet", "comments are closed");
constexpr auto kNotices =
    words("accept all cookies", "accept cookies", "accept all", "reject all", "cookie settings", "cookie policy",
          "manage cookies", "manage preferences", "privacy policy", "privacy notice", "terms of use",
          "terms of service", "terms and conditions", "cookie notice", "do not sell my personal information");

// Words of which share bars and menus are made. Alone they may be a heading; three in a row are not.
constexpr auto kShareCore =
    words("share", "tweet", "facebook", "twitter", "whatsapp", "telegram", "email", "e-mail", "mail", "print",
          "pinterest", "linkedin", "reddit", "messenger", "viber", "vk", "vkontakte", "x", "instagram", "youtube",
          "tiktok", "threads", "bluesky", "mastodon", "flipboard", "pocket", "tumblr", "skype", "signal", "rss",
          "odnoklassniki", "livejournal", "save", "bookmark", "follow", "like", "pin", "copy", "link", "url");
constexpr auto kShareJoining = words("this", "article", "story", "page", "post", "on", "via", "by", "with", "to", "us",
                                     "the", "a", "friend", "friends", "now", "and", "or", "in", "news", "options",
                                     "copied", "for", "later", "it", "at", "&", "|", "/", "-", "–", "•", "·");
constexpr auto kShareOpening =
    words("share", "tweet", "print", "email", "e-mail", "follow", "copy", "pin", "save", "bookmark");
constexpr auto kNavigation = words(
    "home", "news", "world", "politics", "business", "economy", "sport", "sports", "opinion", "opinions", "culture",
    "arts", "entertainment", "lifestyle", "life", "style", "science", "health", "technology", "tech", "travel",
    "weather", "video", "videos", "photos", "photo", "pictures", "podcast", "podcasts", "contact", "contacts", "about",
    "us", "login", "log", "in", "sign", "up", "register", "search", "menu", "subscribe", "newsletter", "newsletters",
    "local", "national", "international", "europe", "asia", "africa", "americas", "america", "uk", "us", "australia",
    "middle", "east", "more", "latest", "live", "tv", "radio", "jobs", "advertise", "archive", "help", "faq", "privacy",
    "terms", "cookies", "sitemap", "money", "finance", "markets", "society", "features", "comment", "editorial",
    "education", "environment", "climate", "food", "games", "crosswords", "puzzles", "obituaries", "shop", "magazine",
    "gallery", "donate", "support", "account", "my", "all", "sections", "edition", "close", "next", "previous", "and",
    "&", "the", "of", "top", "stories", "media");

// What furniture lines are compared by: no bullets before, no marks after.
std::string_view bare(std::string_view folded) {
  constexpr std::string_view kBefore = " -*>|[(#+";
  constexpr std::string_view kAfter = " :.!-*>|])<+";
  const auto begin = std::min(folded.find_first_not_of(kBefore), folded.size());
  folded.remove_prefix(begin);
  for (const std::string_view mark : {"•", "›", "»", "→", "▶", "▸", "…"}) {
    if (folded.starts_with(mark)) folded.remove_prefix(mark.size());
    if (folded.ends_with(mark)) folded.remove_suffix(mark.size());
  }
  const auto end = folded.find_last_not_of(kAfter);
  folded = folded.substr(0, end == std::string_view::npos ? 0 : end + 1);
  return trim(folded);
}

std::string_view fixed_phrase(std::string_view phrase) {
  if (phrase.size() > 48) return {};
  if (kAdvertisements.holds(phrase)) return why::kAdvertisement;
  if (kRelated.holds(phrase)) return why::kRelated;
  if (kMenus.holds(phrase)) return why::kMenu;
  if (kCommenting.holds(phrase)) return why::kComments;
  return kNotices.holds(phrase) ? why::kCookies : std::string_view{};
}

// "12 comments", "Comments (12)", "3 min read", "Reading time: 3 minutes".
std::string_view counter(std::string_view phrase) {
  if (phrase.size() > 32) return {};
  auto rest = phrase;
  const auto first = next_word(rest);
  const auto second = next_word(rest);
  const auto third = next_word(rest);
  const auto is_count = [](std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789()") == std::string_view::npos;
  };
  if (phrase.starts_with("reading time") || phrase.starts_with("read time")) return why::kMenu;
  if (is_count(first) && (second == "comments" || second == "comment") && third.empty()) return why::kComments;
  if (first == "comments" && is_count(second) && third.empty()) return why::kComments;
  if (is_count(first) && (second == "shares" || second == "views") && third.empty()) return why::kShare;
  const bool minutes = second == "min" || second == "mins" || second == "minute" || second == "minutes";
  return is_count(first) && minutes && third == "read" ? why::kMenu : std::string_view{};
}

// "Related: Minister resigns": a cue and a headline, which ends without a stop, asks, or is cut short.
bool points_elsewhere(const Line& line) {
  const bool headline = !ends_with_stop(line.text) || line.text.ends_with('?') || line.text.ends_with("…");
  if (!line.whole || !headline) return false;
  constexpr std::array<std::string_view, 14> kCues = {
      "related:",       "read more:",       "read also:",        "also read:", "see also:",
      "read next:",     "more on this:",    "don't miss:",       "watch:",     "recommended:",
      "related story:", "related article:", "related articles:", "read:"};
  const auto phrase = bare(line.folded);
  return std::any_of(kCues.begin(), kCues.end(), [&](auto cue) { return phrase.starts_with(cue); }) &&
         count_words(line.text) <= 30;
}

bool is_copyright(const Line& line) {
  const auto text = line.folded;
  if (text.starts_with("©") || text.starts_with("&copy;")) return true;
  if (text.starts_with("(c) ") || text.starts_with("copyright ")) {
    const auto rest = text.substr(text.find(' ') + 1);
    if (rest.starts_with("©") || rest.starts_with("(c)") || rest.starts_with("by ")) return true;
    if (rest.size() >= 4 && std::all_of(rest.begin(), rest.begin() + 4, is_digit)) return true;
  }
  return line.whole && text.find("all rights reserved") != std::string_view::npos && count_words(text) <= 25;
}

template <typename Visit>
void for_each_word(std::string_view text, Visit visit) {
  while (true) {
    const auto word = next_word(text);
    if (word.empty()) return;
    visit(word.substr(0, word.find_last_not_of(",:;.!") + 1));
  }
}

struct Share {
  std::size_t core = 0;
  std::size_t all = 0;
  bool only = true;  // no other words
};

Share share_words(std::string_view folded) {
  Share share;
  for_each_word(folded, [&](std::string_view word) {
    ++share.all;
    if (kShareCore.holds(word))
      ++share.core;
    else if (!kShareJoining.holds(word))
      share.only = false;
  });
  return share;
}

bool is_share_bar(const Line& line) {
  if (!line.whole || line.folded.size() > 160) return false;
  const auto share = share_words(line.folded);
  if (!share.only || share.core == 0) return false;
  auto rest = line.folded;
  const auto first = next_word(rest);
  return share.core >= 3 || kShareOpening.holds(first.substr(0, first.find_last_not_of(':') + 1));
}

// "Home | News | World", "Home > World > Orsk", "Home News World Sport".
bool is_menu(const Line& line) {
  if (!line.whole || line.folded.size() > 240 || ends_with_stop(line.text)) return false;
  std::size_t all = 0;
  std::size_t known = 0;
  std::size_t separators = 0;
  bool opens_home = false;
  for_each_word(line.folded, [&](std::string_view word) {
    if (word == "|" || word == ">" || word == "›" || word == "»" || word == "•" || word == "·" || word == "/") {
      ++separators;
      return;
    }
    opens_home = opens_home || (all == 0 && word == "home");
    ++all;
    known += kNavigation.holds(word) ? 1 : 0;
  });
  if (separators >= 2) return known * 2 >= all || (opens_home && all <= separators * 4 + 4);
  return all >= 4 && known == all;
}

// A run of short lines, all of them words of menus and share bars: each alone could be a heading.
bool may_be_item(const Line& line) {
  if (!line.whole || line.folded.size() > 32 || ends_with_stop(line.text)) return false;
  bool known = true;
  for_each_word(bare(line.folded), [&](std::string_view word) {
    known = known && (kNavigation.holds(word) || kShareCore.holds(word) || kShareJoining.holds(word));
  });
  return known;
}

constexpr std::string_view kIcon = "icon";
constexpr std::size_t kIconsAtLeast = 4;
constexpr std::size_t kIconGap = 40;  // bytes between two of them

// "icon bookmark-bicon cameraicon checkicon chevron down …": how long the run is, zero where there is none.
std::size_t icon_run_length(std::string_view text) {
  std::size_t count = 0;
  std::size_t end = 0;
  while (true) {
    const auto near = text.substr(end, kIconGap + kIcon.size());
    const auto at = near.find(kIcon);
    if (at == std::string_view::npos || near.substr(0, at).find_first_of(".,!?;:\"") != std::string_view::npos) break;
    ++count;
    end += at + kIcon.size();
  }
  if (count < kIconsAtLeast) return 0;
  // The last name: one word, or all the few that are left.
  const auto rest = text.substr(end);
  if (rest.size() <= kIconGap && rest.find_first_of(".,!?;:\"ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos)
    return text.size();
  const auto word = rest.starts_with(' ') ? rest.find(' ', 1) : rest.find(' ');
  return end + std::min(word, rest.size());
}

// Links below "Read also": to the end of the article, or without an empty line between them and the cue. Headlines end
// without a stop; what does not is the article going on.
void drop_links(Layout& layout, std::vector<Line>::iterator cue, bool has_gaps) {
  constexpr std::size_t kLinkWords = 20;
  constexpr std::ptrdiff_t kLinks = 32;
  auto& lines = layout.lines();
  const auto limit = lines.end() - cue > kLinks ? cue + kLinks : lines.end();
  const auto end = std::find_if_not(cue + 1, limit, [](const Line& line) {
    return line.gone() || (line.whole && !ends_with_stop(line.text) && count_words(line.text) <= kLinkWords);
  });
  for (auto line = cue + 1; line != end; ++line) {
    if (end != lines.end() && (!has_gaps || (line - 1)->empty_after > 0)) return;
    if (!line->gone()) layout.remove(*line, why::kRelated);
  }
}

// "Tags: harbour, tar", "Share this: post, telegraph".
std::string_view labelled(const Line& line) {
  if (!line.whole || ends_with_stop(line.text) || count_words(line.folded) > 20) return {};
  for (const std::string_view label : {"posted in:", "filed under:", "tags:", "tagged:", "tagged with:", "categories:",
                                       "category:", "topics:", "keywords:", "posted in ", "filed under "}) {
    if (line.folded.starts_with(label)) return why::kMenu;
  }
  for (const std::string_view label : {"share this:", "share:", "share on:", "share this article:", "follow us:"}) {
    if (line.folded.starts_with(label)) return why::kShare;
  }
  return {};
}

std::string_view why_furniture(const Line& line) {
  if (line.whole) {
    const auto phrase = bare(line.folded);
    if (const auto why = fixed_phrase(phrase); !why.empty()) return why;
    if (const auto why = counter(phrase); !why.empty()) return why;
  }
  if (const auto why = why_caption(line); !why.empty()) return why;
  if (const auto why = labelled(line); !why.empty()) return why;
  if (points_elsewhere(line)) return why::kRelated;
  if (line.whole && is_copyright(line)) return why::kCopyright;
  if (is_share_bar(line)) return why::kShare;
  return is_menu(line) ? why::kMenu : std::string_view{};
}

constexpr std::size_t kRun = 3;               // lines
constexpr std::size_t kUnknownAgencies = 16;  // an article has a few pictures

void drop_runs(Layout& layout) {
  auto& lines = layout.lines();
  std::vector<Line*> run;
  const auto close = [&] {
    if (run.size() >= kRun) {
      for (auto* line : run) layout.remove(*line, why::kMenu);
    }
    run.clear();
  };
  for (auto& line : lines) {
    if (line.gone()) continue;
    if (may_be_item(line))
      run.push_back(&line);
    else
      close();
  }
  close();
}

}  // namespace

void drop_furniture(Layout& layout, std::string_view text) {
  drop_runs(layout);
  auto& lines = layout.lines();
  const bool has_gaps = lines.size() > 1 && std::any_of(lines.begin(), lines.end() - 1,
                                                        [](const Line& line) { return line.empty_after > 0; });
  bool below_caption = false;
  std::size_t unknown_agencies = 0;
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    if (line->gone()) continue;
    if (const auto length = icon_run_length(line->text)) layout.cut_front(*line, length, why::kIcons);
    if (!line->gone()) cut_invitations(layout, *line);
    if (line->gone()) continue;
    auto why = why_furniture(*line);
    // Each of these reads the whole text.
    if (why.empty() && below_caption && ++unknown_agencies <= kUnknownAgencies &&
        is_agency_below_caption(*line, text)) {
      why = why::kCredit;
    }
    below_caption = why == why::kCaption;
    const bool cue = why == why::kRelated && line->folded.find(": ") == std::string_view::npos;
    if (!why.empty()) layout.remove(*line, why);
    if (cue) drop_links(layout, line, has_gaps);
  }
}

}  // namespace tidings::normalise
