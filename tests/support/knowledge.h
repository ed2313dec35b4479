#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "pipeline/extract/coder.h"
#include "pipeline/language/lexicon.h"

namespace tidings::support {

// Model, lexicon and patterns of the source tree; nothing where they have mistakes, which are printed. `change` may add
// to the lexicon.
std::optional<extract::Knowledge> load_knowledge(const std::function<void(language::Lexicon&)>& change = {});

// One sentence as a document, published on that day.
record::Document document_of(const std::string& id, const std::string& sentence, const std::string& published);

std::string content_of(const std::filesystem::path& file);

// Every article of a folder, cleaned as the daemon cleans it, by the number that begins its file's name, or by its id
// where one file holds many. What is no article, or cannot be read, is left out.
std::map<std::string, record::Document> read_documents(const std::filesystem::path& folder);

// What each of them tells.
std::map<std::string, extract::Told> read_articles(const std::filesystem::path& folder, extract::Coder& coder);

}  // namespace tidings::support
