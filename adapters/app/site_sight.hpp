#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/tasks.hpp"

#include <set>
#include <string>
#include <string_view>

namespace gozin::app {

/// What one reader may see of one case.
struct Sight {
  bool signed_in = false;
  bool nominees = false;    // their names
  bool nominators = false;  // who put whom forward
  bool panel = false;       // who assesses
  bool scores = false;      // revealed sheets, by assessor
  bool votes = false;       // who voted how in an open ballot, who declared what
  bool personal = false;    // words about a person
  bool blind = false;       // an assessor while names are hidden: sees aliases only
  std::set<std::string, std::less<>> roles = {};  // granted roles held for this case
  std::set<NomineeId> own = {};                   // the nominee who is the reader
};

/// By roles and offices as of now. Without a person: what everybody may see.
[[nodiscard]] Sight sight_of(Context const& context, appointment::Case const& state,
                             appointment::Active const& active);

/// Whether one of the blank-separated roles is held.
[[nodiscard]] bool holds_any(Sight const& sight, std::string_view roles);

/// A case's facts are not asked for when a page is drawn: asking is a bug, std::logic_error.
class NoFacts final : public Facts {
 public:
  [[nodiscard]] std::optional<Opened> open(std::int64_t, VaultKeyId const&) override;
  [[nodiscard]] std::int64_t next_seq() override;
  [[nodiscard]] std::optional<Opened> open_kept(VaultKeyId const&) override;
  [[nodiscard]] std::vector<std::string> open_box(std::string const&) override;
  [[nodiscard]] std::string fresh_id() override;
  Committed keep(VaultKeyId const&, std::string_view, std::string_view,
                 std::optional<Hash>) override;
  Hash attach(VaultKeyId const&, std::string_view, std::string_view) override;
  [[nodiscard]] std::vector<Row> rows(ReadTable const&, std::string_view, Value const&) override;
  [[nodiscard]] Directory const& directory() override;
  [[nodiscard]] Hash published_root() override;
};

}  // namespace gozin::app
