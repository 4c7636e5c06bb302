#pragma once

#include "engine/event/event.hpp"
#include "engine/port/directory.hpp"
#include "workflows/registry/events.hpp"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <vector>

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

  struct Lesson {
    Recorded recorded;
    std::map<std::string, std::string> opened;
  };
  /// A directory in the making, which nobody reads yet.
  class Roll;
  /// As `learn`.
  void enter(Roll& roll, Lesson const& lesson) const;
  /// Everybody at once, in the place of whoever is known.
  void begin_with(Roll roll);

  /// From now on erased.
  void forget(PersonId const& person);

  [[nodiscard]] std::optional<std::string> name(PersonId const& person) const override;
  [[nodiscard]] bool is_erased(PersonId const& person) const override;
  [[nodiscard]] std::int64_t count_meeting(
      std::span<rules::Condition const> conditions) const override;
  [[nodiscard]] std::map<Code, rules::Finding> examine(
      PersonId const& person, std::span<rules::Condition const> conditions) const override;

  /// What is known of somebody who is registered and not erased.
  struct Entry {
    Listed listed;
    rules::Attributes attributes;
  };
  [[nodiscard]] std::optional<Entry> find(PersonId const& person) const;

  /// Everybody who has a name, in its order, then in that of the ids.
  [[nodiscard]] std::vector<Listed> all() const;

 private:
  struct Known {
    Listed listed;
    std::string sort_key;
    rules::Attributes attributes;
    bool erased = false;
  };
  /// In the order of the ids. A shelf is never changed, only replaced: readers keep the one they
  /// took. What it holds is shared with the next one, so that replacing it is cheap.
  using Shelf = std::vector<std::shared_ptr<Known const>>;
  /// So many that with some hundred thousand people each is soon copied.
  static constexpr std::size_t kShelves = 4'096;
  /// How many meet some conditions, as long as nothing is learned.
  struct Count {
    std::vector<rules::Condition> conditions;
    std::uint64_t learned = 0;
    std::int64_t meeting = 0;
  };
  using Counts = std::vector<Count>;  // the newest first
  static constexpr std::size_t kCountsKept = 16;

  [[nodiscard]] static std::size_t place_of(PersonId const& person);
  [[nodiscard]] std::shared_ptr<Shelf const> shelf_of(PersonId const& person) const;
  [[nodiscard]] static Known const* find_in(Shelf const& shelf, PersonId const& person);
  static void set(Shelf& shelf, Known known);
  void put(std::size_t place, Shelf shelf);
  void take_in(Shelf& shelf, Lesson const& lesson) const;
  [[nodiscard]] static Known nobody(PersonId const& person);
  [[nodiscard]] Known entered(PersonRegistered const& event, Lesson const& lesson) const;
  [[nodiscard]] std::int64_t count_anew(std::span<rules::Condition const> conditions) const;

  SortKey sort_key_;
  std::array<std::atomic<std::shared_ptr<Shelf const>>, kShelves> shelves_;
  std::atomic<std::uint64_t> learned_ = 0;
  mutable std::atomic<std::shared_ptr<Counts const>> counts_;
};

class People::Roll {
 public:
  Roll() : shelves_(kShelves) {}

 private:
  friend class People;
  std::vector<Shelf> shelves_;
};

}  // namespace gozin::registry
