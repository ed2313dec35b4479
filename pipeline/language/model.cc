#include "pipeline/language/model.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tidings::language {
namespace {

[[noreturn]] void unfit(std::string what) { throw ModelFile::Missing{std::move(what)}; }

void need(bool holds, const char* what) {
  if (!holds) unfit(what);
}

template <typename F>
void for_each_line(std::string_view text, F&& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// sqrt(n) * 2^32 to 27 bits behind the point, by bits: done once.
std::uint64_t root_of(std::size_t n) {
  const std::uint64_t target = std::uint64_t{n} << 54;
  std::uint64_t root = 0;
  for (int bit = 31; bit >= 0; --bit) {
    const std::uint64_t next = root | (std::uint64_t{1} << bit);
    if (next * next <= target) root = next;
  }
  return root << 5;
}

template <typename T>
std::vector<T> copy_of(std::span<const T> values) {
  return {values.begin(), values.end()};
}

}  // namespace

record::Result<Model> Model::load(const std::filesystem::path& path, const Kernels* kernels) {
  auto file = ModelFile::open(path);
  if (!file) return file.error();
  Model model(std::move(*file), kernels != nullptr ? *kernels : *usable_kernels().back());
  try {
    model.read();
  } catch (const ModelFile::Missing& missing) {
    return record::Error{record::Fault::kFatal, "bad_model",
                         path.string() + ": missing or of the wrong form: " + missing.part};
  }
  return model;
}

void Model::read() {
  (void)licence();
  read_names();
  read_rows();
  read_network();
  read_heads();
  index_words();
  check_words();
  fill_cache();
}

void Model::read_names() {
  for_each_line(file_.text("tags"), [&](std::string_view line) {
    const std::size_t bar = line.find('|');
    Tag tag{Upos::kX, Xpos::kXx};
    need(bar != line.npos && from_string(line.substr(0, bar), tag.upos), "tags");
    (void)from_string(line.substr(bar + 1), tag.xpos);  // a tag of another treebank stays kXx
    tags.push_back(tag);
  });
  for_each_line(file_.text("labels"), [&](std::string_view line) {
    Relation relation = Relation::kDep;
    if (!from_string(line, relation)) (void)from_string(line.substr(0, line.find(':')), relation);
    if (relation == Relation::kRoot) root_relation = relations.size();
    relations.push_back(relation);
  });
  need(!tags.empty() && relations.size() > 1 && relations[root_relation] == Relation::kRoot, "tags, labels");
  int names = 0;
  for_each_line(file_.text("names"), [&](std::string_view line) {
    NameTag tag{};
    need(from_string(line, tag) && static_cast<int>(tag) == names, "names");
    ++names;
  });
  need(names == kNameTags, "names");
}

Model::Rows Model::rows(std::string_view name) const {
  const auto values = file_.int8(std::string(name) + ".rows");
  const auto scale = file_.uint16(std::string(name) + ".scale");
  need(values.columns == width_ && scale.values.size() == values.rows && values.rows > 1, "rows of a table");
  return {values.values, scale.values, values.rows};
}

void Model::read_rows() {
  width_ = file_.int16("norm.gain").values.size();
  need(width_ % 64 == 0 && width_ > 0 && width_ <= 512, "norm.gain");
  width_root = root_of(width_);
  word_ = rows("word");
  piece_ = rows("piece");
  prefix_ = rows("prefix");
  suffix_ = rows("suffix");
  ending_ = rows("ending");
  shape_ = rows("shape");
  hash_rows_ = rows("hash");
}

Norm Model::norm(std::string_view name) const {
  const auto gain = file_.int16(std::string(name) + ".gain"), bias = file_.int16(std::string(name) + ".bias");
  constexpr std::int16_t kGainMost = 16'384;  // so that products with normalised values stay below 2^31
  const bool fits = std::all_of(gain.values.begin(), gain.values.end(),
                                [](std::int16_t g) { return g >= -kGainMost && g <= kGainMost; });
  need(gain.values.size() == width_ && bias.values.size() == width_ && fits, "gain and bias");
  return {copy_of(gain.values), copy_of(bias.values)};
}

Layer Model::layer(const std::string& name, std::size_t taps, std::size_t channels) const {
  const auto weights = file_.int8(name + ".weights");
  const auto bias = file_.int32(name + ".bias");
  const auto scale = file_.int16(name + ".scale");
  const auto shifts = file_.int32(name + ".shifts");
  const std::size_t outputs = weights.columns;
  need(weights.rows == taps * channels && channels % 4 == 0 && outputs % kBlock == 0 && outputs > 0 &&
           bias.values.size() == outputs && scale.values.size() == outputs && shifts.values.size() == 2,
       "weights");
  const std::int32_t down = shifts.values[0], shift = shifts.values[1];
  need(down >= 0 && down < 24 && shift > 0 && shift < 24, "shifts");
  // Far above what a trainer makes; leaves room for the sums of products.
  constexpr std::int32_t kBiasMax = std::int32_t{1} << 30;
  need(std::all_of(bias.values.begin(), bias.values.end(), [](auto b) { return b >= -kBiasMax && b <= kBiasMax; }),
       "bias");
  return pack(*kernels_, {weights.values, bias.values, scale.values, down, shift}, taps, channels);
}

void Model::read_network() {
  input_norm = norm("norm");
  const auto dilations = file_.int32("dilations");
  const auto factors = file_.int32("steps");
  const std::size_t count = dilations.values.size();
  need(count > 0 && count < 20 && factors.values.size() == count + 1, "steps");
  steps = copy_of(factors.values);
  for (const std::int32_t step : steps) need(step > 0 && step < 65'000, "steps");
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    need(dilations.values[i] > 0 && dilations.values[i] <= 16, "dilations");
    convolutions.push_back({layer("conv" + number, 3, width_), norm("norm" + number), dilations.values[i]});
    need(convolutions.back().layer.outputs == 2 * width_, "conv");
  }
  part_first_convolution();
}

void Model::part_first_convolution() {
  auto& whole = convolutions.front().layer;
  const std::size_t outputs = whole.outputs, all = whole.taps * outputs;
  const auto weights = file_.int8("conv0.weights").values;
  std::vector<std::int8_t> parted(weights.size());
  for (std::size_t input = 0; input < whole.taps * width_; ++input) {
    const std::size_t tap = input / width_, channel = input % width_;
    std::copy_n(weights.data() + input * outputs, outputs, parted.data() + channel * all + tap * outputs);
  }
  const std::vector<std::int32_t> no_bias(all);
  const std::vector<std::int16_t> no_scale(all);
  first_taps = pack(*kernels_, {parted, no_bias, no_scale, whole.down, whole.shift}, 1, width_);
  whole.weights = {};
  whole.excess.clear();
  // What the kernel leaves to the bias of each tap.
  whole.bias.assign(file_.int32("conv0.bias").values.begin(), file_.int32("conv0.bias").values.end());
  for (std::size_t o = 0; o < all; ++o) whole.bias[o % outputs] += first_taps.bias[o];
}

void Model::read_heads() {
  heads = layer("heads", 1, width_);
  root_arc = copy_of(file_.int16("root.arc_head").values);
  root_label = copy_of(file_.int16("root.label_head").values);
  const std::size_t a = root_arc.size(), l = root_label.size();
  groups = {a, l, 0, a, 2 * a, 2 * a + l, 2 * a + 2 * l, 2 * a + 2 * l + 16};
  // So that sums of products of 2,047 each, and a distance, stay below 2^31.
  constexpr std::size_t kWidest = 120;
  constexpr std::int16_t kRootMost = 2047;
  constexpr std::int32_t kDistanceMost = std::int32_t{1} << 24;
  const auto is_small = [](std::int16_t v) { return v >= -kRootMost && v <= kRootMost; };
  need(groups.tag + tags.size() <= heads.outputs && a % 4 == 0 && l % 4 == 0 && l > 0, "heads");
  need(a <= kWidest && l <= kWidest && std::all_of(root_arc.begin(), root_arc.end(), is_small) &&
           std::all_of(root_label.begin(), root_label.end(), is_small),
       "root");
  arc = layer("arc", 1, a);
  need(arc.outputs >= a, "arc");
  label = layer("label", 1, l);
  label_columns = (relations.size() + 15) / 16 * 16;
  need(label.outputs >= label_columns * (l + 2), "label");
  distance = copy_of(file_.int32("distance").values);
  need(
      distance.size() % 2 == 1 && std::all_of(distance.begin(), distance.end(),
                                              [](std::int32_t d) { return d >= -kDistanceMost && d <= kDistanceMost; }),
      "distance");
  const auto one = file_.int32("label.one");
  need(one.values.size() == 1 && one.values[0] > 0 && one.values[0] < 2048, "label.one");
  label_one = static_cast<std::int16_t>(one.values[0]);
}

void Model::index_words() {
  words_.reserve(word_.count);
  std::uint32_t row = 2;
  for_each_line(file_.text("words"), [&](std::string_view word) {
    need(row < word_.count && words_.add(hash_of('w', word), row++), "words");
  });
  need(row == word_.count, "words");
  pieces_.reserve(piece_.count);
  row = 0;
  for_each_line(file_.text("pieces"), [&](std::string_view piece) {
    if (piece == "[UNK]") unknown_piece_ = row;
    const bool inner = piece.starts_with("##") && piece.size() > 2;
    const auto hash = inner ? hash_of('c', piece.substr(2)) : hash_of('b', piece);
    need(row < piece_.count && pieces_.add(hash, row++), "pieces");
  });
  need(row == piece_.count, "pieces");
}

std::size_t Model::pieces_of(const WordForm& word, std::uint32_t* rows) const {
  const std::size_t n = word.letters();
  std::size_t count = 0;
  if (n <= kPiecesMax) {
    for (std::size_t part = 0; part < n;) {
      std::size_t part_end = part + 1;
      while (is_word_letter(word.letter(part)) && part_end < n && is_word_letter(word.letter(part_end))) ++part_end;
      for (std::size_t start = part; start < part_end;) {
        std::uint32_t found = HashIndex::kNone;
        std::size_t end = part_end + 1;
        while (found == HashIndex::kNone && --end > start) {
          found = pieces_.find(hash_of(start == part ? 'b' : 'c', word.normal(start, end)));
        }
        if (found == HashIndex::kNone) {
          rows[count++] = unknown_piece_;
          break;
        }
        rows[count++] = found;
        start = end;
      }
      part = part_end;
    }
  }
  if (count == 0) rows[count++] = unknown_piece_;
  return count;
}

void Model::add(const Rows& table, std::uint32_t row, std::int32_t* sum) const {
  kernels_->add_row(table.values.data() + row * width_, table.scale[row], width_, sum);
}

void Model::add_pieces(const WordForm& word, std::int32_t* sum) const {
  std::array<std::uint32_t, kPiecesMax> rows;
  const std::size_t count = pieces_of(word, rows.data());
  if (count == 1) return add(piece_, rows[0], sum);
  std::array<std::int32_t, 512> total{};
  for (std::size_t i = 0; i < count; ++i) add(piece_, rows[i], total.data());
  const auto part = static_cast<std::int32_t>((4096 + count / 2) / count);
  for (std::size_t i = 0; i < width_; ++i) sum[i] += (total[i] * part + 2048) >> 12;
}

void Model::embed_without_shape(const WordForm& word, std::uint64_t hash, std::int32_t* sum) const {
  std::fill_n(sum, width_, 0);
  const std::uint32_t known = words_.find(hash);
  const std::size_t n = word.letters();
  add(word_, known == HashIndex::kNone ? 1 : known, sum);
  add(prefix_, bucket_of(hash_of('p', word.normal(0, std::min<std::size_t>(n, 3))), prefix_.count), sum);
  add(suffix_, bucket_of(hash_of('s', word.normal(n - std::min<std::size_t>(n, 3), n)), suffix_.count), sum);
  add(ending_, bucket_of(hash_of('e', word.normal(n - std::min<std::size_t>(n, 2), n)), ending_.count), sum);
  add(hash_rows_, bucket_of(hash, hash_rows_.count), sum);
  add_pieces(word, sum);
  for (std::size_t i = 0; i < width_; ++i) sum[i] = std::clamp(sum[i], -32767, 32767);
}

void Model::fill_cache() {
  std::vector<std::int32_t> sum(width_);
  const auto cache = [&](std::string_view form) {
    const WordForm word(form);
    const std::uint64_t hash = hash_of('w', word.normal());
    if (word.normal() != form || !cached_.add(hash, static_cast<std::uint32_t>(cache_.size() / width_))) return;
    embed_without_shape(word, hash, sum.data());
    for (const std::int32_t v : sum) cache_.push_back(static_cast<std::int16_t>(v));
  };
  cached_.reserve(word_.count + piece_.count);
  cache_.reserve((word_.count + piece_.count) * width_);
  for_each_line(file_.text("words"), cache);
  for_each_line(file_.text("pieces"), [&](std::string_view piece) {
    if (!piece.starts_with("##")) cache(piece);
  });
  cache_.shrink_to_fit();
}

void Model::embed(std::string_view form, std::int32_t* sum) const {
  const WordForm word(form);
  const std::uint64_t hash = hash_of('w', word.normal());
  const std::uint32_t cached = cached_.find(hash);
  if (cached == HashIndex::kNone) {
    embed_without_shape(word, hash, sum);
  } else {
    std::copy_n(cache_.data() + cached * width_, width_, sum);
  }
  add(shape_, bucket_of(hash_of('h', word.shape()), shape_.count), sum);
}

// Each line: a word, a tab, then its rows: word, prefix, suffix, ending, shape, hash, pieces.
void Model::check_words() const {
  for_each_line(file_.text("check"), [&](std::string_view line) {
    const std::size_t tab = line.find('\t');
    need(tab != line.npos, "check");
    const WordForm word(line.substr(0, tab));
    const std::size_t n = word.letters();
    const std::uint32_t known = words_.find(hash_of('w', word.normal()));
    std::vector<std::uint32_t> ours = {
        known == HashIndex::kNone ? 1 : known,
        bucket_of(hash_of('p', word.normal(0, std::min<std::size_t>(n, 3))), prefix_.count),
        bucket_of(hash_of('s', word.normal(n - std::min<std::size_t>(n, 3), n)), suffix_.count),
        bucket_of(hash_of('e', word.normal(n - std::min<std::size_t>(n, 2), n)), ending_.count),
        bucket_of(hash_of('h', word.shape()), shape_.count),
        bucket_of(hash_of('w', word.normal()), hash_rows_.count)};
    std::array<std::uint32_t, kPiecesMax> rows;
    ours.insert(ours.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(pieces_of(word, rows.data())));
    std::string text;
    for (const std::uint32_t number : ours) {
      if (!text.empty()) text += ' ';
      text += std::to_string(number);
    }
    if (text != line.substr(tab + 1)) unfit("check: words are not seen as the trainer saw them");
  });
}

}  // namespace tidings::language
