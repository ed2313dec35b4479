#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/language/encoder_kernels.h"
#include "pipeline/language/hash_index.h"
#include "pipeline/language/model_file.h"
#include "pipeline/language/model_words.h"
#include "pipeline/language/tags.h"
#include "pipeline/record/result.h"

namespace tidings::language {

struct Norm {
  std::vector<std::int16_t> gain;
  std::vector<std::int16_t> bias;
};

// The trained network, ready to run: read once, then const and shared by all threads. About 40 MB besides the mapped
// file.
class Model {
 public:
  // `kernels`: of usable_kernels(); absent: the fastest. Errors as of ModelFile::open, and for parts that do not fit.
  [[nodiscard]] static record::Result<Model> load(const std::filesystem::path& path, const Kernels* kernels = nullptr);

  [[nodiscard]] const Kernels& kernels() const { return *kernels_; }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] std::string_view licence() const { return file_.text("licence"); }
  [[nodiscard]] const std::string& hash() const { return file_.hash(); }

  // What the word looks like to the network, before normalisation; `sum` has `width()` elements. No allocation.
  void embed(std::string_view form, std::int32_t* sum) const;

  struct Convolution {
    Layer layer;
    Norm norm;
    std::int32_t dilation = 1;
  };
  // The groups of outputs of `heads`, and where each begins.
  struct Groups {
    std::size_t arc_width, label_width;
    std::size_t arc_head, arc_dependent, label_head, label_dependent, name, tag;
  };
  struct Tag {
    Upos upos;
    Xpos xpos;
  };

  Norm input_norm;
  std::uint64_t width_root = 0;  // as Kernels::normalise wants it
  std::vector<Convolution> convolutions;
  // The weights of the first convolution, its taps side by side as outputs of one word: of the words a text repeats
  // they are multiplied once. The convolution itself keeps what is not weights.
  Layer first_taps;
  std::vector<std::int32_t> steps;  // Kernels::to_int8's factor before each convolution and before the heads
  Layer heads, arc, label;
  Groups groups{};
  std::vector<std::int32_t> distance;              // added to an arc's score: index distance + size / 2, clamped
  std::vector<std::int16_t> root_arc, root_label;  // the root's side of arcs and labels
  std::int16_t label_one = 0;
  std::size_t label_columns = 0;  // relations, filled up to a multiple of 16
  std::vector<Tag> tags;
  std::vector<Relation> relations;
  std::size_t root_relation = 0;

 private:
  struct Rows {
    std::span<const std::int8_t> values;
    std::span<const std::uint16_t> scale;
    std::size_t count = 0;
  };
  explicit Model(ModelFile file, const Kernels& kernels) : file_(std::move(file)), kernels_(&kernels) {}
  void read();
  void read_names();
  void read_rows();
  void read_network();
  void part_first_convolution();
  void read_heads();
  void index_words();
  void fill_cache();
  void check_words() const;
  [[nodiscard]] Rows rows(std::string_view name) const;
  [[nodiscard]] Norm norm(std::string_view name) const;
  [[nodiscard]] Layer layer(const std::string& name, std::size_t taps, std::size_t channels) const;
  void add(const Rows& table, std::uint32_t row, std::int32_t* sum) const;
  void embed_without_shape(const WordForm& word, std::uint64_t hash, std::int32_t* sum) const;
  void add_pieces(const WordForm& word, std::int32_t* sum) const;

  static constexpr std::size_t kPiecesMax = 40;
  // The rows of the pieces of a word, at most kPiecesMax; longest match first.
  std::size_t pieces_of(const WordForm& word, std::uint32_t* rows) const;

  ModelFile file_;
  const Kernels* kernels_;
  std::size_t width_ = 0;
  Rows word_, piece_, prefix_, suffix_, ending_, shape_, hash_rows_;
  HashIndex words_, pieces_, cached_;
  std::uint32_t unknown_piece_ = 0;
  std::vector<std::int16_t> cache_;  // of common words: everything but the shape
};

}  // namespace tidings::language
