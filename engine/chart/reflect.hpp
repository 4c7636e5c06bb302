#pragma once

#include "engine/chart/chart.hpp"
#include "engine/chart/survey.hpp"

#include <memory>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <typeindex>

#include <boost/mpl/eval_if.hpp>
#include <boost/mpl/for_each.hpp>
#include <boost/mpl/identity.hpp>
#include <boost/mpl/is_sequence.hpp>
#include <boost/mpl/list.hpp>
#include <boost/mpl/placeholders.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>

// Includes Boost.Statechart: only a workflow's chart.cpp includes this, nothing else.

namespace gozin::chart {

namespace sc = boost::statechart;

/// That a fact has happened. It carries no data: a chart has no guards and looks at nothing.
template <class Fact>
struct Occurred : sc::event<Occurred<Fact>> {};

/// The two kinds of reaction a chart may have.
template <class Fact, class Target>
using On = sc::transition<Occurred<Fact>, Target>;
template <class Fact>
using Stay = sc::in_state_reaction<Occurred<Fact>>;

/// The base of every chart: `struct CaseChart : ChartBase<CaseChart, Case> {};`
template <class Derived, class Initial>
class ChartBase : public sc::state_machine<Derived, Initial> {
 public:
  using InitialState = Initial;

  /// False if no active state reacted.
  bool offer(sc::event_base const& event) {
    consumed_ = true;
    this->process_event(event);
    return consumed_;
  }

  /// Found by name, not virtual: without it an event that nobody wants is dropped silently.
  void unconsumed_event(sc::event_base const&) { consumed_ = false; }

 private:
  bool consumed_ = true;
};

namespace detail {

/// The index of a state type in its model; known once its chart has been surveyed.
template <class S>
inline StateIndex slot_of = 0;

template <class M, class Fact>
bool offer(void* machine) {
  return static_cast<M*>(machine)->offer(Occurred<Fact>{});
}

/// Walks an mpl list without creating its elements.
template <class List, class Visit>
void for_each_in(Visit visit) {
  boost::mpl::for_each<List, boost::mpl::make_identity<boost::mpl::_1>>(visit);
}

/// `reactions` may be a list or a single reaction.
template <class T>
using AsList = typename boost::mpl::eval_if<boost::mpl::is_sequence<T>, boost::mpl::identity<T>,
                                            boost::mpl::identity<boost::mpl::list<T>>>::type;

template <class M>
class Surveyor {
 public:
  static Survey run() {
    Surveyor surveyor;
    surveyor.template visit<typename M::InitialState>();
    return std::move(surveyor.survey_);
  }

 private:
  template <class S>
  void visit() {
    if constexpr (!std::is_same_v<S, M>) {
      if (survey_.has_state(typeid(S))) return;
      // A target may lie in states that were not met before; what surrounds it comes first.
      visit<typename S::context_type>();
      if (survey_.has_state(typeid(S))) return;
      add<S>();
    }
  }

  template <class S>
  void add() {
    S::custom_static_type_ptr(&slot_of<S>);
    auto const at = survey_.states.size();
    survey_.states.push_back(describe<S>());
    for_each_in<typename S::inner_initial_list>(
        [this]<class Inner>(boost::mpl::identity<Inner>) { visit<Inner>(); });
    for_each_in<AsList<typename S::reactions>>(
        [this, at]<class Reaction>(boost::mpl::identity<Reaction>) {
          react(at, static_cast<Reaction*>(nullptr));
        });
  }

  template <class S>
  Survey::StateSeen describe() {
    Survey::StateSeen seen{.type = typeid(S),
                           .region = static_cast<std::uint8_t>(S::orthogonal_position::value),
                           .slot = &slot_of<S>};
    if constexpr (!std::is_same_v<typename S::context_type, M>)
      seen.parent = typeid(typename S::context_type);
    if constexpr (requires { S::kEnds; }) seen.ends = S::kEnds;
    for_each_in<typename S::inner_initial_list>([&]<class Inner>(boost::mpl::identity<Inner>) {
      seen.initial.emplace_back(typeid(Inner));
    });
    if constexpr (requires { typename S::permits; }) {
      seen.permits.emplace();
      for_each_in<typename S::permits>([&]<class Fact>(boost::mpl::identity<Fact>) {
        seen.permits->emplace_back(meet<Fact>());
      });
    }
    return seen;
  }

  /// Any other kind of reaction (custom, deferral, termination) does not compile.
  template <class Fact, class Target>
  void react(std::size_t at, On<Fact, Target>*) {
    survey_.states[at].reactions.push_back({.event = meet<Fact>(), .target = typeid(Target)});
    visit<Target>();
  }
  template <class Fact>
  void react(std::size_t at, Stay<Fact>*) {
    survey_.states[at].reactions.push_back({.event = meet<Fact>()});
  }

  template <class Fact>
  std::type_index meet() {
    survey_.add_event(typeid(Fact), &offer<M, Fact>);
    return typeid(Fact);
  }

  Survey survey_;
};

template <class M>
Assembly const& assembly_of() {
  static Assembly const assembly = assemble(Surveyor<M>::run(), typeid(typename M::InitialState));
  return assembly;
}

template <class M>
class Running final : public Machine {
 public:
  Running() {
    if (assembly_of<M>().model.states.size() > kStatesMax)
      throw std::logic_error{"a chart must not have more than 64 states"};
    machine_.initiate();
  }

  bool process(EventIndex event) override { return offers_.at(event)(&machine_); }

  [[nodiscard]] Position position() const override {
    Position position;
    for (auto state = machine_.state_begin(); state != machine_.state_end(); ++state)
      position.leaves |= std::uint64_t{1} << *state->template custom_dynamic_type_ptr<StateIndex>();
    return position;
  }

 private:
  std::vector<Offer> const& offers_ = assembly_of<M>().offers;
  M machine_;
};

}  // namespace detail

/// Reads a chart off its state types: from the initial state through `inner_initial_list`,
/// `reactions`, `permits` and the targets' contexts. Names are the types' without namespaces.
template <class M>
ChartModel reflect(std::string_view name) {
  auto model = detail::assembly_of<M>().model;
  model.name = name;
  return model;
}

/// Starts a machine of this chart.
template <class M>
std::unique_ptr<Machine> run() {
  return std::make_unique<detail::Running<M>>();
}

/// A workflow's chart under its name; the first name given to a machine type stays.
template <class M>
Chart chart_of(std::string_view name) {
  static ChartModel const model = reflect<M>(name);
  return {.model = model, .start = &run<M>};
}

}  // namespace gozin::chart
