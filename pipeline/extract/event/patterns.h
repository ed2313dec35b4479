#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/record/event.h"

// Which words tell of which event: plain values without behaviour. They are written down in config/lexicon/events,
// whose form docs/patterns.md describes, and checked by config when it reads them: ids are unique, modes belong to
// their types, no frame is without triggers, lists are resolved.
namespace tidings::extract {

// A place beside a trigger, after voice was taken out: the subject of a passive stands in kObject.
struct Slot {
  enum class Kind : std::uint8_t { kSubject, kObject, kIndirect, kPossessor, kClause, kPreposition };

  Kind kind = Kind::kSubject;
  std::string preposition;  // of kPreposition
  friend bool operator==(const Slot&, const Slot&) = default;
};

// What may stand in a slot: any of these.
struct Words {
  enum class Class : std::uint8_t { kActor, kPerson, kGroup, kPlace, kAny, kNone };

  std::vector<std::string> lemmas;
  std::vector<std::string> negated;  // lemmas that count where they are negated; of clauses
  std::vector<std::string> owed;     // lemmas that count where an actor must do so, "@any" for all; of clauses
  std::vector<Class> classes;
  friend bool operator==(const Words&, const Words&) = default;
};

struct Requirement {
  Slot slot;
  Words words;
};

// Triggers of one part of speech that take the same arguments.
struct Frame {
  std::vector<std::vector<std::string>> triggers;  // words of each, in their order; of a verb the first is the head
  std::vector<Slot> actor;                         // the first that holds one counts; all of them where it is mutual
  std::vector<Slot> recipient;
  std::vector<Requirement> needs;
  std::vector<Requirement> never;
};

struct Pattern {
  std::string id;
  record::EventType type = record::EventType::kConsult;
  std::string mode;   // of PLOVER, may be empty
  std::string cameo;  // of the event that occurred
  std::vector<std::string> contexts;
  bool mutual = false;
  std::optional<Frame> verbs;
  std::optional<Frame> nouns;
  std::vector<std::string> fires;   // sentences that give type and mode
  std::vector<std::string> silent;  // sentences that do not give the type
};

struct Patterns {
  std::vector<Pattern> patterns;         // in the order of their ids
  std::vector<std::string> light_verbs;  // lemmas
};

}  // namespace tidings::extract
