#include "pipeline/language/tokens.h"

#include <algorithm>

#include "pipeline/language/characters.h"
#include "pipeline/language/token_lists.h"

namespace tidings::language {
namespace {

using Pos = std::size_t;

bool is_closing(char32_t c) {
  return c == U')' || c == U']' || c == U'}' || c == U'"' || c == U'\u201D' || c == U'\u00BB' || is_apostrophe(c);
}

bool is_run_mark(char32_t c) {  // a run of these is one token
  return c == U'.' || c == U'-' || c == U'!' || c == U'?' || c == U'*' || c == U'=' || c == U'_' || c == U'~' ||
         c == U'+' || c == U'$' || c == U'<' || c == U'>' || c == U'#' || c == U'\'' || c == U'`' || c == U'|' ||
         c == U'\u2014' || c == U'\u2013' || c == U'\u2026' || c == U'\u2019' || c == U'^' || c == U'\\';
}

// One sentence. The scan goes from left to right and never returns behind what it has emitted; the look-aheads that are
// longer than the token they serve are remembered (`dotted_end_`, `no_mail_before_`), which keeps the whole linear.
class Scan {
 public:
  Scan(std::string_view text, const Sentence& sentence, std::vector<Token>& tokens)
      : text_(text.substr(0, sentence.end)),
        tokens_(tokens),
        begin_(sentence.begin),
        end_(text_.size()),
        first_(tokens.size()) {}

  void run() {
    Pos at = begin_;
    while (at < end_) {
      const Char c = char_at(text_, at);
      if (c.cls == CharClass::kSpace) {
        at += c.length;
        spaced_ = true;
        continue;
      }
      at = next(at, c);
      spaced_ = false;
    }
  }

 private:
  [[nodiscard]] Char at(Pos pos) const { return pos < end_ ? char_at(text_, pos) : Char{U' ', CharClass::kSpace, 0}; }
  [[nodiscard]] char byte(Pos pos) const { return pos < end_ ? text_[pos] : ' '; }
  [[nodiscard]] bool alnum(Pos pos) const { return is_alnum(at(pos).cls); }
  [[nodiscard]] bool digit(Pos pos) const { return byte(pos) >= '0' && byte(pos) <= '9'; }
  [[nodiscard]] std::string_view slice(Pos from, Pos to) const { return text_.substr(from, to - from); }

  [[nodiscard]] bool begins() const { return tokens_.size() == first_; }

  Pos emit(Pos from, Pos to, TokenKind kind, bool joined = false) {
    tokens_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), kind, spaced_, joined});
    spaced_ = false;
    return to;
  }

  // Emits the token that begins at `pos` (or several that are one written word) and returns where it ends.
  Pos next(Pos pos, const Char& c) {
    if (const Pos end = address(pos, c); end > pos) return emit(pos, end, TokenKind::kAddress);
    if (c.cls == CharClass::kDigit) return number(pos, pos);
    if (is_letter(c.cls) || c.cls == CharClass::kMark) return word(pos, pos);
    return mark(pos, c);
  }

  // --- addresses -------------------------------------------------------------------------------------------------

  [[nodiscard]] Pos address(Pos pos, const Char& c) {
    if (!is_alnum(c.cls) && c.code != U'@' && c.code != U'#') return pos;
    if (c.code == U'@' || c.code == U'#') return handle(pos);
    if (is_letter(c.cls) && begins_url(pos)) return url_end(pos);
    return mail_end(pos);
  }

  [[nodiscard]] Pos handle(Pos pos) const {  // @name, #tag
    if (byte(pos) == '#' && digit(pos + 1)) return pos;
    if (!spaced_ && !begins() && tokens_.back().kind != TokenKind::kPunctuation) return pos;
    Pos end = pos + 1;
    while (alnum(end) || byte(end) == '_') end += at(end).length;
    return end > pos + 1 ? end : pos;
  }

  [[nodiscard]] bool begins_url(Pos pos) const {
    for (const std::string_view start : {"http:", "https:", "www.", "ftp:", "mailto:", "ymsgr:"}) {
      const auto head = slice(pos, std::min(end_, pos + start.size()));
      if (std::equal(head.begin(), head.end(), start.begin(), start.end(),
                     [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; })) {
        return alnum(pos + start.size()) || byte(pos + start.size()) == '/';
      }
    }
    return false;
  }

  [[nodiscard]] Pos url_end(Pos pos) const {
    Pos end = pos;
    int open = 0;  // round brackets opened and not closed
    for (Char c = at(end); !ends_url(c); c = at(end)) {
      open += c.code == U'(' ? 1 : c.code == U')' ? -1 : 0;
      end += c.length;
    }
    if (end - pos > 3 && slice(end - 3, end) == "...") return end;  // cut short by whoever showed it
    while (end > pos + 1 && std::string_view(".,;:!?'*)]}").find(byte(end - 1)) != std::string_view::npos) {
      if (byte(end - 1) == ')' && open >= 0) break;
      open += byte(end - 1) == ')' ? 1 : 0;
      --end;
    }
    return end;
  }

  [[nodiscard]] static bool ends_url(const Char& c) {
    return c.cls == CharClass::kSpace || c.code == U'<' || c.code == U'>' || c.code == U'"' || c.code == U'\u201D';
  }

  // local@domain, with a dot in the domain or not ("name@HOST").
  [[nodiscard]] Pos mail_end(Pos pos) {
    if (pos < no_mail_before_) return pos;
    if (pos > next_at_) next_at_ = std::min(text_.find('@', pos), end_);
    if (next_at_ == end_) return pos;
    const auto local = [&](Pos p) {
      return alnum(p) || std::string_view("._%+-/&!").find(byte(p)) != std::string_view::npos;
    };
    Pos end = pos;
    while (end < end_ && local(end)) end += at(end).length;
    no_mail_before_ = end;
    if (byte(end) != '@' || !alnum(end + 1)) return pos;
    for (++end; alnum(end) || ((byte(end) == '.' || byte(end) == '-' || byte(end) == '_') && alnum(end + 1));)
      end += at(end).length;
    return end;
  }

  // --- words -----------------------------------------------------------------------------------------------------

  // Letters, digits, marks, and what stands between two of them without parting a word.
  [[nodiscard]] Pos segment(Pos pos) {
    apostrophe_ = 0;
    while (pos < end_) {
      const Char c = at(pos);
      if (is_alnum(c.cls) || c.cls == CharClass::kMark) {
        pos += c.length;
      } else if (const Pos behind = pos + c.length;
                 (c.code == U'&' || c.code == U'_' || c.code == U'*' || c.code == U'@' || is_apostrophe(c.code)) &&
                 alnum(behind)) {
        if (is_apostrophe(c.code)) apostrophe_ = pos;
        pos = behind;
      } else {
        break;
      }
    }
    return pos;
  }

  // `behind` is past what is already known to belong to the word (the digits of "50,000th").
  Pos word(Pos pos, Pos behind) {
    const Pos first = segment(behind);
    Pos end = first;
    if (const Pos name = dotted_name(pos, first); name > pos) return emit(pos, name, TokenKind::kAddress);
    for (Pos from = pos; end < end_;) {  // `from` begins the last segment
      const char c = byte(end);
      const Pos joint = end;
      if (c == '.' && alnum(end + 1) && period_joins(slice(from, end), end + 1)) {
        end = segment(end + 1);
      } else if (c == '-' && alnum(end + 1) && hyphen_joins(pos, end)) {
        end = segment(end + 1);
      } else if (c == '/' && slash_joins(pos, end)) {
        end = segment(end + 1);
      } else {
        break;
      }
      from = joint + 1;
    }
    return finish_word(pos, end);
  }

  Pos finish_word(Pos pos, Pos end) {
    const auto whole = slice(pos, end);
    if (byte(end) == '.' && byte(end + 1) != '.' && period_belongs(pos, end))
      return emit(pos, end + 1, TokenKind::kWord);
    if (byte(end) == '-' && !alnum(end + 1) && byte(end + 1) != '-' && (is_joined_prefix(whole) || broken_off(whole)))
      return emit(pos, end + 1, TokenKind::kWord);
    if (byte(end) == '$' && whole.size() <= 3 && all_upper(whole)) return emit(pos, end + 1, TokenKind::kSymbol);
    if (const Char c = at(end); is_apostrophe(c.code) && !quote_open_ && clipped(whole))
      return emit(pos, end + c.length, TokenKind::kWord);
    if (apostrophe_ > pos && apostrophe_ < end) return clitics(pos, end);
    if (const unsigned part = first_part(whole); part != 0) {
      emit(pos, pos + part, TokenKind::kWord);
      return emit(pos + part, end, TokenKind::kWord, true);
    }
    return emit(pos, end, TokenKind::kWord);
  }

  // "lovin'", "ol'".
  [[nodiscard]] static bool clipped(std::string_view word) {
    return is_clipped(word) || (word.size() > 4 && word.substr(word.size() - 2) == "in");
  }

  // "th-": a word begun and given up.
  [[nodiscard]] static bool broken_off(std::string_view word) {
    return word.size() <= 3 &&
           word.find_first_not_of("bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ") == std::string_view::npos;
  }

  [[nodiscard]] static bool all_upper(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  // Parts "they|'d|'ve", "is|n't", "NATO|'s" at the last apostrophe; "1990's" and "O'Brien" stay whole.
  Pos clitics(Pos pos, Pos end) {
    const Pos mark_at = apostrophe_;
    const Pos behind = mark_at + at(mark_at).length;
    Pos cut = 0;
    if (is_clitic(slice(behind, end)) && !digit(mark_at - 1)) cut = mark_at;
    if (slice(behind, end) == "t" || slice(behind, end) == "T") {
      if ((byte(mark_at - 1) == 'n' || byte(mark_at - 1) == 'N') && mark_at - 1 > pos) cut = mark_at - 1;
    }
    const auto rest = slice(behind, end);
    if (mark_at == pos + 1 && (byte(pos) == 'y' || byte(pos) == 'Y') && (rest == "all" || rest == "ALL")) cut = behind;
    if (cut == 0) return emit(pos, end, TokenKind::kWord);
    // "who'd've": the part before the cut may hold one more.
    const bool again = cut == mark_at && cut - pos > 3 && inner_clitic(pos, cut);
    if (!again) emit(pos, cut, TokenKind::kWord);
    return emit(cut, end, TokenKind::kWord, true);
  }

  bool inner_clitic(Pos pos, Pos end) {
    for (const Pos size : {Pos{1}, Pos{2}}) {
      const Pos mark_at = end - size - 1;
      if (byte(mark_at) != '\'') continue;
      const bool negation = byte(end - 1) == 't' && byte(mark_at - 1) == 'n' && mark_at - 1 > pos;
      if (!negation && !is_clitic(slice(mark_at + 1, end))) continue;
      const Pos cut = negation ? mark_at - 1 : mark_at;
      if (cut <= pos) continue;
      emit(pos, cut, TokenKind::kWord);
      emit(cut, end, TokenKind::kWord, true);
      return true;
    }
    return false;
  }

  [[nodiscard]] static bool is_clitic(std::string_view s) {
    if (s.empty() || s.size() > 2) return false;
    char low[2] = {static_cast<char>(s[0] | 32), static_cast<char>(s.size() == 2 ? s[1] | 32 : 0)};
    if (s.size() == 1) return low[0] == 's' || low[0] == 'm' || low[0] == 'd';
    return (low[0] == 'l' && low[1] == 'l') || (low[0] == 'r' && low[1] == 'e') || (low[0] == 'v' && low[1] == 'e');
  }

  // --- periods, hyphens, slashes -----------------------------------------------------------------------------------

  // The end of a domain or file name that begins at `pos`, else `pos`. `first` ends its first segment.
  [[nodiscard]] Pos dotted_name(Pos pos, Pos first) {
    if (pos >= dotted_end_) {
      Pos end = first;
      Pos last = pos;
      while ((byte(end) == '.' || byte(end) == '-' || byte(end) == '_') && alnum(end + 1)) {
        last = byte(end) == '.' ? end + 1 : last;
        end = segment(end + 1);
      }
      dotted_is_name_ = last > pos && is_name_ending(slice(last, end)) && !starts_sentence(last, end);
      dotted_end_ = end;
    }
    if (!dotted_is_name_ || first == dotted_end_) return pos;
    return byte(dotted_end_) == '/' ? url_end(pos) : dotted_end_;
  }

  // "He left.In May": a missing space, no domain.
  [[nodiscard]] bool starts_sentence(Pos last, Pos end) const {
    return at(last).cls == CharClass::kUpper && !all_upper(slice(last, end));
  }

  [[nodiscard]] bool period_joins(std::string_view before, Pos behind) const {
    const Char c = at(behind);
    if (before.size() == 1) return true;                               // U.S, p.m, J.Smith
    if (before.size() == 2 && !alnum(behind + c.length)) return true;  // Ph.D
    return c.cls != CharClass::kUpper;                                 // "came.They" and "Dr.Michael" lack a space
  }

  [[nodiscard]] bool hyphen_joins(Pos pos, Pos end) {
    const bool lone = end - pos == 1;  // "e-mail", but "E-4"
    if ((!lone || is_letter(at(end + 1).cls)) && is_joined_prefix(slice(pos, end))) return true;
    const Pos saved = apostrophe_;
    const Pos behind = segment(end + 1);
    apostrophe_ = saved;
    if (byte(behind) == '-') return false;
    return is_joined_suffix(slice(end + 1, behind)) || is_joined_compound(slice(pos, behind));
  }

  [[nodiscard]] bool slash_joins(Pos pos, Pos end) const {
    const auto before = slice(pos, end);
    if (before == "w" || before == "W") return true;  // w/, w/o
    if (before.size() != 1 || !alnum(end + 1)) return false;
    const Pos behind = end + 1 + at(end + 1).length;
    return !alnum(behind) || slice(pos, behind + 1) == "s/he";
  }

  // Whether the period behind a word is part of it.
  [[nodiscard]] bool period_belongs(Pos pos, Pos end) const {
    const auto whole = slice(pos, end);
    const bool final = is_final(end + 1);
    if (whole.find('.') != std::string_view::npos && whole.size() <= 10) return true;  // U.S., p.m., Ph.D.
    if (whole.size() == 1 && at(pos).cls == CharClass::kUpper && whole != "I") return !final;
    switch (kept_period(whole)) {
      case KeptPeriod::kAlways:
        return true;
      case KeptPeriod::kInside:
        return !final;
      case KeptPeriod::kBeforeNumber:
        return number_follows(end + 1);
      default:
        return false;
    }
  }

  [[nodiscard]] bool is_final(Pos pos) const {
    while (pos < end_) {
      const Char c = at(pos);
      if (!is_closing(c.code) && c.cls != CharClass::kSpace) return false;
      pos += c.length;
    }
    return true;
  }

  [[nodiscard]] bool number_follows(Pos pos) const {
    while (byte(pos) == ' ' && pos < end_) ++pos;
    return digit(pos);
  }

  // --- numbers -----------------------------------------------------------------------------------------------------

  // `from` begins the token (a sign or a period may stand before the digits at `pos`).
  Pos number(Pos from, Pos pos) {
    Pos end = digits_and_marks(pos);
    end = hyphen_groups(pos, end);
    const Char c = at(end);
    if (is_apostrophe(c.code) && byte(end + c.length) == 's' && !alnum(end + c.length + 1) &&
        (end - from < 3 || byte(end - 1) == '0')) {
      return emit(from, end + c.length + 1, TokenKind::kWord);  // 1990's
    }
    if (!is_letter(c.cls) && c.code != U'_') return emit(from, end, TokenKind::kNumber);
    Pos letters = end;
    while (is_letter(at(letters).cls)) letters += at(letters).length;
    const bool dotted = byte(letters) == '.' && is_letter(at(letters + 1).cls);
    const Pos unit = dotted && letters == end + 1 ? letters + 2 : letters;
    const bool money = !begins() && !spaced_ && tokens_.back().kind == TokenKind::kSymbol;
    if (!alnum(unit) && byte(unit) != '_' && is_unit(slice(end, unit), money))
      return emit(from, end, TokenKind::kNumber);
    return word(from, end);
  }

  // 1,200.50  20:36  9/11  12/27/2001  10.1371
  [[nodiscard]] Pos digits_and_marks(Pos pos) const {
    const auto group = [&](Pos p) {
      while (at(p).cls == CharClass::kDigit) p += at(p).length;
      return p;
    };
    const Pos first = group(pos);
    Pos end = first;
    bool slashes = false;
    while ((byte(end) == '.' || byte(end) == ',' || byte(end) == ':' || byte(end) == '/') && digit(end + 1)) {
      if (byte(end) == ',' && !thousands(end + 1)) break;
      if (byte(end) == '/') {
        const Pos behind = group(end + 1);
        const bool more = byte(behind) == '/' && digit(behind + 1);
        if (!slashes && !more && (first - pos > 2 || behind - end > 3) && byte(behind) != '-') break;
        slashes = true;
      }
      end = group(end + 1);
    }
    return end;
  }

  // Whether a comma parts thousands: three digits behind it, or lakhs ("1,50,000"); "16,17" are two numbers.
  [[nodiscard]] bool thousands(Pos pos) const {
    for (int lakhs = 0; lakhs < 4; ++lakhs) {
      if (!digit(pos) || !digit(pos + 1)) return false;
      if (digit(pos + 2)) return !digit(pos + 3);
      if (byte(pos + 2) != ',') return false;
      pos += 3;
    }
    return false;
  }

  // Telephone numbers, ZIP codes and dates keep their hyphens, ranges part: 944-3737, 2022-01-21; 5|-|10.
  [[nodiscard]] Pos hyphen_groups(Pos pos, Pos end) const {
    Pos last = end;
    Pos first_end = end;
    unsigned groups = 1;
    while (byte(last) == '-' && digit(last + 1)) {
      Pos behind = last + 1;
      while (digit(behind)) ++behind;
      if (groups == 1) first_end = last;
      last = behind;
      ++groups;
    }
    if (groups >= 3) return last;
    if (groups == 1) return end;
    const Pos before = first_end - pos;
    const Pos after = last - first_end - 1;
    const bool telephone = after == 4 && (before == 3 || before == 5 || before == 7 || before == 1);
    return telephone ? last : end;
  }

  // --- marks -------------------------------------------------------------------------------------------------------

  Pos mark(Pos pos, const Char& c) {
    if (const Pos end = face(pos); end > pos) return emit(pos, end, TokenKind::kEmoticon);
    if (is_apostrophe(c.code)) return apostrophe(pos, c);
    if (c.code == U'.' && digit(pos + 1) && (spaced_ || symbol_before())) return number(pos, pos + 1);
    if (c.code == U'+' && digit(pos + 1) && spaced_) return number(pos, pos + 1);
    if (c.cls == CharClass::kSymbol && c.code > 127) return symbol(pos, c);
    if (slice(pos, std::min(end_, pos + 5)) == "[...]" || slice(pos, std::min(end_, pos + 5)) == "[\u2026]")
      return emit(pos, pos + 5, TokenKind::kPunctuation);
    Pos end = pos + c.length;
    if (c.code == U'!' || c.code == U'?') {
      while (byte(end) == '!' || byte(end) == '?') ++end;
    } else if (is_run_mark(c.code)) {
      while (end < end_ && at(end).code == c.code) end += c.length;
    }
    while (at(end).cls == CharClass::kMark) end += at(end).length;
    const bool symbol =
        c.cls == CharClass::kSymbol || c.code == U'%' || c.code == U'&' || c.code == U'#' || c.code == U'@';
    return emit(pos, end, symbol ? TokenKind::kSymbol : TokenKind::kPunctuation);
  }

  [[nodiscard]] bool symbol_before() const {
    return begins() || tokens_.back().kind == TokenKind::kSymbol || tokens_.back().kind == TokenKind::kPunctuation;
  }

  Pos symbol(Pos pos, const Char& c) {  // an emoji with its colours and what is joined to it
    Pos end = pos + c.length;
    for (bool joined = false; end < end_;) {
      const Char next = at(end);
      const bool colour = next.code >= 0x1F3FB && next.code <= 0x1F3FF;
      if (next.cls != CharClass::kMark && !colour && !(joined && next.cls == CharClass::kSymbol)) break;
      joined = next.code == 0x200D;
      end += next.length;
    }
    return emit(pos, end, TokenKind::kSymbol);
  }

  [[nodiscard]] Pos face(Pos pos) const {
    const unsigned size = emoticon(text_.substr(pos, 5));
    if (size == 0 || alnum(pos + size) || digit(pos - 1)) return pos;
    const bool lettered = is_alnum(at(pos + size - 1).cls);
    return lettered && !spaced_ ? pos : pos + size;
  }

  // A quotation mark, a possessive without s, a clitic after something that is no word ("%'s"), or "'em".
  Pos apostrophe(Pos pos, const Char& c) {
    const Pos behind = pos + c.length;
    Pos end = behind;
    while (alnum(end) && end - behind < 8) end += at(end).length;
    if (end > behind) {
      const auto rest = slice(behind, end);
      if (!spaced_ && is_clitic(rest) && !begins()) return emit(pos, end, TokenKind::kWord, true);
      if (spaced_ && (is_elided(rest) || decade(rest))) return emit(pos, end, TokenKind::kWord);
    }
    const bool possessive = !spaced_ && !quote_open_ && after_s(pos);
    if (!possessive) quote_open_ = spaced_;
    while (end == behind && at(end).code == c.code && end - pos < 2 * c.length) end += c.length;
    return emit(pos, end > behind && alnum(behind) ? behind : end,
                possessive ? TokenKind::kWord : TokenKind::kPunctuation, possessive);
  }

  [[nodiscard]] bool after_s(Pos pos) const {
    return (byte(pos - 1) | 32) == 's' || (byte(pos - 1) | 32) == 'z' || (byte(pos - 1) | 32) == 'x';
  }

  [[nodiscard]] static bool decade(std::string_view rest) {  // '72, '90s
    return rest.size() >= 2 && rest.size() <= 3 && rest[0] >= '0' && rest[0] <= '9' && rest[1] >= '0' &&
           rest[1] <= '9' && (rest.size() == 2 || rest[2] == 's');
  }

  std::string_view text_;
  std::vector<Token>& tokens_;
  Pos begin_;
  Pos end_;
  std::size_t first_;  // index of the sentence's first token
  bool spaced_ = true;
  bool quote_open_ = false;  // a single quotation mark was opened and not closed
  Pos apostrophe_ = 0;       // the last one inside the segment scanned last; 0: none
  Pos dotted_end_ = 0;       // how far the names with dots were looked at, and what was found
  bool dotted_is_name_ = false;
  Pos no_mail_before_ = 0;
  Pos next_at_ = 0;  // the next "@", or the end
};

}  // namespace

void tokenise(std::string_view text, const Sentence& sentence, std::vector<Token>& tokens) {
  Scan(text, sentence, tokens).run();
}

}  // namespace tidings::language
