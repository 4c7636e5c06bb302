#include "engine/ledger/policy.hpp"

#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/decimal.hpp"
#include "engine/ledger/lines.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gozin {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kNobody = "none";

using PolicyWords = std::vector<std::string>;

bool is_allowed(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte == '\t' || byte == '\n' || (byte >= 0x20 && byte != 0x7f);
}

PolicyWords words_of_line(std::string_view line) {
  PolicyWords words;
  for (auto at = line.find_first_not_of(kBlanks); at != std::string_view::npos;
       at = line.find_first_not_of(kBlanks, at)) {
    auto const end = std::min(line.find_first_of(kBlanks, at), line.size());
    words.emplace_back(line.substr(at, end - at));
    at = end;
  }
  return words;
}

/// Reads a policy line by line; each function says whether the line is right.
class PolicyReader {
 public:
  [[nodiscard]] bool line(PolicyWords const& words) {
    if (words.empty() || words.front().starts_with('#')) return true;
    auto const& word = words.front();
    if (word == "log") return log(words);
    if (word == "witness") return witness(words);
    if (word == "group") return group(words);
    return word == "quorum" && quorum(words);
  }
  [[nodiscard]] bool is_whole() const { return !policy_.quorum.empty(); }
  [[nodiscard]] Policy const& policy() const { return policy_; }

 private:
  [[nodiscard]] bool log(PolicyWords const& words) {
    if (words.size() != 2 && words.size() != 3) return false;
    auto const key = parse_vkey(words[1]);
    if (!key || !log_keys_.insert(key->public_key).second) return false;
    policy_.logs.push_back({*key, words.size() == 3 ? words[2] : ""});
    return true;
  }

  [[nodiscard]] bool witness(PolicyWords const& words) {
    if (words.size() != 3 && words.size() != 4) return false;
    auto const key = parse_cosigner_vkey(words[2]);
    if (!key || !witness_keys_.insert(key->public_key).second || !define(words[1])) return false;
    policy_.witnesses.push_back({words[1], *key, words.size() == 4 ? words[3] : ""});
    return true;
  }

  [[nodiscard]] bool group(PolicyWords const& words) {
    if (words.size() < 4) return false;
    Policy::Group made{words[1], 0, {words.begin() + 3, words.end()}};
    auto const least = least_of(words[2], made.members.size());
    if (!least) return false;
    made.least = *least;
    // A member counts in one way only.
    for (auto const& member : made.members)
      if (!names_.contains(member) || !members_.insert(member).second) return false;
    if (!define(made.name)) return false;
    policy_.groups.push_back(std::move(made));
    return true;
  }

  [[nodiscard]] static std::optional<std::size_t> least_of(std::string const& word,
                                                           std::size_t members) {
    if (word == "any") return 1;
    if (word == "all") return members;
    auto const number = parse_size(word);
    if (!number || *number == 0 || *number > members) return std::nullopt;
    return *number;
  }

  [[nodiscard]] bool quorum(PolicyWords const& words) {
    if (words.size() != 2 || is_whole()) return false;
    if (words[1] != kNobody && !names_.contains(words[1])) return false;
    policy_.quorum = words[1];
    return true;
  }

  [[nodiscard]] bool define(std::string const& name) {
    return name != kNobody && names_.insert(name).second;
  }

  Policy policy_;
  std::set<std::string> names_;
  std::set<std::string> members_;
  std::set<Ed25519PublicKey> log_keys_;
  std::set<Ed25519PublicKey> witness_keys_;
};

Rejection wrong_line(std::size_t number) {
  return {LedgerReason::policy_must_be_well_formed, std::to_string(number)};
}

}  // namespace

Result<Policy> parse_policy(std::string_view text) {
  if (text.size() > kPolicyBytesMax) return wrong_line(0);
  PolicyReader reader;
  for (std::size_t number = 1; !text.empty(); ++number) {
    auto const line = take_line(text);
    if (!line || !std::all_of(line->begin(), line->end(), is_allowed) ||
        !reader.line(words_of_line(*line)))
      return wrong_line(number);
  }
  if (!reader.is_whole()) return wrong_line(0);
  return reader.policy();
}

std::vector<NoteKey> keys_of_log(Policy const& policy, std::string_view origin) {
  std::vector<NoteKey> keys;
  for (auto const& log : policy.logs)
    if (log.key.name == origin) keys.push_back(log.key);
  return keys;
}

std::optional<NoteKey> signer_of(Policy const& policy, std::string_view checkpoint) {
  for (auto const& log : policy.logs)
    if (open_checkpoint(checkpoint, log.key)) return log.key;
  return std::nullopt;
}

Result<bool> is_witnessed(Policy const& policy, Note const& note) {
  std::map<std::string, bool> has_witnessed{{std::string{kNobody}, true}};
  for (auto const& witness : policy.witnesses) {
    auto const at = cosigned_at(note, witness.key);
    if (!at) return at.error();
    has_witnessed[witness.name] = at->has_value();
  }
  for (auto const& group : policy.groups) {
    auto const count = std::count_if(group.members.begin(), group.members.end(),
                                     [&](auto const& member) { return has_witnessed.at(member); });
    has_witnessed[group.name] = static_cast<std::size_t>(count) >= group.least;
  }
  return has_witnessed.at(policy.quorum);
}

}  // namespace gozin
