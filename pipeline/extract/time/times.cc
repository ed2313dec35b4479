#include "pipeline/extract/time/times.h"

#include <array>

#include "pipeline/extract/time/join.h"
#include "pipeline/extract/time/recognise.h"
#include "pipeline/extract/time/resolve.h"
#include "pipeline/record/code_points.h"

namespace tidings::extract {
namespace {

using timex::DayOrder;
using timex::Form;

// 3/4 is in April in most of the world, in March in the United States. The end of the host tells; other hosts and
// names do not.
DayOrder order_of(const TimeContext& context) {
  std::string_view host = context.url;
  if (const auto scheme = host.find("://"); scheme != std::string_view::npos) host.remove_prefix(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.empty()) host = context.source;
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos) return DayOrder::kUnknown;
  const std::string_view end = host.substr(dot + 1);
  for (const std::string_view american : {"us", "gov", "mil", "ph"}) {
    if (end == american) return DayOrder::kMonthFirst;
  }
  return end.size() == 2 && end != "io" && end != "tv" && end != "co" && end != "ai" ? DayOrder::kDayFirst
                                                                                     : DayOrder::kUnknown;
}

// A date of the text that can be read one way only tells of the others.
DayOrder order_in(std::span<const timex::Lexeme> lexemes) {
  for (const timex::Lexeme& lexeme : lexemes) {
    const timex::Term* term = lexeme.find(timex::kSlash3);
    if (term == nullptr) continue;
    const int a = term->value / 100 % 100, b = term->value % 100;
    if (a > 12 && b <= 12) return DayOrder::kDayFirst;
    if (b > 12 && a <= 12) return DayOrder::kMonthFirst;
  }
  return DayOrder::kUnknown;
}

constexpr std::array<std::string_view, 4> kTypes{"DATE", "TIME", "DURATION", "SET"};
constexpr std::array<std::string_view, 15> kGranularities{"vague",   "century", "decade", "year",   "half",
                                                          "quarter", "season",  "month",  "week",   "weekend",
                                                          "day",     "part",    "hour",   "minute", "second"};
constexpr std::array<std::string_view, 9> kMods{"",          "START",  "MID",    "END",  "MORE_THAN",
                                                "LESS_THAN", "APPROX", "BEFORE", "AFTER"};

}  // namespace

struct Times::Grammar {
  timex::Zones zones;
  timex::Patterns patterns{zones};
};

Times::Times() : grammar_(std::make_unique<const Grammar>()) {}
Times::~Times() = default;
Times::Times(Times&&) noexcept = default;
Times& Times::operator=(Times&&) noexcept = default;

std::vector<TimeExpression> Times::operator()(const Text& text, const TimeContext& context) const {
  std::vector<timex::Lexeme> lexemes;
  timex::lex(text, grammar_->patterns.vocabulary(), lexemes);
  DayOrder order = order_of(context);
  if (order == DayOrder::kUnknown) order = order_in(lexemes);
  const timex::Surroundings around(text, lexemes);
  std::vector<Form> forms;
  grammar_->patterns.find(around, order, forms);
  if (forms.empty()) return {};
  timex::join(around, forms);
  std::vector<timex::Resolved> resolved;
  timex::resolve(around, context.published, grammar_->zones, forms, resolved);

  const record::CodePoints points(text.text);
  std::vector<TimeExpression> found;
  found.reserve(forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    TimeExpression& e = found.emplace_back();
    e.time.value = std::move(resolved[i].value);
    e.time.text = text.text.substr(forms[i].begin, forms[i].end - forms[i].begin);
    e.time.span = points.span_of(forms[i].begin, forms[i].end);
    e.time.basis = resolved[i].basis;
    e.time.conflicts = std::move(resolved[i].conflicts);
    e.begin = std::move(resolved[i].begin);
    e.end = std::move(resolved[i].end);
    e.type = resolved[i].type;
    e.granularity = resolved[i].granularity;
    e.mod = forms[i].mod;
    if (forms[i].to_next) e.until = static_cast<std::uint32_t>(i + 1);
  }
  return found;
}

std::string_view to_string(TimeType type) { return kTypes.at(static_cast<std::size_t>(type)); }
std::string_view to_string(Granularity granularity) { return kGranularities.at(static_cast<std::size_t>(granularity)); }
std::string_view to_string(TimeMod mod) { return kMods.at(static_cast<std::size_t>(mod)); }

}  // namespace tidings::extract
