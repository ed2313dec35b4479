#pragma once

#include <array>
#include <string_view>

// Words that tell what the name is that they are part of, and words that are written like names and are none.
namespace tidings::language {

inline constexpr auto kOrganisationWords = std::to_array<std::string_view>(
    {"Inc",         "Inc.",        "Corp",         "Corp.",      "Ltd",          "Ltd.",         "LLC",
     "Co.",         "Company",     "Corporation",  "University", "College",      "Institute",    "School",
     "Ministry",    "Department",  "Bank",         "Committee",  "Commission",   "Council",      "Agency",
     "Association", "Party",       "Union",        "Group",      "Foundation",   "Society",      "Center",
     "Centre",      "Church",      "Hospital",     "Bureau",     "Office",       "Court",        "Army",
     "Force",       "Forces",      "Authority",    "Front",      "Federation",   "Organization", "Organisation",
     "Press",       "Times",       "Post",         "News",       "Journal",      "Studios",      "Records",
     "Airlines",    "Airways",     "Motors",       "Systems",    "Technologies", "Partners",     "Parliament",
     "Senate",      "Congress",    "Police",       "Guard",      "Academy",      "Assembly",     "Tribunal",
     "Directorate", "Secretariat", "Command",      "Brigade",    "Battalion",    "Fund",         "Trust",
     "Exchange",    "League",      "Alliance",     "Coalition",  "Movement",     "Brotherhood",  "Network",
     "Holdings",    "Industries",  "Laboratories", "Club"});

inline constexpr auto kPlaceWords = std::to_array<std::string_view>(
    {"Street",  "St.",      "Avenue",    "Ave",       "Ave.",    "Road",      "Rd",     "Rd.",     "River",
     "Lake",    "Mountain", "Mountains", "Mount",     "Island",  "Islands",   "County", "City",    "Beach",
     "Bay",     "Valley",   "Park",      "Boulevard", "Blvd",    "Hill",      "Hills",  "Creek",   "Drive",
     "Square",  "Plaza",    "Bridge",    "Airport",   "Station", "Peninsula", "Sea",    "Ocean",   "Gulf",
     "Strait",  "Province", "District",  "State",     "Region",  "Oblast",    "Desert", "Port",    "Harbor",
     "Harbour", "Canal",    "Village",   "Town",      "Heights", "Coast",     "Border", "Crossing"});

inline constexpr auto kCalendarWords = std::to_array<std::string_view>(
    {"January", "February", "March",     "April",    "May",    "June",     "July",   "August", "September",
     "October", "November", "December",  "Jan",      "Feb",    "Mar",      "Apr",    "Jun",    "Jul",
     "Aug",     "Sep",      "Sept",      "Oct",      "Nov",    "Dec",      "Jan.",   "Feb.",   "Mar.",
     "Apr.",    "Jun.",     "Jul.",      "Aug.",     "Sep.",   "Sept.",    "Oct.",   "Nov.",   "Dec.",
     "Monday",  "Tuesday",  "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon",    "Tue",
     "Tues",    "Wed",      "Thu",       "Thurs",    "Fri",    "Sat",      "Sun"});

}  // namespace tidings::language
