#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tidings::quality {

// One syntactic word of a treebank.
struct Word {
  std::string form;
  std::string lemma;
  std::string upos;
  std::string xpos;
  std::uint32_t head = 0;  // 1-based inside the sentence; 0: root
  std::string deprel;
  std::uint32_t begin = 0;  // bytes of Treebank::text
  std::uint32_t end = 0;
  bool joined = false;  // not the first word of its multiword token
};

struct TreebankSentence {
  std::vector<Word> words;
  std::string document;  // "newdoc id"
  std::string id;
  bool new_paragraph = false;
};

// A CoNLL-U file and the raw text it stands for: sentences parted by one space, paragraphs and documents by an empty
// line. The words of a multiword token share its characters; a word whose form is not in the text gets the token's
// whole span.
struct Treebank {
  std::vector<TreebankSentence> sentences;
  std::string text;
};

// Ends the program with a message where the file cannot be read or is no CoNLL-U.
[[nodiscard]] Treebank read_treebank(const std::filesystem::path& path);

// The folder with the reference data: TIDINGS_SHARED, else `shared` beside the source tree. Empty where absent.
[[nodiscard]] std::filesystem::path shared_folder();

// What the programs of this folder take: files, else the development sets of the reference data, and how many kinds of
// errors to list. Says so where there is neither.
struct Arguments {
  std::vector<std::filesystem::path> files;
  std::size_t errors = 0;
};
[[nodiscard]] Arguments arguments(int argc, char** argv);

}  // namespace tidings::quality
