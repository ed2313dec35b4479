#include "bench/quality/clusters.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace tidings::quality {
namespace {

using Sizes = std::map<std::string, std::size_t>;
using Shared = std::map<std::pair<std::string, std::string>, std::size_t>;

// How many mentions each cluster has, and each pair of clusters in common.
struct Table {
  explicit Table(std::span<const Clustered> mentions) {
    for (const auto& mention : mentions) {
      ++gold[mention.gold];
      ++ours[mention.ours];
      ++shared[{mention.gold, mention.ours}];
    }
  }
  Sizes gold, ours;
  Shared shared;
};

double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }

// Of the links that hold the clusters of one side together, the share that the other side has as well.
double links_kept(const Sizes& clusters, std::size_t parts) {
  std::size_t mentions = 0;
  for (const auto& [name, size] : clusters) mentions += size;
  return ratio(static_cast<double>(mentions - parts), static_cast<double>(mentions - clusters.size()));
}

// The greatest sum of a choice of cells, no two in one row or column (Kuhn 1955, Munkres 1957): shortest augmenting
// paths over potentials. No more rows than columns; indices from 1, where 0 stands for nothing yet.
double best_assignment(const std::vector<std::vector<double>>& likeness) {
  const auto rows = likeness.size();
  if (rows == 0) return 0;
  const auto columns = likeness.front().size();
  std::vector<double> row_potential(rows + 1), column_potential(columns + 1);
  std::vector<std::size_t> row_of(columns + 1), way(columns + 1);
  for (std::size_t row = 1; row <= rows; ++row) {
    row_of[0] = row;
    std::size_t column = 0;
    std::vector<double> least(columns + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(columns + 1);
    do {
      used[column] = true;
      double delta = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= columns; ++j) {
        if (used[j]) continue;
        const double cost = -likeness[row_of[column] - 1][j - 1] - row_potential[row_of[column]] - column_potential[j];
        if (cost < least[j]) least[j] = cost, way[j] = column;
        if (least[j] < delta) delta = least[j], next = j;
      }
      for (std::size_t j = 0; j <= columns; ++j) {
        if (used[j]) {
          row_potential[row_of[j]] += delta, column_potential[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    for (; column != 0; column = way[column]) row_of[column] = row_of[way[column]];
  }
  double sum = 0;
  for (std::size_t j = 1; j <= columns; ++j) sum += row_of[j] == 0 ? 0 : likeness[row_of[j] - 1][j - 1];
  return sum;
}

}  // namespace

double Score::f1() const { return ratio(2 * precision * recall, precision + recall); }

Score muc(std::span<const Clustered> mentions) {
  const Table table(mentions);
  return {links_kept(table.ours, table.shared.size()), links_kept(table.gold, table.shared.size())};
}

Score b_cubed(std::span<const Clustered> mentions) {
  const Table table(mentions);
  Score score;
  for (const auto& [pair, count] : table.shared) {
    const auto square = static_cast<double>(count * count);
    score.precision += square / static_cast<double>(table.ours.at(pair.second));
    score.recall += square / static_cast<double>(table.gold.at(pair.first));
  }
  const auto all = static_cast<double>(mentions.size());
  return {ratio(score.precision, all), ratio(score.recall, all)};
}

Score ceaf_e(std::span<const Clustered> mentions) {
  const Table table(mentions);
  const bool more_gold = table.gold.size() > table.ours.size();
  const auto& rows = more_gold ? table.ours : table.gold;
  const auto& columns = more_gold ? table.gold : table.ours;
  std::vector<std::vector<double>> likeness;
  for (const auto& [row, row_size] : rows) {
    auto& cells = likeness.emplace_back();
    for (const auto& [column, column_size] : columns) {
      const auto found = table.shared.find(more_gold ? std::pair(column, row) : std::pair(row, column));
      const double count = found == table.shared.end() ? 0 : static_cast<double>(found->second);
      cells.push_back(2 * count / static_cast<double>(row_size + column_size));
    }
  }
  const double best = best_assignment(likeness);
  return {ratio(best, static_cast<double>(table.ours.size())), ratio(best, static_cast<double>(table.gold.size()))};
}

double conll_f1(std::span<const Clustered> mentions) {
  return (muc(mentions).f1() + b_cubed(mentions).f1() + ceaf_e(mentions).f1()) / 3;
}

}  // namespace tidings::quality
