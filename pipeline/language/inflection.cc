#include "pipeline/language/inflection.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace tidings::language {
namespace {

bool ends(std::string_view word, std::string_view ending) { return word.ends_with(ending); }

bool ends_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return word.ends_with(ending); });
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

char back(std::string_view word, std::size_t n) { return n <= word.size() ? word[word.size() - n] : ' '; }

bool has_vowel(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return is_vowel(c) || c == 'y'; });
}

std::size_t syllables(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool here = is_vowel(word[i]) || (word[i] == 'y' && i > 0);
    const bool before = i > 0 && (is_vowel(word[i - 1]) || (word[i - 1] == 'y' && i > 1));
    if (here && !before) ++count;
  }
  return count;
}

// --- stems of verbs: "controll" -> control, "hop" -> hope
// -------------------------------------------------------------

// Whether the doubled letter at the end of a stem is the base's own: "call", "pass", "add".
bool keeps_double(std::string_view stem) {
  const char c = back(stem, 1);
  if (c == 's' || c == 'f' || c == 'z') return !ends_any(stem, {"quizz", "gass", "whizz"});
  if (c != 'l') return is_any(stem, {"purr", "butt", "boycott", "err", "add", "egg", "ebb"});
  if (syllables(stem) == 1) return stem != "pall";
  if (ends(stem, "ell"))
    return ends_any(stem,
                    {"spell", "smell", "swell", "dwell", "farewell", "tell", "sell", "yell", "quell", "resell"}) &&
           !ends_any(stem, {"excell", "compell"});
  if (ends(stem, "all")) return ends_any(stem, {"stall", "call", "fall", "wall", "ball", "appall", "thrall", "small"});
  if (ends(stem, "oll"))
    return ends_any(stem, {"enroll", "roll", "poll", "toll", "scroll", "stroll", "troll"}) &&
           !ends_any(stem, {"controll", "patroll"});
  if (ends(stem, "ill")) return !ends_any(stem, {"cill", "vill"});
  return ends_any(stem, {"bull", "mull", "pull"});
}

// Stems whose last vowel stands alone before the last consonant and that still take no e, by that consonant.
bool bare(std::string_view s) {
  switch (back(s, 1)) {
    case 'b':
      return ends_any(s, {"ab", "eb"});
    case 'd':
      return ends_any(s, {"embed", "pyramid", "period", "method", "tripod"}) || is_any(s, {"herald"});
    case 'k':
      return ends(s, "ek") || ends_any(s, {"kayak", "yak"});
    case 'l':
      if (ends(s, "al"))
        return !ends_any(s, {"inhal", "exhal", "whal", "scal", "pal", "stal", "bal"}) || ends_any(s, {"opal", "appal"});
      if (ends(s, "el")) return true;
      if (ends(s, "il"))
        return ends_any(s, {"pencil", "peril", "stencil", "council", "devil", "basil", "instil", "fulfil", "distil"});
      if (ends(s, "ol"))
        return ends_any(s, {"control", "patrol", "carol", "symbol", "idol", "gambol", "pistol", "extol", "enrol"});
      return ends_any(s, {"consul"});
    case 'm':
      if (ends(s, "em")) return !ends_any(s, {"schem", "them"});
      if (ends(s, "om")) return !ends_any(s, {"com", "chrom"}) && !is_any(s, {"hom", "dom"});
      return ends_any(s, {"vacuum", "victim", "program", "diagram", "pilgrim", "slalom", "bedlam", "madam"});
    case 'n':
      if (ends(s, "an")) return !is_any(s, {"wan", "cran", "profan", "can"});
      if (ends(s, "en")) return !ends_any(s, {"conven", "interven", "contraven", "superven", "reconven"});
      if (ends(s, "on"))
        return !(is_any(s, {"ston", "ton", "hon", "zon", "clon", "dron", "con", "pon", "aton", "rezon", "fon"}) ||
                 ends_any(s, {"telephon", "microphon", "phon", "postpon", "condon", "thron", "inton", "cyclon"}));
      return ends_any(s, {"ruin", "margin", "basin", "resin", "origin", "cabin", "satin", "begin", "rewin", "dolphin"});
    case 'p':
      return ends_any(s, {"gossip", "worship",  "develop", "envelop", "gallop",  "wallop", "scallop",
                          "kidnap", "hiccup",   "gallup",  "catnip",  "turnip",  "equip",  "ep",
                          "tulip",  "handicap", "bishop",  "syrup",   "ketchup", "chirrup"});
    case 'r':
      if (ends(s, "ar"))
        return ends_any(s, {"collar", "sugar", "pillar", "altar", "burglar", "war"}) && !is_any(s, {"war"});
      if (ends(s, "er"))
        return !ends_any(s, {"adher", "interfer", "persever", "coher", "rever", "inher"}) || ends_any(s, {"reverber"});
      if (ends(s, "or"))
        return !(is_any(s, {"stor", "scor", "bor", "ador", "snor", "shor", "por", "gor", "cor", "swor", "outscor",
                            "ashor"}) ||
                 ends_any(s, {"explor", "restor", "ignor", "implor", "deplor", "underscor", "abhorr"}));
      if (ends(s, "ur"))
        return ends_any(s, {"murmur", "sulfur", "occur", "concur", "recur", "incur", "spur", "blur", "femur"});
      return ends_any(s, {"tapir", "elixir", "martyr", "satyr"});
    case 's':
      return ends_any(s, {"focus", "bias", "canvas", "bus", "census", "chorus", "iris", "caucus", "harris", "surplus",
                          "bonus", "callous", "virus", "trespas"}) &&
             !ends_any(s, {"abus"});
    case 't':
      if (ends(s, "at"))
        return ends_any(s, {"combat", "format", "carpat", "what", "chat", "habitat", "thermostat", "caveat"});
      if (ends(s, "et"))
        return !(is_any(s, {"met"}) ||
                 ends_any(s, {"complet", "compet", "delet", "deplet", "secret", "excret", "accret"}));
      if (ends(s, "it"))
        return !(is_any(s, {"cit", "bit", "kit", "sit", "smit", "spit", "whit", "wit"}) ||
                 ends_any(s, {"writ", "invit", "unit", "ignit", "recit", "excit", "incit", "expedit", "extradit",
                              "requit", "polit"}));
      if (ends(s, "ot"))
        return ends_any(s, {"pilot", "pivot", "ballot", "bigot", "allot", "riot", "parrot", "carrot", "spot", "plot",
                            "ingot", "chariot"});
      return ends_any(s, {"debut", "input", "output", "shut"}) || s == "put";
    case 'v':
      return ends_any(s, {"rev", "improv", "shiv"}) && !ends_any(s, {"improv"});
    case 'z':
      return ends_any(s, {"quiz", "whiz"});
    default:
      return false;
  }
}

// Two vowels before the last consonant: "need", "wait" take no e, "increas", "believ", "pleas" do.
bool takes_e_after_two_vowels(std::string_view s) {
  const char c = back(s, 1);
  const bool ea = ends(s.substr(0, s.size() - 1), "ea"), ou = ends(s.substr(0, s.size() - 1), "ou");
  const bool qu = back(s, 3) == 'u' && back(s, 4) == 'q';  // "requir": the u belongs to the q
  switch (c) {
    case 's':
      return !ends_any(s, {"bias", "ious", "callous", "canvas"}) || ends_any(s, {"appeas"});
    case 'v':
    case 'c':
    case 'z':
      return c != 'z' || !ends(s, "waltz");
    case 'g':
      return true;
    case 't':
      if (ends(s, "uat") && !ends(s, "quat")) return true;
      if (ends_any(s, {"iat", "eviat"})) return true;
      if (ends_any(s, {"creat", "recreat", "procreat", "permeat", "delineat", "nauseat"})) return true;
      if (ends_any(s, {"quot", "equat"})) return true;
      return ends_any(s, {"suit"}) ? false : ends_any(s, {"oute"});
    case 'd':
      return ends_any(s, {"guid", "eed"}) ? ends(s, "guid") : ends_any(s, {"misguid", "suad"});
    case 'k':
      return false;
    case 'l':
      return ends_any(s, {"beguil", "tuil"}) || (qu && !ends(s, "quell") && !ends(s, "quel") && !ends(s, "equal"));
    case 'r':
      return qu || ends_any(s, {"adieur", "secur", "figur"});
    case 'n':
      return false;
    case 'p':
      return false;
    default:
      return !ea && !ou && false;
  }
}

bool takes_e_after_consonant(std::string_view s) {
  const char c = back(s, 1), b = back(s, 2);
  switch (c) {
    case 'l':
      return b != 'l' && b != 'r' && b != 'w' && b != 'h' && b != 'y';  // handl, settl; call, curl, howl
    case 's':
      return b != 's' && !ends_any(s, {"lens"});
    case 'c':
    case 'v':
      return true;
    case 'z':
      return b != 't' && b != 'z';
    case 'u':
      return true;
    case 'g':
      if (b == 'd' || b == 'r' || b == 'l') return true;
      if (b != 'n') return false;
      if (ends(s, "ang"))
        return !(
            is_any(s, {"hang", "bang", "clang", "gang", "fang", "twang", "slang", "overhang", "boomerang", "defang"}));
      if (ends(s, "eng")) return true;
      if (ends(s, "ing"))
        return is_any(s, {"cring", "hing", "twing", "imping", "infring", "ting", "bing", "fring", "syring", "sing_",
                          "unhing", "whing"});
      return ends_any(s, {"plung", "loung", "expung", "spong"}) || is_any(s, {"lung"});
    case 'r':
      return ends_any(s, {"cr", "br", "tr", "gr", "vr"});  // "centr", "massacr"
    case 'h':
      return false;
    case 't':
      return false;
    default:
      return false;
  }
}

// A stem without its ending, back to the base.
void restore(std::string& stem) {
  const std::size_t n = stem.size();
  if (n < 2) return;
  const char c = stem[n - 1], b = stem[n - 2];
  if (c == 'e' || c == 'i' || c == 'o' || c == 'y' || c == 'w' || c == 'x') return;
  if (c == 'a') return;
  if (c == 'u') {
    stem += 'e';
    return;
  }
  if (c == b) {
    if (!keeps_double(stem)) stem.pop_back();
    return;
  }
  if (c == 'k' && b == 'c') return;
  bool e = false;
  if (is_vowel(b) || (b == 'y' && n > 2)) {
    const bool two =
        n > 2 && is_vowel(stem[n - 3]) && !(stem[n - 3] == 'u' && n > 3 && (stem[n - 4] == 'q' || stem[n - 4] == 'g'));
    const bool hiatus = n > 2 && stem[n - 3] == 'i' && b != 'e';  // "associat", "riot" part into two syllables
    if (c == 'h' || c == 'j' || c == 'q') {
      e = false;
    } else if (two && !hiatus) {
      e = takes_e_after_two_vowels(stem);
    } else {
      e = !bare(stem);
    }
  } else {
    e = takes_e_after_consonant(stem);
  }
  if (e) stem += 'e';
}

}  // namespace

void strip_ed(std::string& verb) {
  if (!ends(verb, "ed") || verb.size() < 4) return;
  if (ends(verb, "ied")) {
    verb.resize(verb.size() - 3);
    verb += verb.size() <= 1 ? "ie" : "y";
    return;
  }
  if (ends(verb, "eed") && ends_any(verb, {"need", "seed", "weed", "feed", "heed", "bleed", "breed", "speed"})) return;
  std::string_view stem(verb.data(), verb.size() - 2);
  if (!has_vowel(stem)) return;
  verb.resize(verb.size() - 2);
  if (verb.back() == 'e') {
    verb += 'e';
    return;
  }
  restore(verb);
}

void strip_ing(std::string& verb) {
  if (ends(verb, "in'") || ends(verb, "in\xE2\x80\x99")) {
    verb.resize(verb.rfind('n') + 1);
    verb += 'g';
  }
  if (!ends(verb, "ing") || verb.size() < 5) return;
  if (!has_vowel({verb.data(), verb.size() - 3})) return;
  verb.resize(verb.size() - 3);
  if (verb == "be" || verb == "se" || verb == "fle" || verb == "agre") {
    verb += verb == "be" ? "" : "e";
    return;
  }
  restore(verb);
}

void strip_verb_s(std::string& verb) {
  if (!ends(verb, "s") || verb.size() < 3 || ends(verb, "ss")) return;
  if (ends(verb, "ies") && verb.size() > 4) {
    verb.resize(verb.size() - 3);
    verb += 'y';
  } else if (ends_any(verb, {"sses", "shes", "ches", "xes", "zzes", "oes"}) && !ends_any(verb, {"psyches"})) {
    verb.resize(verb.size() - 2);
  } else {
    verb.pop_back();
  }
}

void strip_plural(std::string& noun) {
  if (ends(noun, "men") && noun.size() > 4) {
    noun[noun.size() - 2] = 'a';
    return;
  }
  if (!ends(noun, "s") || noun.size() < 3) {
    if (ends(noun, "people") || !ends(noun, "children")) return;
    noun.resize(noun.size() - 3);
    return;
  }
  if (ends(noun, "'s")) {
    noun.resize(noun.size() - 2);
  } else if (ends_any(noun, {"ss", "us", "sis", "itis"})) {
    return;
  } else if (ends(noun, "ies") && noun.size() > 4) {
    noun.resize(noun.size() - 3);
    noun += 'y';
  } else if (ends_any(noun, {"sses", "shes", "ches", "xes", "zzes", "oes"})) {
    noun.resize(noun.size() - 2);
  } else if (ends_any(noun, {"wives", "knives", "lives", "selves"})) {
    noun.resize(noun.size() - 3);
    noun += ends(noun, "sel") ? "f" : "fe";
  } else {
    noun.pop_back();
  }
}

void strip_comparison(std::string& adjective, std::size_t ending) {
  if (adjective.size() < ending + 2) return;
  adjective.resize(adjective.size() - ending);
  const char c = adjective.back();
  const char b = back(adjective, 2);
  if (c == 'i') {
    adjective.back() = 'y';
  } else if (c == b && c != 's' && c != 'l') {
    adjective.pop_back();  // bigg
  } else if (c == 'g' && (b == 'n' || b == 'r' || is_vowel(b))) {
    if (!ends_any(adjective, {"ong", "oung"})) adjective += 'e';  // strang, larg, hug
  } else if (c == 'l' && !is_vowel(b) && b != 'l') {
    adjective += 'e';  // simpl, humbl
  } else if (c == 'c' || c == 'v' || c == 'u' || c == 's') {
    if (!ends(adjective, "ss")) adjective += 'e';  // nic, brav, clos
  } else if (!is_vowel(b) || (adjective.size() > 2 && is_vowel(back(adjective, 3)))) {
    return;  // hard, deep
  } else if (c == 'w' || c == 'y' || c == 'x' || c == 'r') {
    if (ends_any(adjective, {"rar", "sur", "pur", "mer", "sor", "matur", "secur", "sincer", "sever", "obscur", "bar"}))
      adjective += 'e';
  } else if (c == 't' || c == 'd' || c == 'n' || c == 'm' || c == 'p' || c == 'l' || c == 'b' || c == 'k' || c == 'z' ||
             c == 'f') {
    if (ends_any(adjective, {"quiet", "clean", "rapid", "solid", "open", "common", "stupid", "cruel", "vivid", "often",
                             "soon", "even"}))
      return;
    adjective += 'e';  // lat, wid, fin, tam, rip, whit
  }
}

}  // namespace tidings::language
