#pragma once

#include "engine/command/pipeline.hpp"
#include "tests/model/menu.hpp"
#include "tests/simulation/chance.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin::simulation {

/// What people ask for in a city: mostly what they may and what leads on, now and then what is
/// wrong, by whom it is not allowed, too early or too late. Out of the menu of the model.
class Load {
 public:
  Load(Chance& chance, model::World& world) : chance_{chance}, world_{world} {}

  /// A request that somebody makes as things stand; nothing when nobody comes up with one.
  [[nodiscard]] std::optional<Request> next();

 private:
  struct Weighed {
    CommandType const* type;
    std::size_t weight;
  };
  struct Wish {
    CommandType const* type;
    std::optional<model::Caller> caller;
  };

  [[nodiscard]] StreamId some_stream();
  [[nodiscard]] std::vector<StreamId> cases(bool open);
  [[nodiscard]] StreamId session_at_hand() const;
  [[nodiscard]] std::int64_t number_of_next_session() const;
  [[nodiscard]] CommandType const* some_command(StreamId const& stream);
  [[nodiscard]] std::vector<Weighed> const& commands_at(Folded const& folded);
  [[nodiscard]] std::optional<model::Caller> some_caller(CommandType const& type,
                                                         StreamId const& stream);
  [[nodiscard]] std::optional<model::Argument> some_argument(model::Asked const& asked,
                                                             CommandType const& type);
  [[nodiscard]] std::optional<Wish> awaited(StreamId const& stream);
  [[nodiscard]] json::object meant_here(CommandType const& type, model::Argument const& argument);
  [[nodiscard]] bool looks_refused(model::Attempt const& attempt);
  [[nodiscard]] std::optional<Request> try_once();
  [[nodiscard]] json::object input_of(CommandType const& type, model::Argument const& argument);
  void rename(json::value& value, std::map<std::string, std::string> const& names) const;
  [[nodiscard]] StreamId free_post();
  [[nodiscard]] std::optional<Request> of_register();
  [[nodiscard]] std::optional<StreamId> some_resident();
  [[nodiscard]] Request newcomer();

  Chance& chance_;
  model::World& world_;
  std::map<std::pair<std::string_view, chart::Position>, std::vector<Weighed>> known_;
};

}  // namespace gozin::simulation
