#pragma once

#include "tests/model/world.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/session/state.hpp"

#include <functional>

// Everything that anybody could try in a world: each command, by who may and by who may not, with
// right arguments and wrong ones.
namespace gozin::model {

/// In whose place arguments are made up.
struct Asked {
  World const& world;
  StreamId stream;
  Caller caller;
  appointment::Case const* state;  // null before the case is opened
};

/// The arguments of one command that are tried.
class Arguments {
 public:
  /// Right as such: where it leads is explored on.
  template <CommandStruct C>
  Argument& right(C command) {
    return add(std::move(command), true);
  }
  /// Wrong, or right and no different from another that is explored.
  template <CommandStruct C>
  Argument& odd(C command) {
    return add(std::move(command), false);
  }
  [[nodiscard]] std::vector<Argument>& list() { return list_; }

 private:
  template <CommandStruct C>
  Argument& add(C command, bool usual) {
    return list_.emplace_back(
        Argument{.command = std::make_shared<C const>(std::move(command)), .usual = usual});
  }
  std::vector<Argument> list_;
};

using Offer = void (*)(Asked const&, Arguments&);
using Offers = std::map<std::string_view, Offer>;

// By the names of commands; a command without a row is a bug that a test finds.
[[nodiscard]] Offers offers_until_screening();
[[nodiscard]] Offers offers_of_assessing();
[[nodiscard]] Offers offers_of_reviewing();
[[nodiscard]] Offers offers_of_balloting();
[[nodiscard]] Offers offers_of_decreeing();
[[nodiscard]] Offers offers_at_any_time();
[[nodiscard]] Offers const& all_offers();

/// Who claims a role: those who hold it, the stand-ins, and people who have no business to.
struct Claim {
  Caller caller;
  bool usual = false;  // the first holder, in person
};
[[nodiscard]] std::vector<Claim> const& claims_of(std::string_view role);
/// Every role that anybody can act in.
[[nodiscard]] std::vector<std::string_view> const& all_roles();

/// A text that was hidden before the command was judged.
[[nodiscard]] Committed words(std::string_view text = "words");

[[nodiscard]] NomineeId nominee_of(std::string_view person);
[[nodiscard]] rules::RuleSet const* rules_of(Asked const& asked);

}  // namespace gozin::model
