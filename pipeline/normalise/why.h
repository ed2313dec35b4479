#pragma once

#include <array>
#include <string_view>

// Why something that stood in the body is not in the text: a bounded set, listed in docs/schema/document.json.
namespace tidings::normalise::why {

inline constexpr std::string_view kControl = "control";              // control characters; `text` lists them
inline constexpr std::string_view kBrokenBytes = "broken_bytes";     // replaced by U+FFFD; `text` lists them in hex
inline constexpr std::string_view kIcons = "icons";                  // names of icons, run together
inline constexpr std::string_view kMenu = "menu";                    // navigation, breadcrumbs, page controls
inline constexpr std::string_view kShare = "share";                  // share bars, "follow us"
inline constexpr std::string_view kSignup = "signup";                // newsletters, subscriptions, apps
inline constexpr std::string_view kCookies = "cookies";              // cookie and privacy notices
inline constexpr std::string_view kAdvertisement = "advertisement";  // marks of advertisements
inline constexpr std::string_view kRelated = "related";              // pointers to other articles
inline constexpr std::string_view kComments = "comments";            // comment counters and invitations
inline constexpr std::string_view kCaption = "caption";              // words under a picture
inline constexpr std::string_view kCredit = "credit";                // of a picture or an agency
inline constexpr std::string_view kCopyright = "copyright";
inline constexpr std::string_view kByline = "byline";
inline constexpr std::string_view kDate = "date";    // read off into `published`, or a second one
inline constexpr std::string_view kTitle = "title";  // the second printing of the title

inline constexpr std::array kAll = {kControl, kBrokenBytes,   kIcons,   kMenu,     kShare,   kSignup,
                                    kCookies, kAdvertisement, kRelated, kComments, kCaption, kCredit,
                                    kByline,  kCopyright,     kDate,    kTitle};

}  // namespace tidings::normalise::why
