#include "daemon/incident_page.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/incident_words.h"
#include "pipeline/record/names.h"

namespace tidings::daemon {
namespace {

using record::Status;
using record::Update;

constexpr std::size_t kMargin = 13;  // a day and its clock time are the longest that stand there
constexpr std::size_t kDigits = 10;  // of an id: enough to tell a trillion incidents apart
const auto kBold = fmt::text_style(fmt::emphasis::bold);
const auto kFaint = fmt::text_style(fmt::emphasis::faint);

fmt::text_style style_of(Status status) {
  switch (status) {
    case Status::kOccurred:
    case Status::kOngoing:
    case Status::kHistorical:
      return fg(fmt::terminal_color::green);
    case Status::kCancelled:
    case Status::kDenied:
      return fg(fmt::terminal_color::red);
    default:
      return fg(fmt::terminal_color::yellow);
  }
}

// How it came to stand as it does: each status once, in a row, the present one last.
std::vector<Status> way_of(const Update& incident) {
  std::vector<Status> way;
  for (const auto& step : incident.history) {
    if (way.empty() || way.back() != step.status) way.push_back(step.status);
  }
  if (way.empty() || way.back() != incident.picture.status) way.push_back(incident.picture.status);
  return way;
}

std::string day_of(std::string_view published) { return std::string(published.substr(0, published.find('T'))); }

// TIMEX3 has letters for the parts of a day.
std::string clock_of(std::string_view time) {
  constexpr std::pair<std::string_view, std::string_view> kParts[] = {
      {"MO", "morning"}, {"MI", "midday"}, {"AF", "afternoon"}, {"EV", "evening"}, {"NI", "night"}, {"DT", "daytime"}};
  const auto* const part = std::ranges::find(kParts, time, &std::pair<std::string_view, std::string_view>::first);
  return std::string(part == std::end(kParts) ? time : part->second);
}

// When, in the margin: "2022-01-21", "11:00+01:00"; of an interval both ends; in brackets when it was told, where that
// is all there is.
std::vector<std::string> margin_of(const Update& incident) {
  if (!incident.picture.time)
    return {incident.last_published.empty() ? "undated" : "(" + day_of(incident.last_published) + ")"};
  const auto& value = incident.picture.time->value;
  const auto cut = std::min(value.find_first_of("T/"), value.size());
  if (cut == value.size()) return {value};
  const auto rest = value.substr(cut + 1);
  return {value.substr(0, cut), value[cut] == '/' ? "– " + rest : clock_of(rest)};
}

}  // namespace

IncidentPage::IncidentPage(std::size_t width, bool colour) : width_(std::max(width, kWidthMin)), colour_(colour) {}

std::string IncidentPage::paint(const fmt::text_style& style, std::string_view text) const {
  return colour_ ? fmt::format(style, "{}", text) : std::string(text);
}

void IncidentPage::put(std::string& out, std::string_view margin, const Paragraph& text) const {
  for (const auto& line : text.lines(width_ - kMargin, colour_)) {
    const auto beside = fitted(margin, kMargin - 1);
    out += beside;
    out.append(kMargin - columns_of(beside), ' ').append(line).append("\n");
    margin = {};
  }
}

void IncidentPage::put_heading(std::string& out, std::string_view text) const {
  out.append("\n").append(paint(kBold, text)).append("\n");
}

void IncidentPage::put_sentence(std::string& out, std::string_view margin, std::string_view text) const {
  if (!text.empty()) put(out, margin, Paragraph().add("“" + std::string(text) + "”"));
}

void IncidentPage::put_happening(std::string& out, const Update& incident) const {
  const auto& picture = incident.picture;
  Paragraph head;
  head.add(what_of(incident.coding), kBold).add("·");
  const auto way = way_of(incident);
  for (std::size_t i = 0; i < way.size(); ++i) {
    if (i > 0) head.add("→");
    head.add(record::name_of(way[i]), i + 1 == way.size() ? style_of(way[i]) : fmt::text_style());
  }
  if (const auto place = place_of(picture); !place.empty()) head.add("·").add(place);
  const auto margin = margin_of(incident);
  put(out, margin.front(), head);
  put(out, margin.size() > 1 ? margin[1] : "", Paragraph().add(sides_of(picture)));
  put(out, "", Paragraph().add(amounts_of(picture)));
}

void IncidentPage::put_disputes(std::string& out, const Update& incident) const {
  for (const auto& dispute : incident.disputes) {
    put(out, "", Paragraph().add("disputed", fg(fmt::terminal_color::red)).add(dispute_of(dispute)));
  }
}

std::string IncidentPage::entry(const Update& incident) const {
  std::string out;
  put_happening(out, incident);
  put_disputes(out, incident);
  put_sentence(out, "", incident.evidence.text);
  Paragraph source;
  source.add(reports_of(incident) + ", " + change_of(incident) + " " + teller_of(incident.evidence.article), kFaint);
  put(out, "", source.add("· " + incident.incident.hex().substr(0, kDigits), kFaint));
  return out + "\n";
}

std::string IncidentPage::note(std::string_view text) const {
  std::string out;
  for (const auto& line : Paragraph().add(text, kFaint).lines(width_, colour_)) out += line + "\n";
  return out;
}

std::string IncidentPage::whole(const Dossier& dossier) const {
  const auto& incident = dossier.update;
  std::string out;
  put_happening(out, incident);
  put_disputes(out, incident);
  Paragraph what;
  what.add(fmt::format("{}; confidence {:.2f}; revision {}: {}, {}", reports_of(incident), incident.picture.confidence,
                       incident.revision, record::name_of(incident.change), incident.why));
  put(out, "", what);
  put(out, "", Paragraph().add("incident " + incident.incident.hex(), kFaint));
  if (!dossier.events.empty()) put_heading(out, "As it was told, by publication");
  for (const auto& event : dossier.events) put_told(out, event);
  if (!dossier.changes.empty()) put_heading(out, "What was known, from change to change");
  for (const auto& change : dossier.changes) put_changed(out, change);
  return out;
}

void IncidentPage::put_told(std::string& out, const record::Event& event) const {
  const auto& picture = event.picture;
  Paragraph head;
  head.add(record::name_of(picture.status), style_of(picture.status)).add("·").add(what_of(event.coding));
  if (picture.time) head.add("· " + picture.time->value);
  if (const auto place = place_of(picture); !place.empty()) head.add("· " + place);
  if (const auto amounts = amounts_of(picture); !amounts.empty()) head.add("· " + amounts);
  put(out, day_of(event.article.published), head);
  put(out, "", Paragraph().add(sides_of(picture)));
  if (!event.evidence.empty()) put_sentence(out, "", event.evidence.front().text);
  put(out, "", Paragraph().add(teller_of(event.article) + " " + event.article.url, kFaint));
}

void IncidentPage::put_changed(std::string& out, const Update& update) const {
  Paragraph head;
  head.add(fmt::format("{}. {}:", update.revision, record::name_of(update.change)), kBold).add(update.why);
  put(out, day_of(update.evidence.article.published), head);
  put(out, "",
      Paragraph()
          .add(record::name_of(update.picture.status), style_of(update.picture.status))
          .add("· " + reports_of(update)));
  put_sentence(out, "", update.evidence.text);
  put(out, "", Paragraph().add(teller_of(update.evidence.article) + " " + update.evidence.article.url, kFaint));
}

}  // namespace tidings::daemon
