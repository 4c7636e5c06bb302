#pragma once

#include "engine/ledger/witness.hpp"
#include "engine/port/clock.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace gozin::witness {

/// What is answered to `add-checkpoint`, and what may be told of it: of a log that is not known,
/// neither origin nor size.
struct Reply {
  int status = 200;
  std::string media = {};  // empty: no body
  std::string body = {};
  std::string origin = {};
  std::uint64_t size = 0;
  bool is_split_view = false;  // the log has signed two roots of one size
};

/// A witness for other logs (C2SP tlog-witness): judges what logs submit, remembers of each the
/// last checkpoint that it cosigned, and answers with its cosignature. From any thread: of two
/// requests about one log, one is judged after the other is remembered.
class Desk {
 public:
  struct Cosigner {
    CosignerKey key;
    NoteSigner sign;
  };
  /// Puts a file in the place of the one of that name. It lasts when this returns; throws when it
  /// may not.
  using Keep = std::function<void(std::string const& name, std::string const& bytes)>;

  /// What is kept of it beyond the process.
  struct Memory {
    std::string heads;  // the file of that name, as it was kept
    Keep keep;
  };

  /// The file of what was cosigned last: notes, one after another, each with the log's signature
  /// and the witness's own.
  static constexpr std::string_view kHeadsFile = "heads";
  /// What a witness that has seen no log yet remembers.
  static constexpr std::string_view kNoHeads = "logs 0\n";

  /// Throws std::runtime_error where the heads are not wholly what this witness cosigned: one that
  /// has forgotten must not go on.
  Desk(Policy policy, Cosigner cosigner, Memory memory, Clock& clock);

  /// Where the checkpoint cannot be kept, what `Keep` throws; nothing was cosigned then.
  [[nodiscard]] Reply add_checkpoint(std::string_view request);

 private:
  struct Head {
    TreeHead tree;
    std::uint64_t cosigned = 0;  // POSIX seconds
    std::string note;
  };

  void remember(std::string const& note);
  [[nodiscard]] std::string accept(WitnessVerdict const& verdict);
  void keep_evidence(WitnessVerdict const& verdict);
  [[nodiscard]] std::uint64_t time_after(std::string const& origin);

  Policy policy_;
  Cosigner cosigner_;
  Clock& clock_;
  Keep keep_;
  std::mutex mutex_;
  std::map<std::string, Head> heads_;   // by origin
  std::set<std::string> contradicted_;  // origins whose evidence is kept
};

}  // namespace gozin::witness
