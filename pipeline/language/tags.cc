#include "pipeline/language/tags.h"

#include <algorithm>
#include <array>

namespace tidings::language {
namespace {

// Each in the order of its enumeration.
constexpr std::array<std::string_view, 17> kUpos = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                    "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                    "PUNCT", "SCONJ", "SYM", "VERB", "X"};
static_assert(static_cast<std::size_t>(Upos::kX) + 1 == kUpos.size());

constexpr std::array<std::string_view, 50> kXpos = {
    "$",    "''",  "``",  ",",    "-LRB-", "-RRB-", ".",   ":",   "ADD", "AFX", "CC",  "CD", "DT",
    "EX",   "FW",  "GW",  "HYPH", "IN",    "JJ",    "JJR", "JJS", "LS",  "MD",  "NFP", "NN", "NNP",
    "NNPS", "NNS", "PDT", "POS",  "PRP",   "PRP$",  "RB",  "RBR", "RBS", "RP",  "SYM", "TO", "UH",
    "VB",   "VBD", "VBG", "VBN",  "VBP",   "VBZ",   "WDT", "WP",  "WP$", "WRB", "XX"};
static_assert(static_cast<std::size_t>(Xpos::kXx) + 1 == kXpos.size());

constexpr std::array<std::string_view, 51> kRelation = {
    "acl",        "acl:relcl", "advcl",       "advcl:relcl",   "advmod",   "amod",        "appos",        "aux",
    "aux:pass",   "case",      "cc",          "cc:preconj",    "ccomp",    "compound",    "compound:prt", "conj",
    "cop",        "csubj",     "csubj:outer", "csubj:pass",    "dep",      "det",         "det:predet",   "discourse",
    "dislocated", "expl",      "fixed",       "flat",          "goeswith", "iobj",        "list",         "mark",
    "nmod",       "nmod:desc", "nmod:poss",   "nmod:unmarked", "nsubj",    "nsubj:outer", "nsubj:pass",   "nummod",
    "obj",        "obl",       "obl:agent",   "obl:unmarked",  "orphan",   "parataxis",   "punct",        "reparandum",
    "root",       "vocative",  "xcomp"};
static_assert(static_cast<std::size_t>(Relation::kXcomp) + 1 == kRelation.size());

constexpr std::array<std::string_view, kNameTags> kNameTag = {"O",     "B-PER", "I-PER", "B-ORG",
                                                              "I-ORG", "B-LOC", "I-LOC"};
static_assert(static_cast<std::size_t>(NameTag::kInPlace) + 1 == kNameTag.size());

template <typename T, std::size_t N>
bool find(const std::array<std::string_view, N>& names, std::string_view name, T& value) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return false;
  value = static_cast<T>(at - names.begin());
  return true;
}

template <typename T, std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, T value) {
  return names.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view to_string(Upos tag) { return name_of(kUpos, tag); }
std::string_view to_string(Xpos tag) { return name_of(kXpos, tag); }
std::string_view to_string(Relation relation) { return name_of(kRelation, relation); }
std::string_view to_string(NameTag tag) { return name_of(kNameTag, tag); }

bool from_string(std::string_view name, Upos& tag) { return find(kUpos, name, tag); }
bool from_string(std::string_view name, Xpos& tag) { return find(kXpos, name, tag); }
bool from_string(std::string_view name, Relation& relation) { return find(kRelation, name, relation); }
bool from_string(std::string_view name, NameTag& tag) { return find(kNameTag, name, tag); }

}  // namespace tidings::language
