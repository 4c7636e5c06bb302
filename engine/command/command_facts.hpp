#pragma once

#include "engine/command/recording.hpp"

namespace gozin {

/// The facts for one command, out of the store and out of what the batch has written so far.
class Recording::CommandFacts final : public Facts {
 public:
  CommandFacts(Recording& recording, Submission const& submission)
      : recording_{recording}, submission_{submission} {}

  [[nodiscard]] std::optional<Opened> open(std::int64_t seq, VaultKeyId const& key) override;
  [[nodiscard]] std::int64_t next_seq() override { return recording_.batch_.head.size; }
  [[nodiscard]] std::optional<Opened> open_kept(VaultKeyId const& key) override;
  [[nodiscard]] std::vector<std::string> open_box(std::string const& ballot) override;
  [[nodiscard]] std::string fresh_id() override;
  Committed keep(VaultKeyId const& key, std::string_view name, std::string_view value,
                 std::optional<Hash> seed) override;
  Hash attach(VaultKeyId const& key, std::string_view media, std::string_view bytes) override;
  [[nodiscard]] std::vector<Row> rows(ReadTable const& table, std::string_view column,
                                      Value const& value) override;
  [[nodiscard]] Directory const& directory() override;
  [[nodiscard]] Hash published_root() override;

  /// What the decision keeps, beside what the preparation kept.
  [[nodiscard]] std::vector<Draft> const& drafts() const { return drafts_; }
  [[nodiscard]] std::vector<StoredDocument> const& documents() const { return documents_; }

 private:
  Recording& recording_;
  Submission const& submission_;
  std::vector<Draft> drafts_;
  std::vector<StoredDocument> documents_;
};

}  // namespace gozin
