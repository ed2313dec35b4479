// The words of time and what each can be.
#include <array>

#include "pipeline/extract/time/form.h"
#include "pipeline/extract/time/patterns.h"

namespace tidings::extract::timex {
namespace {

struct Row {
  std::string_view words;
  Symbol symbol;
  int value;
};

constexpr int v(Unit unit) { return static_cast<int>(unit); }
constexpr int v(Part part) { return static_cast<int>(part); }
constexpr int v(Season season) { return static_cast<int>(season); }
constexpr int v(TimeMod mod) { return static_cast<int>(mod); }

constexpr Row kRows[] = {
    {"january jan", kMon, 1},
    {"february feb", kMon, 2},
    {"march mar", kMonWeak, 3},
    {"april apr", kMon, 4},
    {"may", kMonWeak, 5},
    {"june jun", kMon, 6},
    {"july jul", kMon, 7},
    {"august aug", kMon, 8},
    {"september sep sept", kMon, 9},
    {"october oct", kMon, 10},
    {"november nov", kMon, 11},
    {"december dec", kMon, 12},

    {"monday mon", kWd, 1},
    {"tuesday tue tues", kWd, 2},
    {"wednesday wednes wed weds", kWd, 3},
    {"thursday thu thur thurs", kWd, 4},
    {"friday fri", kWd, 5},
    {"saturday", kWd, 6},
    {"sunday", kWd, 7},
    {"sat", kWdWeak, 6},
    {"sun", kWdWeak, 7},
    {"mondays", kWds, 1},
    {"tuesdays", kWds, 2},
    {"wednesdays", kWds, 3},
    {"thursdays", kWds, 4},
    {"fridays", kWds, 5},
    {"saturdays", kWds, 6},
    {"sundays", kWds, 7},

    {"second sec", kUnit, v(Unit::kSecond)},
    {"minute min", kUnit, v(Unit::kMinute)},
    {"hour hr h", kUnit, v(Unit::kHour)},
    {"day", kUnit, v(Unit::kDay)},
    {"night", kUnit, v(Unit::kNight)},
    {"weekend", kUnit, v(Unit::kWeekend)},
    {"week", kUnit, v(Unit::kWeek)},
    {"fortnight", kUnit, v(Unit::kFortnight)},
    {"month", kUnit, v(Unit::kMonth)},
    {"quarter", kUnit, v(Unit::kQuarter)},
    {"year yr y", kUnit, v(Unit::kYear)},
    {"decade", kUnit, v(Unit::kDecade)},
    {"century", kUnit, v(Unit::kCentury)},
    {"millennium", kUnit, v(Unit::kMillennium)},
    {"seconds secs", kUnits, v(Unit::kSecond)},
    {"minutes mins min", kUnits, v(Unit::kMinute)},
    {"hours hrs hr h", kUnits, v(Unit::kHour)},
    {"days", kUnits, v(Unit::kDay)},
    {"nights", kUnits, v(Unit::kNight)},
    {"weekends", kUnits, v(Unit::kWeekend)},
    {"weeks wks", kUnits, v(Unit::kWeek)},
    {"fortnights", kUnits, v(Unit::kFortnight)},
    {"months", kUnits, v(Unit::kMonth)},
    {"quarters", kUnits, v(Unit::kQuarter)},
    {"years yrs y", kUnits, v(Unit::kYear)},
    {"decades", kUnits, v(Unit::kDecade)},
    {"centuries", kUnits, v(Unit::kCentury)},
    {"millennia", kUnits, v(Unit::kMillennium)},

    {"dawn daybreak sunrise", kPart, v(Part::kDawn)},
    {"morning", kPart, v(Part::kMorning)},
    {"noon midday noontime noonish", kPart, v(Part::kNoon)},
    {"afternoon", kPart, v(Part::kAfternoon)},
    {"evening dusk sunset nightfall", kPart, v(Part::kEvening)},
    {"night nighttime overnight", kPart, v(Part::kNight)},
    {"midnight", kPart, v(Part::kMidnight)},
    {"daytime", kPart, v(Part::kDaytime)},
    {"mornings", kParts, v(Part::kMorning)},
    {"afternoons", kParts, v(Part::kAfternoon)},
    {"evenings", kParts, v(Part::kEvening)},
    {"nights", kParts, v(Part::kNight)},

    {"spring springtime", kSeason, v(Season::kSpring)},
    {"summer summertime", kSeason, v(Season::kSummer)},
    {"autumn", kSeason, v(Season::kAutumn)},
    {"winter wintertime", kSeason, v(Season::kWinter)},
    {"fall", kSeasonWeak, v(Season::kAutumn)},

    {"last past", kRel, -1},
    {"this current", kRel, 0},
    {"next coming upcoming", kRel, 1},
    {"previous preceding prior", kNrel, -1},
    {"same", kNrel, 0},
    {"following subsequent ensuing", kNrel, 1},

    {"today", kDeic, 0},
    {"yesterday", kDeic, -1},
    {"tomorrow", kDeic, 1},

    {"twenties", kDecade, 2},
    {"thirties", kDecade, 3},
    {"forties", kDecade, 4},
    {"fifties", kDecade, 5},
    {"sixties", kDecade, 6},
    {"seventies", kDecade, 7},
    {"eighties", kDecade, 8},
    {"nineties", kDecade, 9},

    {"early", kMod, v(TimeMod::kStart)},
    {"mid middle", kMod, v(TimeMod::kMid)},
    {"late", kMod, v(TimeMod::kEnd)},

    {"am a.m", kAmpm, 0},
    {"pm p.m", kAmpm, 12},

    {"hourly", kFreq, v(Unit::kHour)},
    {"daily everyday", kFreq, v(Unit::kDay)},
    {"nightly", kFreq, v(Unit::kDay)},
    {"weekly", kFreq, v(Unit::kWeek)},
    {"fortnightly biweekly", kFreq, v(Unit::kFortnight)},
    {"monthly", kFreq, v(Unit::kMonth)},
    {"quarterly", kFreq, v(Unit::kQuarter)},
    {"yearly annual annually", kFreq, v(Unit::kYear)},

    {"several few some many numerous", kFew, 0},
    {"couple", kAmount, 2},
    {"dozen", kAmount, 12},
    {"\u00bd", kDec, 500},
};

}  // namespace

Vocabulary::Vocabulary() {
  for (const Row& row : kRows) add(row.words, row.symbol, row.value);
}

}  // namespace tidings::extract::timex
