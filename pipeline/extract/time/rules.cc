// The grammar of time: every pattern of expressions that stand by themselves; join.cc says which of them make one.
#include "pipeline/extract/time/rules.h"

#include <array>
#include <utility>

#include "pipeline/extract/time/calendar.h"

namespace tidings::extract::timex {
namespace {

using A = Action;
using G = Guard;

constexpr int v(Unit unit) { return static_cast<int>(unit); }
constexpr int v(Holiday day) { return static_cast<int>(day); }
constexpr int v(TimeMod mod) { return static_cast<int>(mod); }

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kMacros{{
    {"<m>", "({mon}|{monw})"},
    {"<d>", "({day}|{oday})"},
    {"<y>", "({year}|{yy})"},
    {"<->", "(-|to|until|till|through|thru)"},
    {"<,>", "(-|to|until|till|through|thru|and|or|,)"},
    // How many of a unit; "a couple of" and "a dozen" are numbers with a word before or after.
    {"<q>", "({n}|[a] {amt} [of]|{dec}|a few|a number of|quite a few|[the] {few}|a good {few}|{few} {n})"},
    {"<one>", "(a|an|one|a single|a full|a whole|another)"},
    {"<u>", "({unit}|{units})"},
    {"<wd>", "({wd}|{wdw})"},
    {"<s>", "({season}|{seasonw})"},
}};

constexpr Rule kRules[] = {
    // Days, months, years.
    {"<m> [the] <d> [,] {year}", A::kDate},
    {"<m> [the] <d>", A::kDate},
    {"<m> (-|/) {day}", A::kDate},
    {"<m> - {day} - {year}", A::kDate},
    {"<m> - {year}", A::kDate},
    {"({day}|{oday}) / <m> / {year}", A::kDate},
    {"{year} / <m> / {day}", A::kDate},
    {"<m> [,|of|in] [the year] {year}", A::kDate},
    {"<m> of {yy}", A::kDate},
    {"{mon}", A::kDate, G::kMonth},
    {"{monw}", A::kDate, G::kMonthWeak},
    {"[the] <d> [day] [of] <m> [,|of|in] {year}", A::kDate},
    {"[the] <d> [day] [of] <m>", A::kDate},
    {"{day} - <m> - <y>", A::kDate},
    {"{year} [,] <m> <d>", A::kDate},
    {"{year} {day} {day}", A::kDate},
    {"{year} <m>", A::kDate},
    {"{year} - q {n}", A::kOrdinalPeriod, G::kNone, v(Unit::kQuarter)},
    {"{year} - h {n}", A::kOrdinalPeriod, G::kNone, v(Unit::kHalf)},
    {"{iso}", A::kDate},
    {"{sl3}", A::kDate},
    {"{sl2}", A::kDate, G::kSlash},
    {"{year}", A::kDate, G::kYear},
    {"{year} ad", A::kDate},
    {"[the] (year|years) [of] {year}", A::kDate},
    {"(ad|a.d) ({n}|{year})", A::kDate, G::kNone, 2},
    {"({n}|{year}) (bc|bce|b.c|b.c.e)", A::kDate, G::kNone, 1},
    {"[the] <s> [of|in] ({n}|{year}) (bc|bce|b.c|b.c.e)", A::kDate, G::kNone, 1},
    {"<m> [<d>] [,|of|in] ({n}|{year}) (bc|bce|b.c|b.c.e)", A::kDate, G::kNone, 1},
    {"the {oday}", A::kDate, G::kTheDay},
    {"the {day}", A::kDate, G::kTheDay},

    // Several of them with one month or year.
    {"<m> <d> ~ <,> ~ [the] <d> [,] {year}", A::kDate},
    {"<m> [the] <d> ~ <,> ~ [the] <d>", A::kDate, G::kList},
    {"[the] <d> ~ <,> ~ [the] <d> [of] <m> [[,|of|in] {year}]", A::kDate},
    {"{year} ~ <,> ~ {yy}", A::kDate, G::kYears, 3},
    {"{year} ~ <-> ~ {year}", A::kDate, G::kYears},
    {"({n}|{year}) ~ <-> ~ ({n}|{year}) (bc|bce|b.c|b.c.e)", A::kDate, G::kNone, 1},

    // Weekdays, seasons, parts of years and days.
    {"{wd}", A::kDate},
    {"{wdw}", A::kDate, G::kWeekdayWeak},
    {"<wd> [,] [the] {oday}", A::kDate},
    {"<wd> {day}", A::kDate, G::kList},
    {"{wds}", A::kDate},
    {"{rel} ({wd}|{wdw})", A::kField},
    {"{nrel} ({wd}|{wdw})", A::kField},
    {"{season}", A::kDate, G::kSeason},
    {"the {season}", A::kDate, G::kSeason},
    {"(in|during) ~ ~ the {seasonw}", A::kDate, G::kSeasonWeak, 9},
    {"[the] <s> [of|in|,] {year}", A::kDate},
    {"[the|that|this] ({rel}|{nrel}) ({season}|{seasonw})", A::kField},
    {"that ({season}|{seasonw})", A::kField, G::kNone, 1},
    {"[the|that] ({rel}|{nrel}) {mon}", A::kField},
    {"[the|that] ({rel}|{nrel}) {monw}", A::kField, G::kLastCapital},
    {"[the] {ord} [-] quarter", A::kOrdinalPeriod, G::kNone, v(Unit::kQuarter)},
    {"[the] (last|final) [-] quarter", A::kOrdinalPeriod, G::kOf, -v(Unit::kQuarter)},
    {"q {n}", A::kOrdinalPeriod, G::kNone, v(Unit::kQuarter)},
    {"q {n} [of|-] {year}", A::kOrdinalPeriod, G::kNone, v(Unit::kQuarter)},
    {"[the] {ord} half", A::kOrdinalPeriod, G::kWeak, v(Unit::kHalf)},
    {"[the] (fiscal|financial) [year] {year}", A::kFiscal},
    {"fy [-] <y>", A::kFiscal},
    {"[the] week {n}", A::kDate, G::kNone, 4},
    {"[the] {decade}", A::kDate, G::kDecade},
    {"[the] {year} s", A::kDate, G::kDecade, 5},
    {"[the] {mod} [-] {decade}", A::kDate, G::kDecade},
    {"[the] [{mod} [-]] {ord} [-] century", A::kCentury},
    {"[the] [{mod} [-]] {ord} [-] century (bc|bce|b.c|b.c.e)", A::kCentury, G::kNone, 1},
    {"(in|during) ~ ~ [the] {part}", A::kDate, G::kNone, 9},
    {"(at|by|before|after|until|since|around) ~ ~ ({part}|night)", A::kDate, G::kNone, 9},
    {"[the] {part}", A::kDate, G::kPartBare},
    {"(this|that) {part}", A::kField, G::kNone, 2},
    {"[the] ({rel}|{nrel}) {part}", A::kField, G::kNone, 2},
    {"mid night", A::kDate, G::kNone, 7},
    {"(tonight|tonite)", A::kDeictic, G::kNone, 10},
    {"last night", A::kDeictic, G::kNone, 9},
    {"{mod} {part}", A::kDate, G::kPartBare},

    // Relative to now, or to the time spoken of.
    {"{deic}", A::kDeictic},
    {"the day before yesterday", A::kDeictic, G::kNone, -2},
    {"the day after tomorrow", A::kDeictic, G::kNone, 2},
    {"[the] {rel} [calendar|working|business|fiscal|financial|school|academic] {unit}", A::kContainer},
    {"(over|at|during|on) ~ ~ the weekend", A::kContainer, G::kNone, 9},
    {"[the] {nrel} {unit}", A::kContainer},
    {"(this|that|the|this very|that very) same ({unit}|{part}|{season})", A::kContainer, G::kNone, 1},
    {"(that|this very|that very) {unit}", A::kContainer, G::kNone, 1},
    {"the {unit}", A::kContainer, G::kWeak, 2},
    {"({unit}) 's end", A::kContainer, G::kNone, 3},
    {"year 's end", A::kContainer, G::kNone, 3},
    {"year - end", A::kContainer, G::kNone, 4},
    {"end of {unit}", A::kContainer, G::kNone, 3},
    {"the (entire|whole|full) {unit}", A::kContainer, G::kNone, 1},
    {"(that|the same|that same|this same) (time|period|moment|point|date)", A::kContainer, G::kNone, 5},
    {"(during|in|by|at|from|throughout|since|of) ~ ~ this (time|period)", A::kVague, G::kNone, 9},
    {"the {unit} (before|earlier|previous|prior|preceding)", A::kContainer, G::kNone, -1},
    {"the {unit} (after|later|following)", A::kContainer, G::kNone, 6},

    {"<one> {unit} ago", A::kAgo},
    {"<q> <u> ago", A::kAgo},
    {"<one> {unit} (from now|hence)", A::kFromNow},
    {"<q> <u> (from now|hence)", A::kFromNow},
    {"half (a|an) {unit} ago", A::kAgo, G::kNone, 500},
    {"half (a|an) {unit} from now", A::kFromNow, G::kNone, 500},
    {"in ~ ~ <one> {unit} 's time", A::kFromNow, G::kNone, 9},
    {"in ~ ~ <q> <u> ('|'s|) time", A::kFromNow, G::kNone, 9},
    {"<one> {unit} (later|afterward|afterwards|on)", A::kLater},
    {"<q> <u> (later|afterward|afterwards)", A::kLater},
    {"{units} (later|afterward|afterwards)", A::kLater},
    {"<one> {unit} (earlier|previously|prior)", A::kEarlier},
    {"<q> <u> (earlier|previously|prior)", A::kEarlier},
    {"{units} (earlier|before)", A::kEarlier, G::kWeak},
    {"{n} {units} {n} {units} {n} {units} later", A::kLater},
    {"{n} {units} {n} {units} later", A::kLater},
    {"(<one> {unit}|<q> <u>) (after|from|following|since)", A::kAfter, G::kWeak},
    {"(<one> {unit}|<q> <u>) (before|prior to|ahead of)", A::kBefore, G::kWeak},
    {"<one> {unit} and a half (later|after)", A::kLater, G::kNone, 1500},

    // Lengths.
    {"(a|an) {unit}", A::kSet, G::kRate},
    {"<one> {unit}", A::kDuration, G::kLength},
    {"half (a|an) {unit}", A::kDuration, G::kNone, 500},
    {"(a half|half) [-] {unit}", A::kDuration, G::kNone, 500},
    {"<one> {unit} and (a half|half)", A::kDuration, G::kNone, 1500},
    {"{n} and (a half|half) [-] <u>", A::kDuration, G::kNone, 500},
    {"{n} {units} and a half", A::kDuration, G::kNone, 500},
    {"<q> <u>", A::kDuration, G::kLength},
    {"{n} ~ (and|to|or|-) ~ {n} <u>", A::kDuration, G::kLength, 4},
    {"<q> <u> (long|old)", A::kDuration, G::kLength},
    {"{n} - <u> [- (long|old)]", A::kDuration},
    {"<q> [of] "
     "(calendar|full|consecutive|straight|long|whole|additional|further|extra|successive|more|business|working) <u>",
     A::kDuration},
    {"{unit} - long", A::kDuration},
    {"{units} - long", A::kDuration, G::kNone, -1},
    {"(the|its|their|his|her|our) ({rel}|{nrel}|first|final|opening|closing) (<q>) {units}", A::kDuration},
    {"[the] ({rel}|{nrel}) (<q>) {units}", A::kDuration},
    {"[the] (<q>) ({rel}|{nrel}) {units}", A::kDuration},
    {"(over|in|during) ~ ~ the (last|past|next) {unit}", A::kDuration, G::kNotOf, 9},
    {"[the] (recent|past|coming|following|next|last|previous) {units}", A::kDuration, G::kNone, -1},
    {"{units}", A::kDuration, G::kPlural, -1},
    {"(all|the whole of the) {unit}", A::kDuration, G::kNone},

    {"(more than|over|at least|no less than|a little more than|well over)", A::kPrefix, G::kQuantity,
     v(TimeMod::kMoreThan)},
    {"(less than|under|up to|at most|no more than|just under)", A::kPrefix, G::kQuantity, v(TimeMod::kLessThan)},
    {"(about|around|some|roughly|approximately|almost|nearly|another)", A::kPrefix, G::kQuantity, v(TimeMod::kApprox)},

    // Sets.
    {"(every|each) ({wd}|{part}|{season}|{mon}|{monw})", A::kSet},
    {"(in|on) ~ ~ the {parts}", A::kSet, G::kNone, 9},
    {"(every|each) {unit}", A::kSet},
    {"(every|each) other ({unit}|{wd})", A::kSet, G::kNone, 2},
    {"(every|each) {n} <u>", A::kSet},
    {"(every|each) {ord} {unit}", A::kSet},
    {"(every|each) {mon} {oday}", A::kSet},
    {"(every|each) year (on|in) {mon} [<d>]", A::kSet},
    {"per {unit}", A::kSet},
    {"{freq}", A::kSet},
    {"(once|twice|{n} times) (a|an|every|each|per) {unit}", A::kSet},
    {"<wd> {parts}", A::kSet},

    // Vague ones.
    {"(now|right now|currently|nowadays|presently|at present|at the moment|at the present time)", A::kVague, G::kNone,
     0, "PRESENT_REF"},
    {"(these days|the time being|present day|present - day|modern day|modern - day|the present)", A::kVague, G::kNone,
     0, "PRESENT_REF"},
    {"(current|present)", A::kVague, G::kAdjective, 0, "PRESENT_REF"},
    {"(recent)", A::kVague, G::kAdjective, 0, "PAST_REF"},
    {"(recently|lately|just recently|most recently|the recent past)", A::kVague, G::kNone, 0, "PAST_REF"},
    {"(the past|the distant past)", A::kVague, G::kTemporalNoun, 0, "PAST_REF"},
    {"[the] [near|foreseeable|immediate|distant] future", A::kVague, G::kNone, 0, "FUTURE_REF"},

    // Clocks.
    {"{clock} [{ampm}]", A::kClock, G::kClock},
    {"({hour}|{n}) {ampm}", A::kClock},
    {"({hour}|{n}) {ampm} {ampm}", A::kClock},
    {"{hour} (o'clock|oclock|o ' clock)", A::kClock},
    {"{hour} (o'clock|o ' clock) {ampm}", A::kClock},
    {"(half|half past) {hour} [o'clock]", A::kClock, G::kNone, 30},
    {"[a] quarter past {hour} [o'clock]", A::kClock, G::kNone, 15},
    {"[a] quarter (to|of) {hour} [o'clock]", A::kClock, G::kNone, -15},
    {"{n} [minutes|min|mins] past {hour} [o'clock]", A::kPast},
    {"{n} [minutes|min|mins] to {hour} [o'clock]", A::kTo, G::kHourRange},
    {"{clock} (hours|hrs)", A::kClock, G::kNone, 1},
    {"{hour}", A::kClock, G::kHour},
    {"({hour}|{clock}) ~ <-> ~ ({hour}|{clock}) [{ampm}]", A::kClock, G::kHourRange},
    {"({hour}|{clock}) ~ and ~ ({hour}|{clock}) [{ampm}]", A::kClock, G::kHourRange, 2},
    {"[the] local time", A::kLocal},
    {"{zone}", A::kZone, G::kWeak},
    {"%( {zone} %)", A::kZone, G::kWeak},
    {"({zone} [+|-] {n}|%( {zone} [+|-] {n} %))", A::kZone, G::kWeak},

    // Before or in something larger.
    {"[the] {mod} [-] [part|parts|half|days|weeks|months|years|hours|stages] [in|of]", A::kPrefix},
    {"(the|its) (start|beginning|onset|opening|outset) of", A::kPrefix, G::kNone, v(TimeMod::kStart)},
    {"(start|beginning|onset|opening) of", A::kPrefix, G::kNone, v(TimeMod::kStart)},
    {"the (middle|midst) of", A::kPrefix, G::kNone, v(TimeMod::kMid)},
    {"(middle|midst) of", A::kPrefix, G::kNone, v(TimeMod::kMid)},
    {"[the] (end|close|closing|conclusion) of", A::kPrefix, G::kNone, v(TimeMod::kEnd)},
    {"the latter part of", A::kPrefix, G::kNone, v(TimeMod::kEnd)},
    {"the (early|first) part of", A::kPrefix, G::kNone, v(TimeMod::kStart)},
    {"(earlier) [in|on|of]", A::kPrefix, G::kNone, 100},
    {"(later) [in|on|of]", A::kPrefix, G::kNone, 101},
    {"[the] ({ord}|last|final) <u> (of|in)", A::kNth},
    {"[the] (last|final) <wd> (of|in)", A::kNth},
    {"[the] {ord} <wd> (of|in)", A::kNth},
    {"[the] ({ord}|last|final|opening|closing) {n} {units} of", A::kNth, G::kNone, 1},

    // Feasts.
    {"new year 's day", A::kHoliday, G::kNone, v(Holiday::kNewYear)},
    {"new year 's eve", A::kHoliday, G::kNone, v(Holiday::kNewYearsEve)},
    {"new year 's", A::kHoliday, G::kCapital, v(Holiday::kNewYear)},
    {"(christmas|xmas) [day]", A::kHoliday, G::kNone, v(Holiday::kChristmas)},
    {"(christmas|xmas) eve", A::kHoliday, G::kNone, v(Holiday::kChristmasEve)},
    {"boxing day", A::kHoliday, G::kNone, v(Holiday::kBoxingDay)},
    {"epiphany", A::kHoliday, G::kCapital, v(Holiday::kEpiphany)},
    {"orthodox christmas", A::kHoliday, G::kNone, v(Holiday::kOrthodoxChristmas)},
    {"[st|saint] valentine 's day", A::kHoliday, G::kNone, v(Holiday::kValentine)},
    {"(st|saint) patrick 's day", A::kHoliday, G::kNone, v(Holiday::kSaintPatrick)},
    {"april fools ['|'s] [day]", A::kHoliday, G::kNone, v(Holiday::kAprilFools)},
    {"may day", A::kHoliday, G::kCapital, v(Holiday::kMayDay)},
    {"[international] workers (day|' day|'s day)", A::kHoliday, G::kNone, v(Holiday::kMayDay)},
    {"victory day", A::kHoliday, G::kCapital, v(Holiday::kVictoryDay)},
    {"bastille day", A::kHoliday, G::kNone, v(Holiday::kBastilleDay)},
    {"halloween", A::kHoliday, G::kNone, v(Holiday::kHalloween)},
    {"all saints (day|' day|'s day)", A::kHoliday, G::kNone, v(Holiday::kAllSaints)},
    {"(guy fawkes|bonfire) night", A::kHoliday, G::kNone, v(Holiday::kGuyFawkes)},
    {"(armistice|veterans|remembrance) ['|'s] day", A::kHoliday, G::kNone, v(Holiday::kArmistice)},
    {"[international] women 's day", A::kHoliday, G::kNone, v(Holiday::kWomensDay)},
    {"earth day", A::kHoliday, G::kCapital, v(Holiday::kEarthDay)},
    {"groundhog day", A::kHoliday, G::kNone, v(Holiday::kGroundhogDay)},
    {"juneteenth", A::kHoliday, G::kNone, v(Holiday::kJuneteenth)},
    {"(martin luther king|mlk) [jr] ['s] day", A::kHoliday, G::kNone, v(Holiday::kMartinLutherKing)},
    {"(presidents|president) ['|'s] day", A::kHoliday, G::kNone, v(Holiday::kPresidents)},
    {"memorial day", A::kHoliday, G::kNone, v(Holiday::kMemorial)},
    {"(labor|labour) day", A::kHoliday, G::kNone, v(Holiday::kLabor)},
    {"columbus day", A::kHoliday, G::kNone, v(Holiday::kColumbus)},
    {"thanksgiving [day]", A::kHoliday, G::kNone, v(Holiday::kThanksgiving)},
    {"black friday", A::kHoliday, G::kNone, v(Holiday::kBlackFriday)},
    {"cyber monday", A::kHoliday, G::kNone, v(Holiday::kCyberMonday)},
    {"(mother|mothers) ['|'s] day", A::kHoliday, G::kNone, v(Holiday::kMothers)},
    {"(father|fathers) ['|'s] day", A::kHoliday, G::kNone, v(Holiday::kFathers)},
    {"easter [sunday]", A::kHoliday, G::kNone, v(Holiday::kEaster)},
    {"good friday", A::kHoliday, G::kCapital, v(Holiday::kGoodFriday)},
    {"easter monday", A::kHoliday, G::kNone, v(Holiday::kEasterMonday)},
    {"palm sunday", A::kHoliday, G::kNone, v(Holiday::kPalmSunday)},
    {"ash wednesday", A::kHoliday, G::kNone, v(Holiday::kAshWednesday)},
    {"ascension day", A::kHoliday, G::kNone, v(Holiday::kAscension)},
    {"(pentecost|whit sunday)", A::kHoliday, G::kNone, v(Holiday::kPentecost)},
    {"orthodox easter", A::kHoliday, G::kNone, v(Holiday::kOrthodoxEaster)},
    {"[the] fourth of july", A::kHoliday, G::kCapital, v(Holiday::kIndependenceDay)},
};

}  // namespace

std::span<const Rule> rules() { return kRules; }

std::string expand_macros(std::string_view pattern) {
  std::string text(pattern);
  for (const auto& [name, meaning] : kMacros) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + meaning.size())) {
      text.replace(at, name.size(), meaning);
    }
  }
  return text;
}

}  // namespace tidings::extract::timex
