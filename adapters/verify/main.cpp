#include "adapters/verify/disk_files.hpp"
#include "adapters/verify/report.hpp"
#include "engine/ledger/evidence_check.hpp"

#include <exception>
#include <iostream>
#include <span>

namespace gozin::verify {
namespace {

namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr std::string_view kVersion = "gozin-verify 0.1.0\n";
constexpr std::string_view kHelp =
    R"(gozin-verify export/                               an exported log, every byte of it
gozin-verify export/ earlier-checkpoint receipt.json   the same, held to what was kept
gozin-verify --vkey KEY receipt.json                   a receipt without its log
gozin-verify --vkey KEY dossier.json                   the dossier of a case, with all its proofs
gozin-verify --policy witnesses.policy export/         and whether its witnesses have seen it
gozin-verify --vkey KEY --leaf entry.json 17.tlog-proof

Checks what a log of Gozin gave out, without the city's software. PATH is the folder of an exported
log, a signed checkpoint, a proof of inclusion or of consistency, or a receipt; what it is shows in
its first bytes.

Usage: gozin-verify [OPTIONS] PATH ...

  --vkey KEY     the log's verifier key, as the city publishes it; without it, the policy's for that
                 log; without one there, the key that the log names in its own first event. Again,
                 where there is no log: the key of another time, since keys are rotated
  --policy FILE  whom to believe (C2SP tlog-policy): keys of logs, and which witnesses have to have
                 cosigned the newest checkpoint, or every one that is given without its log
  --leaf FILE    the bytes of the entry that a proof of inclusion is about
  --json         one JSON object instead of words
  --quiet, -q    say nothing where all is sound
  --help, -h     this text
  --version      the version

Exit codes: 0 sound, 1 failed, 2 usage, 3 not found, 6 damage (something was changed, or was not
signed by whom it had to be), 7 contradiction (all of it is whole, yet it is not what the log's own
key signed before).
)";

struct Arguments {
  std::vector<NoteKey> keys = {};
  std::optional<Policy> policy = {};
  std::string leaf_file = {};
  bool json = false;
  bool quiet = false;
  std::string folder = {};
  std::vector<std::string> files = {};
};

int refuse_usage(std::string const& sentence) {
  std::cerr << "gozin-verify: " << sentence << "\nSee `gozin-verify --help`.\n";
  return kUsage;
}

/// Folders and files apart; a code when there is nothing to go on with.
std::optional<int> sort_path(std::string const& path, Arguments& arguments) {
  if (!fs::exists(path)) {
    std::cerr << "gozin-verify: " << path << " is not there\n";
    return kNotFound;
  }
  if (!fs::is_directory(path)) {
    arguments.files.push_back(path);
    return std::nullopt;
  }
  if (!arguments.folder.empty()) return refuse_usage("one log at a time");
  arguments.folder = path;
  return std::nullopt;
}

/// The value that follows an option; nothing at the end of the line.
std::optional<std::string> take_value(std::span<char const* const>& words) {
  if (words.size() < 2) return std::nullopt;
  words = words.subspan(1);
  return words.front();
}

std::optional<int> take_policy(std::string const& path, Arguments& arguments) {
  auto const text = read_file(path);
  if (!text) {
    std::cerr << "gozin-verify: " << path << " cannot be read\n";
    return kNotFound;
  }
  auto const policy = parse_policy(*text);
  if (!policy) return refuse_usage(path + " is no policy: line " + policy.error().detail);
  arguments.policy = *policy;
  return std::nullopt;
}

std::optional<int> take_word(std::span<char const* const>& words, Arguments& arguments) {
  std::string const word = words.front();
  if (word == "--json") {
    arguments.json = true;
  } else if (word == "--quiet" || word == "-q") {
    arguments.quiet = true;
  } else if (word == "--vkey") {
    auto const key = parse_vkey(take_value(words).value_or(""));
    if (!key) return refuse_usage("--vkey wants a verifier key: name+hex+base64");
    if (!arguments.keys.empty() && arguments.keys.front().name != key->name)
      return refuse_usage("all keys are of one log, and have its name");
    arguments.keys.push_back(*key);
  } else if (word == "--policy") {
    auto const file = take_value(words);
    return file ? take_policy(*file, arguments) : refuse_usage("--policy wants a file");
  } else if (word == "--leaf") {
    auto const file = take_value(words);
    if (!file) return refuse_usage("--leaf wants a file");
    arguments.leaf_file = *file;
  } else if (word.starts_with('-')) {
    return refuse_usage("unknown option " + word);
  } else {
    return sort_path(word, arguments);
  }
  return std::nullopt;
}

int tell(Arguments const& arguments, LogReport const& report) {
  auto const code = exit_code_of(report);
  if (arguments.json)
    std::cout << to_json_line(report);
  else if (code != kSound || !arguments.quiet)
    std::cout << to_words(report);
  return std::cout.flush() ? code : kFailed;
}

/// What cannot be read as any of the formats is damaged.
std::vector<GivenEvidence> read_evidence(Arguments const& arguments, LogReport& unreadable) {
  std::vector<GivenEvidence> given;
  for (auto const& path : arguments.files) {
    auto evidence = parse_evidence(read_file(path).value_or(""));
    if (evidence)
      given.push_back({*std::move(evidence), path});
    else
      unreadable.damage.push_back({LogFinding::checkpoint_unreadable, path});
  }
  return given;
}

/// The keys that are given, else the policy's for the log of the first of them, where one of these
/// has signed it.
std::vector<NoteKey> keys_for(Arguments const& arguments, std::vector<GivenEvidence> const& given) {
  if (!arguments.keys.empty() || !arguments.policy) return arguments.keys;
  auto const signer = signer_of(*arguments.policy, checkpoint_of(given.front().evidence));
  return signer ? keys_of_log(*arguments.policy, signer->name) : std::vector<NoteKey>{};
}

int check_alone(Arguments const& arguments, std::vector<GivenEvidence> given) {
  auto keys = keys_for(arguments, given);
  if (keys.empty()) {
    if (!arguments.policy || arguments.policy->logs.empty())
      return refuse_usage("without its log, --vkey or --policy has to say who signs");
    LogReport unsigned_one;
    unsigned_one.damage.push_back({LogFinding::checkpoint_signature_wrong, given.front().place});
    return tell(arguments, unsigned_one);
  }
  EvidenceAlone alone{std::move(keys), std::move(given), {}, arguments.policy};
  if (!arguments.leaf_file.empty()) alone.leaf = read_file(arguments.leaf_file);
  if (!arguments.leaf_file.empty() && !alone.leaf) {
    std::cerr << "gozin-verify: " << arguments.leaf_file << " cannot be read\n";
    return kNotFound;
  }
  if (auto const place = incomplete(alone))
    return refuse_usage(*place + " needs its log, its --leaf or its older checkpoint beside it");
  return tell(arguments, check_evidence(alone));
}

int run(std::span<char const* const> words) {
  Arguments arguments;
  for (; !words.empty(); words = words.subspan(1)) {
    std::string_view const word = words.front();
    if (word == "--help" || word == "-h" || word == "--version") {
      std::cout << (word == "--version" ? kVersion : kHelp);
      return kSound;
    }
    if (auto const code = take_word(words, arguments)) return *code;
  }
  if (arguments.folder.empty() && arguments.files.empty()) return refuse_usage("a PATH is missing");
  LogReport unreadable;
  auto given = read_evidence(arguments, unreadable);
  if (!unreadable.damage.empty()) return tell(arguments, unreadable);
  if (arguments.folder.empty()) return check_alone(arguments, std::move(given));
  DiskFiles files{arguments.folder};
  // The log names the others itself.
  auto const trusted =
      arguments.keys.empty() ? std::nullopt : std::optional{arguments.keys.front()};
  return tell(
      arguments,
      check_log(files, {.key = trusted, .policy = arguments.policy, .given = std::move(given)}));
}

}  // namespace
}  // namespace gozin::verify

int main(int argc, char** argv) {
  try {
    return gozin::verify::run({argv + 1, argv + argc});
  } catch (std::exception const& failure) {
    std::cerr << "gozin-verify: " << failure.what() << '\n';
    return 1;
  }
}
