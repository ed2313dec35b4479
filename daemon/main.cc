#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "config/listen.h"
#include "config/load.h"
#include "daemon/beside.h"
#include "daemon/exit_code.h"
#include "daemon/explain.h"
#include "daemon/incident_query.h"
#include "daemon/incidents.h"
#include "daemon/kafka_edge.h"
#include "daemon/knowledge.h"
#include "daemon/log.h"
#include "daemon/run.h"
#include "daemon/signals.h"

namespace {

using namespace tidings;
using daemon::ExitCode;

// `listen` in place of what the file says, unless it is empty.
config::Loaded load(const std::string& file, const std::string& listen) {
  const auto environment = config::process_environment();
  auto loaded = file.empty() ? config::load_default(environment) : config::load(file, environment);
  if (!listen.empty()) loaded.settings.admin.listen = listen;
  if (loaded.problems.empty()) {
    for (auto& problem : daemon::problems_of_kafka(loaded.settings))
      loaded.problems.push_back({{}, std::move(problem)});
  }
  return loaded;
}

// Prints every problem; nothing if there is one.
std::optional<config::Settings> settings_from(config::Loaded loaded) {
  if (loaded.problems.empty()) return std::move(loaded.settings);
  fmt::print(stderr, "{}", config::render(loaded.file, std::move(loaded.problems)));
  return std::nullopt;
}

ExitCode run(const std::string& file, const std::string& listen, bool drain) {
  daemon::Signals signals;
  const auto settings = settings_from(load(file, listen));
  if (!settings) return ExitCode::kConfiguration;
  daemon::set_up_log(settings->log);
  const auto code = daemon::run(*settings, drain, signals, [&] { return load(file, listen); });
  daemon::flush_log();
  return code;
}

ExitCode check(const std::string& file) {
  const auto settings = settings_from(load(file, {}));
  if (!settings) return ExitCode::kConfiguration;
  const auto loaded = daemon::load_knowledge(daemon::default_model(), daemon::lexicon_folder(settings->lexicon));
  if (!loaded.knowledge) {
    fmt::print(stderr, "{}", loaded.problems);
    return ExitCode::kConfiguration;
  }
  fmt::print("{}: no problem found\n", file.empty() ? "the built-in configuration" : file);
  return ExitCode::kDone;
}

// What the options of `incidents` ask for besides themselves.
struct Asked {
  std::string file;  // of the configuration
  std::vector<daemon::Parameter> filters;
  std::string colour = "auto";
};

bool wants_colour(const std::string& colour) {
  return colour == "always" || (colour == "auto" && isatty(STDOUT_FILENO) != 0);
}

ExitCode incidents(daemon::IncidentsOptions options, const Asked& asked) {
  for (const auto& filter : asked.filters) {
    if (const auto known = daemon::set(options.filter, filter); !known) {
      fmt::print(stderr, "tidings: --{}\n", daemon::in_one_line(known.error().detail));
      return ExitCode::kUsage;
    }
  }
  const auto environment = config::process_environment();
  const auto settings =
      settings_from(asked.file.empty() ? config::load_default(environment) : config::load(asked.file, environment));
  if (!settings) return ExitCode::kConfiguration;
  if (options.from.empty()) options.from = settings->state.path;
  options.retention = settings->correlate.retention;
  options.colour = wants_colour(asked.colour);
  options.width = daemon::width_of_output();
  return daemon::incidents(options);
}

void add_colour(CLI::App& command, std::string& colour) {
  command.add_option("--color", colour, "always, never, or auto: on a terminal")
      ->check(CLI::IsMember({"always", "never", "auto"}));
}

}  // namespace

int main(int argc, char** argv) {
  // The language detector takes and frees large tables for every article; without this glibc hands them back to the
  // kernel each time, which costs a quarter of normalise.
  mallopt(M_TRIM_THRESHOLD, 64 << 20);  // NOLINT(concurrency-mt-unsafe): before any thread
  CLI::App app{"tidings reads the news and publishes what happened, with the sentence that proves it."};
  app.require_subcommand(1);
  std::string file;
  std::string listen;
  bool drain = false;
  daemon::ExplainOptions explain;
  auto code = ExitCode::kDone;

  auto* run_command = app.add_subcommand("run", "the daemon; without a file: feed/ in, out/ out, state/, all here");
  run_command->add_option("-c,--config", file, "configuration file (YAML)");
  run_command->add_flag("--drain", drain, "do what is there, then exit");
  run_command->add_option("--listen", listen, "HOST:PORT of metrics, health and status, or off; before admin.listen")
      ->check(CLI::Validator(
          [](const std::string& text) {
            if (text == config::kListenOff || config::parse_listen(text)) return std::string{};
            return "no address and port, and not off: " + text;
          },
          "HOST:PORT"));
  run_command->callback([&] { code = run(file, listen, drain); });

  auto* check_command =
      app.add_subcommand("check", "every error of a configuration and its lexicon, with line and column");
  check_command->add_option("-c,--config", file, "configuration file (YAML)");
  check_command->callback([&] { code = check(file); });

  auto* explain_command = app.add_subcommand("explain", "what becomes of the articles of one file, and why");
  explain_command->add_option("file", explain.file, "a file, or - for standard input")->capture_default_str();
  bool json = false;
  bool html = false;
  std::string colour = "auto";
  auto* as_json = explain_command->add_flag("--json", json, "the records as they are published, one a line");
  auto* as_html =
      explain_command->add_flag("--html", html, "one page of HTML that needs nothing else")->excludes(as_json);
  explain_command->add_flag("--parse", explain.parse, "also tokens, tags, names and trees")
      ->excludes(as_json)
      ->excludes(as_html);
  explain_command->add_option("--missing", explain.missing, "of a folder: frequent predicates that no pattern covers")
      ->excludes(as_json)
      ->excludes(as_html);
  add_colour(*explain_command, colour);
  explain_command->add_option("--model", explain.model, "a file; default: the one beside this program");
  explain_command->add_option("--lexicon", explain.lexicon, "a folder; default: the one beside this program");
  explain_command->callback([&] {
    using Form = daemon::ExplainOptions::Form;
    explain.form = json ? Form::kJson : html ? Form::kHtml : Form::kText;
    explain.colour = wants_colour(colour);
    code = daemon::explain(explain);
  });

  daemon::IncidentsOptions incidents_options;
  Asked asked;
  auto* incidents_command =
      app.add_subcommand("incidents", "what is known of what happened, what was opened last first; or one by its id");
  incidents_command->add_option("id", incidents_options.id,
                                "of one incident, or its first digits: with its history and evidence");
  incidents_command->add_option("--from", incidents_options.from,
                                "a state folder (also while a daemon works with it), an output folder, or a file of "
                                "updates; default: the state folder of the configuration");
  incidents_command->add_option("-c,--config", asked.file, "configuration file (YAML)");
  const auto add_filter = [&](const std::string& name, const std::string& what) {
    incidents_command->add_option_function<std::string>(
        "--" + name,
        [&asked, name](const std::string& value) {
          asked.filters.push_back({name, value});
        },
        what);
  };
  add_filter("side", "a code or some words of a name: USA, lavrov");
  add_filter("type", "of PLOVER: consult, assault, …");
  add_filter("place", "some words of its name, or a country's code");
  add_filter("since", "told of then or later: 2022-01-21, 2022-01-21T10:00Z");
  add_filter("status", "planned, occurred, cancelled, …");
  incidents_command->add_option("--limit", incidents_options.limit,
                                "at most so many, 0: all; default: 20, with --json all");
  incidents_command->add_flag("--json", incidents_options.json, "records, one a line");
  add_colour(*incidents_command, asked.colour);
  incidents_command->callback([&] { code = incidents(incidents_options, asked); });

  app.add_subcommand("version", "what this is")->callback([] { fmt::print("tidings {}\n", TIDINGS_VERSION); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  return static_cast<int>(code);
}
