#pragma once

#include <cstdint>
#include <string_view>

namespace tidings::language {

// Universal parts of speech.
enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};

// Penn tags as the English treebanks of Universal Dependencies use them.
enum class Xpos : std::uint8_t {
  kDollar,
  kQuoteClose,
  kQuoteOpen,
  kComma,
  kBracketOpen,
  kBracketClose,
  kPeriod,
  kColon,
  kAdd,
  kAfx,
  kCc,
  kCd,
  kDt,
  kEx,
  kFw,
  kGw,
  kHyph,
  kIn,
  kJj,
  kJjr,
  kJjs,
  kLs,
  kMd,
  kNfp,
  kNn,
  kNnp,
  kNnps,
  kNns,
  kPdt,
  kPos,
  kPrp,
  kPrpPoss,
  kRb,
  kRbr,
  kRbs,
  kRp,
  kSym,
  kTo,
  kUh,
  kVb,
  kVbd,
  kVbg,
  kVbn,
  kVbp,
  kVbz,
  kWdt,
  kWp,
  kWpPoss,
  kWrb,
  kXx,
};

// Relations of basic Universal Dependencies with the subtypes English has. kDep: any other.
enum class Relation : std::uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp,
};

// Where a word stands in a name, and what it names.
enum class NameTag : std::uint8_t {
  kOutside,
  kBeginPerson,
  kInPerson,
  kBeginOrganisation,
  kInOrganisation,
  kBeginPlace,
  kInPlace,
};
inline constexpr int kNameTags = 7;

// The names of the standard: "PROPN", "VBZ", "nsubj:pass", "B-PER".
[[nodiscard]] std::string_view to_string(Upos tag);
[[nodiscard]] std::string_view to_string(Xpos tag);
[[nodiscard]] std::string_view to_string(Relation relation);
[[nodiscard]] std::string_view to_string(NameTag tag);

// False, and nothing set, for a name the standard does not have.
[[nodiscard]] bool from_string(std::string_view name, Upos& tag);
[[nodiscard]] bool from_string(std::string_view name, Xpos& tag);
[[nodiscard]] bool from_string(std::string_view name, Relation& relation);
[[nodiscard]] bool from_string(std::string_view name, NameTag& tag);

}  // namespace tidings::language
