#pragma once

#include "engine/command/typed.hpp"

#include <string>
#include <string_view>

// How a simulated city begins: one command records its people, rules, bodies, posts and money in
// the streams by whose names the model knows them.
namespace gozin::simulation {

inline constexpr std::string_view kOrigin = "city.test/log";
inline constexpr int kPosts = 24;
inline constexpr int kBudgetLines = 16;

/// What the rules of a city are like.
#define GOZIN_REGIMES(X)                                                  \
  X(plain)   /* no gate: the mayor chooses */                             \
  X(consent) /* advice in the open, then the council's consent, secret */ \
  X(elected) /* the council elects, openly */
GOZIN_NAMED_ENUM(Regime, GOZIN_REGIMES)

/// The rules as a document of their own kind.
[[nodiscard]] json::value rules_of(Regime regime, int version);

/// The n-th post and budget line, from 0; the first are those of the model.
[[nodiscard]] StreamId post(int number);
[[nodiscard]] StreamId budget_line(int number);

/// The first command of a log.
struct Found {
  static constexpr std::string_view kName = "Found";
  Regime regime = Regime::plain;
  Label key;  // the log's verifier key

  static constexpr auto fields() {
    return fields_of(open("regime", &Found::regime), open("key", &Found::key));
  }
};

Result<Decision> decide(Found const& command, Context const& context);

/// All workflows of the program, and the founding.
[[nodiscard]] Catalog const& catalog();

}  // namespace gozin::simulation
