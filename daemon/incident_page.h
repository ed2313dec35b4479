#pragma once

#include <fmt/color.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/incident_source.h"
#include "daemon/paragraph.h"
#include "pipeline/record/event.h"

namespace tidings::daemon {

// Incidents for people at a terminal: when in a column of its own, beside it what, who, where, how it stands and how it
// came to that, the sentence that proves it, and who says so.
class IncidentPage {
 public:
  static constexpr std::size_t kWidthMin = 40;
  IncidentPage(std::size_t width, bool colour);

  [[nodiscard]] std::string entry(const record::Update& incident) const;

  [[nodiscard]] std::string note(std::string_view text) const;

  // One with all that is known of it: history, disputes, evidence.
  [[nodiscard]] std::string whole(const Dossier& dossier) const;

 private:
  void put(std::string& out, std::string_view margin, const Paragraph& text) const;
  void put_heading(std::string& out, std::string_view text) const;
  void put_happening(std::string& out, const record::Update& incident) const;
  void put_disputes(std::string& out, const record::Update& incident) const;
  void put_told(std::string& out, const record::Event& event) const;
  void put_changed(std::string& out, const record::Update& update) const;
  void put_sentence(std::string& out, std::string_view margin, std::string_view text) const;
  [[nodiscard]] std::string paint(const fmt::text_style& style, std::string_view text) const;

  const std::size_t width_;
  const bool colour_;
};

}  // namespace tidings::daemon
