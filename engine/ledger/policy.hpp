#pragma once

#include "engine/ledger/cosignature.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Whom to believe (C2SP tlog-policy): logs, witnesses, and which witnesses have to have cosigned a
/// checkpoint.
struct Policy {
  struct Log {
    NoteKey key;
    std::string url;  // empty: none given
  };
  struct Witness {
    std::string name;  // within the policy alone
    CosignerKey key;
    std::string url;  // its submission prefix; empty: none given
  };
  /// At least `least` of the members, which are witnesses and groups that stand before it.
  struct Group {
    std::string name;
    std::size_t least = 1;
    std::vector<std::string> members;
  };
  std::vector<Log> logs;
  std::vector<Witness> witnesses;
  std::vector<Group> groups;
  std::string quorum;  // a witness or a group; `none`: no cosignature is needed
};

inline constexpr std::size_t kPolicyBytesMax = 1 << 20;

/// Reads lines of `log <vkey> [<url>]`, `witness <name> <vkey> [<url>]`, `group <name> <all | any |
/// k> <name>…`, `quorum <name>`, and comments. Refuses as `policy_must_be_well_formed`, with the
/// number of the line (0: the file as a whole): any other line, a control character, a key that is
/// not of its line's type, a name or a public key that stands there twice, a member that is not
/// defined yet or is a member already, a `k` beyond the members, no or a second quorum, a last line
/// without its newline.
[[nodiscard]] Result<Policy> parse_policy(std::string_view text);

/// The keys that may sign for the log of that name.
[[nodiscard]] std::vector<NoteKey> keys_of_log(Policy const& policy, std::string_view origin);

/// The one of the policy's keys that signed a checkpoint of its own log; nothing when none did.
[[nodiscard]] std::optional<NoteKey> signer_of(Policy const& policy, std::string_view checkpoint);

/// Whether enough witnesses have cosigned the note. Refuses `signature_must_verify` when any line
/// of a known witness does not.
[[nodiscard]] Result<bool> is_witnessed(Policy const& policy, Note const& note);

}  // namespace gozin
