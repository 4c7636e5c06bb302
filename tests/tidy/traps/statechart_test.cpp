// What Boost.Statechart 1.81 does and engine/chart is built around.

#include <iterator>
#include <stdexcept>

#include <boost/mpl/list.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>
#include <gtest/gtest.h>

namespace gozin::traps {
namespace {

namespace sc = boost::statechart;
namespace mpl = boost::mpl;

struct Cleared : sc::event<Cleared> {};
struct Broken : sc::event<Broken> {};
struct Left : sc::event<Left> {};
struct Unwanted : sc::event<Unwanted> {};

struct Reviewing;

struct Machine : sc::state_machine<Machine, Reviewing> {
  int cleared_first = 0;
  int cleared_second = 0;
  int unconsumed = 0;

  void unconsumed_event(sc::event_base const&) { ++unconsumed; }
  void count_first(Cleared const&) { ++cleared_first; }
  void count_second(Cleared const&) { ++cleared_second; }
  void fail(Broken const&) { throw std::runtime_error{"inside a reaction"}; }
};

struct FirstPending;
struct SecondPending;
struct Gone;

struct Reviewing : sc::simple_state<Reviewing, Machine, mpl::list<FirstPending, SecondPending>> {
  using reactions = sc::in_state_reaction<Broken, Machine, &Machine::fail>;
};

struct FirstPending : sc::simple_state<FirstPending, Reviewing::orthogonal<0>> {
  using reactions = mpl::list<sc::in_state_reaction<Cleared, Machine, &Machine::count_first>,
                              sc::transition<Left, Gone>>;
};

struct SecondPending : sc::simple_state<SecondPending, Reviewing::orthogonal<1>> {
  using reactions = sc::in_state_reaction<Cleared, Machine, &Machine::count_second>;
};

struct Gone : sc::simple_state<Gone, Machine> {};

struct Idle;
struct MachineWithoutHook : sc::state_machine<MachineWithoutHook, Idle> {};
struct Idle : sc::simple_state<Idle, MachineWithoutHook> {};

auto leaves(Machine const& machine) {
  return std::distance(machine.state_begin(), machine.state_end());
}

TEST(StatechartTrap, ReactionThatThrowsEndsTheMachine) {
  Machine machine;
  machine.initiate();

  EXPECT_THROW(machine.process_event(Broken{}), std::runtime_error);

  EXPECT_TRUE(machine.terminated());
  EXPECT_EQ(leaves(machine), 0);
}

TEST(StatechartTrap, EndedMachineTakesEventsAndDoesNothing) {
  Machine machine;
  machine.initiate();
  EXPECT_THROW(machine.process_event(Broken{}), std::runtime_error);

  EXPECT_NO_THROW(machine.process_event(Cleared{}));

  EXPECT_EQ(machine.cleared_first + machine.cleared_second, 0);
}

TEST(StatechartTrap, EventNobodyWantsReachesTheHookOfTheMachine) {
  Machine machine;
  machine.initiate();
  machine.process_event(Unwanted{});
  EXPECT_EQ(machine.unconsumed, 1);
}

TEST(StatechartTrap, EventNobodyWantsIsDroppedInSilenceWithoutTheHook) {
  MachineWithoutHook machine;
  machine.initiate();
  EXPECT_NO_THROW(machine.process_event(Unwanted{}));
}

TEST(StatechartTrap, EventBeforeInitiateIsNotConsumed) {
  Machine machine;
  EXPECT_NO_THROW(machine.process_event(Cleared{}));
  EXPECT_EQ(machine.cleared_first + machine.cleared_second, 0);
  EXPECT_EQ(machine.unconsumed, 1);
}

TEST(StatechartTrap, OneRegionAloneTakesAnEventThatBothWant) {
  Machine machine;
  machine.initiate();
  ASSERT_EQ(leaves(machine), 2);

  machine.process_event(Cleared{});

  EXPECT_EQ(machine.cleared_first + machine.cleared_second, 1);
}

TEST(StatechartTrap, TransitionOutOfOneRegionLeavesThemAll) {
  Machine machine;
  machine.initiate();
  machine.process_event(Left{});
  EXPECT_EQ(leaves(machine), 1);
  EXPECT_NE(machine.state_cast<Gone const*>(), nullptr);
}

}  // namespace
}  // namespace gozin::traps
