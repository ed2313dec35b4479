#include "bench/quality/treebank.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace tidings::quality {
namespace {

[[noreturn]] void give_up(const std::filesystem::path& path, std::size_t line, const char* what) {
  std::cerr << path.string() << ':' << line << ": " << what << '\n';
  std::exit(65);
}

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
  return cells;
}

// Reads line by line and keeps what one line means for the next.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) : path_(path) {}

  Treebank read() {
    std::ifstream in(path_);
    if (!in) give_up(path_, 0, "cannot be read");
    for (std::string line; std::getline(in, line);) {
      ++line_;
      if (line.empty()) {
        finish_sentence();
      } else if (line[0] == '#') {
        comment(line);
      } else {
        row(columns(line));
      }
    }
    finish_sentence();
    return std::move(bank_);
  }

 private:
  void comment(const std::string& line) {
    if (line.starts_with("# newdoc")) {
      document_ = line.substr(std::min(line.size(), line.find("= ") + 2));
      sentence_.new_paragraph = true;
    }
    if (line.starts_with("# newpar")) sentence_.new_paragraph = true;
    if (line.starts_with("# sent_id = ")) sentence_.id = line.substr(12);
  }

  void row(const std::vector<std::string>& cells) {
    if (cells.size() != 10) give_up(path_, line_, "not ten columns");
    if (cells[0].find('.') != std::string::npos) return;  // empty nodes of enhanced graphs
    const auto dash = cells[0].find('-');
    if (dash != std::string::npos) {
      write(cells[1], cells[9]);
      multiword_last_ = std::stoul(cells[0].substr(dash + 1));
      multiword_at_ = bank_.text.size() - cells[1].size();
      multiword_first_ = true;
      return;
    }
    Word word{cells[1], cells[2], cells[3], cells[4], static_cast<std::uint32_t>(std::stoul(cells[6])), cells[7]};
    place(word, std::stoul(cells[0]), cells[9]);
    sentence_.words.push_back(std::move(word));
  }

  void place(Word& word, std::size_t id, const std::string& misc) {
    std::size_t begin = 0;
    if (id <= multiword_last_) {
      word.joined = !multiword_first_;
      multiword_first_ = false;
      const bool inside = bank_.text.compare(multiword_at_, word.form.size(), word.form) == 0;
      if (!inside) give_up(path_, line_, "a word that is not in its multiword token");
      begin = multiword_at_;
      multiword_at_ += word.form.size();
    } else {
      write(word.form, misc);
      begin = bank_.text.size() - word.form.size();
    }
    word.begin = static_cast<std::uint32_t>(begin);
    word.end = static_cast<std::uint32_t>(begin + word.form.size());
  }

  void write(const std::string& form, const std::string& misc) {
    if (sentence_.words.empty() && multiword_last_ == 0 && !bank_.text.empty())
      bank_.text += sentence_.new_paragraph ? "\n\n" : space_ ? " " : "";
    if (!sentence_.words.empty() && space_) bank_.text += ' ';
    bank_.text += form;
    space_ = misc.find("SpaceAfter=No") == std::string::npos;
  }

  void finish_sentence() {
    if (!sentence_.words.empty()) {
      sentence_.document = document_;
      bank_.sentences.push_back(std::move(sentence_));
    }
    sentence_ = {};
    multiword_last_ = 0;
  }

  std::filesystem::path path_;
  Treebank bank_;
  TreebankSentence sentence_;
  std::string document_;
  std::size_t line_ = 0;
  std::size_t multiword_last_ = 0;  // id of the last word of the multiword token read last; 0: none in this sentence
  std::size_t multiword_at_ = 0;
  bool multiword_first_ = false;
  bool space_ = true;
};

}  // namespace

Treebank read_treebank(const std::filesystem::path& path) { return Reader(path).read(); }

std::filesystem::path shared_folder() {
  const char* given = std::getenv("TIDINGS_SHARED");
  const std::filesystem::path folder = given != nullptr ? given : TIDINGS_SOURCE_DIR "/../shared";
  return std::filesystem::is_directory(folder / "data") ? folder : std::filesystem::path{};
}

Arguments arguments(int argc, char** argv) {
  Arguments asked;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--errors" && i + 1 < argc) {
      asked.errors = std::stoul(argv[++i]);
    } else {
      asked.files.emplace_back(argv[i]);
    }
  }
  if (!asked.files.empty()) return asked;
  const auto shared = shared_folder();
  if (shared.empty()) {
    std::cout << "no reference data: set TIDINGS_SHARED or name CoNLL-U files\n";
  } else {
    asked.files = {shared / "data/ud_ewt/dev.conllu", shared / "data/gum_open/dev.conllu"};
  }
  return asked;
}

}  // namespace tidings::quality
