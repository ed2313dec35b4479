#include "pipeline/extract/actor/roll.h"

#include <algorithm>

namespace tidings::extract {

using record::ActorKind;

namespace {

constexpr std::size_t kMostMentionsBack = 500;

}  // namespace

Roll::Roll(const Ground& ground, Mentions& mentions) : tree_(ground.tree()), mentions_(mentions) {
  mentions.all.clear();
  mentions.of_word.assign(tree_.size(), Mentions::kNone);
}

void Roll::add_new(Mention mention) {
  mention.entity = next_entity_++;
  add(std::move(mention));
}

void Roll::add_known(Mention mention) { add(std::move(mention)); }

void Roll::add(Mention mention) {
  const auto index = static_cast<std::uint32_t>(mentions_.all.size());
  for (auto word = mention.begin; word < mention.end; ++word) mentions_.of_word[word] = index;
  mentions_.all.push_back(std::move(mention));
}

Mention* Roll::at(Word word) const {
  const auto index = mentions_.of_word[word];
  return index == Mentions::kNone ? nullptr : &mentions_.all[index];
}

std::size_t Roll::reach() const { return mentions_.all.size() - std::min(mentions_.all.size(), kMostMentionsBack); }

Word Roll::floor_of(Word word) const {
  for (auto before = word; before > 0; --before) {
    if (mentions_.of_word[before - 1] != Mentions::kNone) return before;
  }
  return 0;
}

Word Roll::head_of(const Mention& mention) const {
  for (auto word = mention.begin; word < mention.end; ++word) {
    const auto head = tree_.head(word);
    if (head == kNoWord || head < mention.begin || head >= mention.end) return word;
  }
  return mention.begin;
}

void Roll::spread() {
  std::vector<Mention> known(next_entity_);
  for (const auto& mention : mentions_.all) {
    auto& entity = known[mention.entity];
    if (entity.code.empty()) entity.code = mention.code;
    if (entity.sector.empty()) entity.sector = mention.sector;
    if (entity.position.empty()) entity.position = mention.position;
    const bool fuller =
        mention.kind != ActorKind::kPerson ? entity.name.empty() : mention.name.size() > entity.name.size();
    if (fuller) entity.name = mention.name;
  }
  for (auto& mention : mentions_.all) {
    const auto& entity = known[mention.entity];
    if (mention.code.empty()) mention.code = entity.code;
    if (mention.sector.empty()) mention.sector = entity.sector;
    if (mention.position.empty()) mention.position = entity.position;
    if (mention.kind == ActorKind::kPerson && mention.via != "role") mention.name = entity.name;
  }
}

}  // namespace tidings::extract
