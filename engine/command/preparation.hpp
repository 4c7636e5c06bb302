#pragma once

#include "engine/command/command.hpp"
#include "engine/command/view.hpp"
#include "engine/core/hash.hpp"
#include "engine/port/event_store.hpp"
#include "engine/port/keys.hpp"
#include "engine/port/random.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Values that will stand in the vault with one event: the seed of their salts, the values by field
/// name, and the commitments that the event carries.
struct Draft {
  VaultKeyId key;
  Hash seed;
  std::map<std::string, std::string> values;
  std::map<std::string, Hash> commitments;
};

/// The commitment of a value under a draft's seed; the draft keeps both.
Committed keep_in(Draft& draft, std::string_view name, std::string_view value);

/// What a draft is bound to when it is encrypted: its commitments in the order of the names.
[[nodiscard]] std::string bound_of(Draft const& draft);

/// The plaintext of a draft as canonical JSON `{"seed", "values"}`, and back.
[[nodiscard]] std::string plain_of(Draft const& draft);

/// What names one person only, to be looked up. The writer makes the digest, since its key changes
/// with the epoch.
struct Naming {
  std::string value;
  PersonId person;
};

/// A command on its way to the writer. Nothing here is readable on disk or in a log: hidden values
/// are drafts, and the input holds their commitments.
struct Submission {
  CommandType const* type = nullptr;
  Call call;
  StreamId stream;
  json::object input;
  std::shared_ptr<void const> command;  // the input, read; null: answered before under its key
  std::vector<Draft> drafts;
  std::vector<VaultKeyId> new_keys;
  std::vector<BoxedBallot> papers;  // `sealed` still holds the choice in the open, in memory only
  std::vector<Naming> namings;
  std::vector<StoredDocument> documents;
  std::optional<std::string> idempotency_key = {};
  std::optional<HeldLease> lease = {};
  Hash fingerprint;
  std::string fingerprint_key = {};  // a mark of the epoch whose key made it
};

/// What a command's `prepare` may use. It runs before the command is queued, off the writer; the
/// view is of the last commit, so a decision must check again what may have changed since.
class Preparation {
 public:
  struct Tools {
    View& view;
    Random& random;
  };
  Preparation(Submission& submission, Tools tools) : submission_{submission}, tools_{tools} {}

  [[nodiscard]] Call const& call() const { return submission_.call; }
  [[nodiscard]] StreamId const& stream() const { return submission_.stream; }
  /// The input, to be changed in place; fields with `Input::none` are added here.
  [[nodiscard]] json::object& input() { return submission_.input; }
  [[nodiscard]] View& view() { return tools_.view; }

  /// Renames the stream that the command opens: `person/<id>` where the id is also in the input.
  void open_as(StreamId stream) { submission_.stream = std::move(stream); }

  [[nodiscard]] std::string fresh_id();
  [[nodiscard]] Hash draw();
  /// The command brings this key into being; its id is new with it.
  void new_key(VaultKeyId key);
  /// A value for the vault. Values under one key go to one event.
  Committed keep(VaultKeyId const& key, std::string_view name, std::string_view value);
  /// A paper for the ballot box of a secret ballot.
  void put_in_box(std::string ballot, std::string choice);
  /// Something that names one person only (a national id): two persons cannot have the same.
  /// Whether it is taken only the writer says, and only to who may give the command.
  void look_up(std::string_view value, PersonId person);
  /// A public document, kept by its hash.
  Hash attach(std::string_view media, std::string_view bytes);

 private:
  Submission& submission_;
  Tools tools_;
};

}  // namespace gozin
