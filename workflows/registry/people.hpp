#pragma once

#include "engine/event/event.hpp"
#include "engine/port/directory.hpp"
#include "workflows/registry/events.hpp"

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace gozin::registry {

/// One person as forms and lists show them.
struct Listed {
  PersonId person;
  std::string name;
  PersonKind kind = PersonKind::staff;
  std::optional<Code> unit;
  friend bool operator==(Listed const&, Listed const&) = default;
};

/// The directory of a node: names and attributes out of the vault, in memory only. One thread
/// learns, any number may read meanwhile; each answer is whole.
class People final : public Directory {
 public:
  /// Bytes by whose order names are listed, such as `Texts::sort_key`; without it, as they are.
  using SortKey = std::function<std::string(std::string_view)>;
  explicit People(SortKey sort_key = {});

  /// Takes in an event of a person's stream with what the vault gave for it, by field name. Whoever
  /// is erased is forgotten. Other events change nothing.
  void learn(Recorded const& recorded, std::map<std::string, std::string> const& opened);
  /// From now on erased.
  void forget(PersonId const& person);

  [[nodiscard]] std::optional<std::string> name(PersonId const& person) const override;
  [[nodiscard]] bool is_erased(PersonId const& person) const override;
  [[nodiscard]] std::int64_t count_meeting(
      std::span<rules::Condition const> conditions) const override;
  [[nodiscard]] std::map<Code, rules::Finding> examine(
      PersonId const& person, std::span<rules::Condition const> conditions) const override;

  /// Everybody who has a name, in its order, then in that of the ids.
  [[nodiscard]] std::vector<Listed> all() const;

 private:
  struct Known {
    Listed listed;
    std::string sort_key;
    rules::Attributes attributes;
    bool erased = false;
  };
  /// A shelf is never changed, only replaced: readers keep the one they took.
  using Shelf = std::map<PersonId, Known>;

  [[nodiscard]] std::shared_ptr<Shelf const> shelf_of(PersonId const& person) const;
  void replace(Known known);

  SortKey sort_key_;
  std::array<std::atomic<std::shared_ptr<Shelf const>>, 256> shelves_;
};

}  // namespace gozin::registry
