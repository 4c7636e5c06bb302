#include "adapters/cli/nearness.hpp"
#include "adapters/cli/program.hpp"
#include "engine/core/printable.hpp"
#include "engine/port/event_store.hpp"

#include <algorithm>
#include <iostream>
#include <span>

namespace gozin::cli {
namespace {

constexpr char kVersion[] = "gozin 0.1.0";

void add_common_options(CLI::App& app, Options& options) {
  app.add_option("--db", options.db,
                 "sqlite:PATH, postgresql://USER@HOST/NAME or mysql://USER@HOST/NAME; default: "
                 "GOZIN_DB, or the state directory")
      ->type_name("URL");
  app.add_option("--config", options.config, "configuration file")->type_name("FILE");
  app.add_option("--lang", options.lang, "fa or en; default: LANG, else fa")
      ->check(CLI::IsMember({"fa", "en"}));
  app.add_flag("--json", options.json, "machine-readable output, one object a line");
  app.add_flag("--quiet,-q", options.quiet, "no messages, only data and errors");
}

/// The command that was probably meant, when one is near: `case list` for `case lst`.
std::string suggestion(CLI::App const& app, std::span<char const* const> words) {
  if (words.empty()) return {};
  std::string_view const given = words.front();
  CLI::App const* nearest = nullptr;
  std::size_t least = 3;
  for (auto const* sub : app.get_subcommands([](CLI::App const*) { return true; }))
    if (auto const d = distance(given, sub->get_name()); d < least) {
      least = d;
      nearest = sub;
    }
  if (!nearest) return {};
  if (least > 0) return nearest->get_name();
  auto const rest = suggestion(*nearest, words.subspan(1));
  return rest.empty() ? rest : nearest->get_name() + " " + rest;
}

/// The command that was asked for something it does not have: `calc` for `calc nosuch`, which is
/// named; the whole program where every word is known.
struct Missing {
  std::string command = {};
  std::string_view word = {};
};

Missing missing_in(CLI::App const& app, std::span<char const* const> words) {
  Missing missing;
  auto const* at = &app;
  for (std::string_view const word : words) {
    auto const subs = at->get_subcommands([](CLI::App const*) { return true; });
    if (word.starts_with('-') || subs.empty()) break;
    auto const sub = std::ranges::find(subs, word, &CLI::App::get_name);
    if (sub == subs.end()) {
      missing.word = word;
      return missing;
    }
    at = *sub;
    missing.command += " " + at->get_name();
  }
  return {};
}

int explain(CLI::App& app, CLI::ParseError const& error, std::span<char const* const> words) {
  auto const missing = missing_in(app, words);
  // Nothing can be said in help of what is not there.
  if (error.get_exit_code() == 0 && missing.word.empty()) {
    std::cout << (error.get_name() == "CallForVersion" ? std::string{kVersion} + "\n"
                                                       : app.help("", CLI::AppFormatMode::Normal));
    return kDone;
  }
  if (missing.word.empty())
    std::cerr << "gozin: " << printable(error.what()) << '\n';
  else
    std::cerr << "gozin: there is no `gozin" << missing.command << " " << printable(missing.word)
              << "`\n";
  if (auto const meant = suggestion(app, words); !meant.empty())
    std::cerr << "Did you mean `gozin " << meant << "`?\n";
  std::cerr << "See `gozin" << missing.command << " --help`.\n";
  return kUsage;
}

}  // namespace

int run(int argc, char const* const* argv, Services const& services) {
  Program program{services};
  CLI::App app{
      "gozin run config/scenarios/karaj-1401.yaml --db sqlite:demo.db   plays a story\n"
      "gozin log verify --db sqlite:demo.db                             checks every byte of it\n"
      "gozin serve --db sqlite:demo.db                                  shows it in the browser\n\n"
      "Appointing people on merit, step by step, on a record that anyone can replay.",
      "gozin"};
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", kVersion);
  add_common_options(app, program.options());
  for (auto* add :
       {&add_serve, &add_run, &add_case, &add_replay, &add_log, &add_rules, &add_workflow,
        &add_calc, &add_user, &add_import, &add_erase, &add_db, &add_config})
    add(app, program);

  std::vector<std::string> arguments(argv + 1, argv + argc);
  // `gozin help X` is `gozin X --help`.
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(arguments);
  } catch (CLI::ParseError const& error) {
    std::span<char const* const> const words{argv + 1, argv + argc};
    bool const asks = !words.empty() && std::string_view{words.front()} == "help";
    return explain(app, error, asks ? words.subspan(1) : words);
  }
  try {
    auto const code = program.act();
    if (std::cout.flush()) return code;
    std::cerr << "gozin: the output could not be written\n";
    return code == kDone ? kFailed : code;
  } catch (StoreBusy const& busy) {
    std::cerr << "gozin: " << busy.what() << '\n';
    return kConflict;
  } catch (UsageError const& error) {
    std::cerr << "gozin: " << error.what() << '\n';
    return kUsage;
  } catch (StoreDamaged const& damage) {
    std::cerr << "gozin: " << damage.what() << '\n';
    return kDamaged;
  } catch (LogContradicted const& contradiction) {
    std::cerr << "gozin: " << contradiction.what() << '\n';
    return kContradicted;
  } catch (std::runtime_error const& failure) {
    std::cerr << "gozin: " << failure.what() << '\n';
    return kFailed;
  }
}

}  // namespace gozin::cli
