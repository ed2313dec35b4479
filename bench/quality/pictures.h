#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "pipeline/record/event.h"

namespace tidings::quality {

// All events of one article, in order, and its name.
struct Told {
  record::ArticleRef article;
  std::vector<record::Event> events;
};

// What a reader holds who keeps the last update of each incident.
struct Pictures {
  std::vector<record::Update> incidents;                 // those that still have a source, by their ids
  std::map<std::string, std::string> incident_of;        // by event; the one it is in at last
  std::map<std::string, record::ArticleRef> article_of;  // by event
};

// `articles`: those that the updates came from.
[[nodiscard]] Pictures pictures_of(std::span<const record::Update> updates, std::span<const Told* const> articles);

// What a correlator that begins with nothing makes of the articles in this order. Ends the program where it fails.
[[nodiscard]] std::vector<record::Update> correlated(std::span<const Told* const> articles);

}  // namespace tidings::quality
