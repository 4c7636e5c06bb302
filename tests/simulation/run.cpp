#include "tests/simulation/run.hpp"

#include "tests/simulation/founding.hpp"

#include <algorithm>
#include <set>

namespace gozin::simulation {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::size_t kBatchMax = 24;
/// Answered errands that are kept to be asked for once more.
constexpr std::ptrdiff_t kErrandsKept = 40;

std::string describe(Request const& request) {
  return request.command + " " + request.stream.text + " by " + request.actor.text + " as " +
         request.role.text;
}

}  // namespace

Run::Run(std::uint64_t seed, Plan const& plan, Watch::Books books)
    : plan_{plan}, books_{books}, chance_{seed} {
  for (int i = 0; i < plan.nodes; ++i)
    nodes_.push_back(std::make_unique<Node>(site_, std::string(1, static_cast<char>('A' + i))));
  for (auto& node : nodes_) {
    node->store.while_frozen = [this, &frozen = *node] {
      frozen.is_frozen = true;
      interlude();
      frozen.is_frozen = false;
    };
    node->store.struck = [this](Fault fault) {
      ++books_.tally.faults[std::string{name_of(fault)}];
    };
  }
}

void Run::go() {
  found();
  while (given_ < plan_.commands) step();
  end_well();
  count_ends();
  ++books_.tally.cities;
}

void Run::found() {
  auto const regime =
      static_cast<Regime>(chance_.below(names_of(std::type_identity<Regime>{}).size()));
  note("a city with " + std::to_string(plan_.nodes) + " nodes, " + std::string{name_of(regime)});
  auto& first = *nodes_.front();
  first.start();
  Request request;
  request.command = Found::kName;
  request.stream = StreamId{"log"};
  request.input = {{"regime", name_of(regime)}, {"key", first.pipeline().vkey()}};
  request.actor = PersonId{"operator/founder"};
  request.role = Code{"operator"};
  request.channel = Code{"cli"};
  request.id = "founding";
  auto const outcome = first.pipeline().perform(std::move(request));
  if (!outcome)
    throw std::logic_error(
        "the city cannot be founded: " + std::string{outcome.error().reason.name()} + " " +
        outcome.error().detail);
  watch_.look();
  for (auto& node : nodes_)
    if (!node->is_up()) start(*node);
}

Node* Run::some_node() {
  std::vector<Node*> up;
  for (auto& node : nodes_)
    if (node->is_up() && !node->is_frozen) up.push_back(node.get());
  return up.empty() ? nullptr : up[chance_.below(up.size())];
}

/// The failures that the port promises are answered by asking again later, whatever else a node
/// throws is a bug; and where it dies it is gone, with whatever it was about to say.
template <class Act>
bool Run::at(Node& node, std::string_view what, Act act) {
  was_busy_ = false;
  try {
    act();
    return true;
  } catch (Crashed const&) {
    note(node.name + " dies in " + std::string{what});
    ++books_.tally.faults["crash"];
    die(node);
  } catch (StoreBusy const& busy) {
    was_busy_ = true;
    note(node.name + " is busy in " + std::string{what} + ": " + busy.what());
  } catch (StoreFailed const& failed) {
    note(node.name + " fails in " + std::string{what} + ": " + failed.what());
  } catch (Violation const&) {
    throw;
  } catch (std::exception const& bug) {
    throw Violation{"the engine throws in " + std::string{what} + ": " + bug.what()};
  }
  return false;
}

void Run::start(Node& node) {
  (void)at(node, "starting", [&] {
    node.start();
    note(node.name + " starts");
  });
}

void Run::step() {
  for (auto& node : nodes_)
    if (!node->is_up() && !node->is_frozen && chance_.one_in(4)) start(*node);
  auto* node = some_node();
  auto const dice = chance_.below(1'000);
  if (node && node->refuses && chance_.one_in(4)) kill(*node, "is started anew for its clock");
  if (!node || !node->is_up())
    pass_time();
  else if (dice < 560)
    submit();
  else if (dice < 600)
    send_again();
  else if (dice < 880)
    write(*node);
  else if (dice < 920)
    act_on_timers(*node);
  else if (dice < 940)
    maintain(*node);
  else if (dice < 975 || !plan_.with_faults)
    pass_time();
  else
    do_harm();
  watch_.look();
}

void Run::die(Node& node) {
  for (auto& queued : node.queue) --queued.errand->waiting;
  node.die();
}

void Run::kill(Node& node, std::string const& how) {
  die(node);
  ++books_.tally.faults["killed"];
  note(node.name + " " + how);
}

/// Mostly the same for the same stream, as where somebody balances; reading a stream again after
/// every command of another node would be most of what a simulation does.
Node* Run::node_for(StreamId const& stream) {
  std::uint64_t sum = 0;
  for (char const c : stream.text) sum = sum * 31 + static_cast<unsigned char>(c);
  auto& usual = *nodes_[sum % nodes_.size()];
  bool const is_there = usual.is_up() && !usual.is_frozen;
  return is_there && !chance_.one_in(5) ? &usual : some_node();
}

void Run::submit() {
  auto request = load_.next();
  if (!request) return;
  auto* node = node_for(request->stream);
  if (!node) return;
  auto errand = std::make_shared<Errand>();
  errand->number = next_errand_++;
  errand->request = std::move(*request);
  // Most doors give a key; without one nobody asks again.
  if (!chance_.one_in(8)) errand->request.idempotency_key = "key-" + std::to_string(errand->number);
  errands_.push_back(errand);
  send(errand, *node);
}

void Run::send(std::shared_ptr<Errand> const& errand, Node& node) {
  auto const attempt = ++errand->attempts;
  auto request = errand->request;
  request.id = cause_of(*errand, attempt);
  note(request.id + " at " + node.name + ": " + describe(request));
  ++books_.tally.commands;
  ++given_;
  auto submission = Result<Submission>{Rejection{}};
  bool const is_through =
      at(node, "preparing", [&] { submission = node.pipeline().prepare(std::move(request)); });
  if (!is_through) {
    ++books_.tally.unanswered;
    return;
  }
  if (!submission)
    return take_answer({errand, attempt, {}, watch_.is_done(*errand)}, submission.error());
  ++errand->waiting;
  node.queue.push_back({errand, attempt, std::move(*submission), false});
}

/// Somebody who has had no answer, or has lost it, asks once more, at whichever node.
void Run::send_again() {
  auto answered = std::ranges::count_if(errands_, [](auto const& one) { return one->over; });
  std::erase_if(errands_, [&](auto const& one) {
    if (!one->over) return false;
    return !one->answer || answered-- > kErrandsKept;
  });
  auto* node = some_node();
  if (errands_.empty() || !node) return;
  auto const& errand = errands_[chance_.below(errands_.size())];
  if (!errand->request.idempotency_key) {
    errand->over = errand->waiting == 0;
    return;
  }
  send(errand, *node);
}

void Run::write(Node& node) {
  if (node.queue.empty()) return;
  auto const count = std::min(node.queue.size(), 1 + chance_.below(kBatchMax));
  std::vector<Queued> batch;
  for (std::size_t i = 0; i < count; ++i) {
    batch.push_back(std::move(node.queue.front()));
    node.queue.pop_front();
  }
  std::vector<Submission> submissions;
  for (auto& queued : batch) {
    submissions.push_back(std::move(queued.submission));
    queued.was_done = watch_.is_done(*queued.errand);
    --queued.errand->waiting;
  }
  std::vector<Outcome> outcomes;
  bool const is_through =
      at(node, "writing", [&] { outcomes = node.pipeline().write(submissions); });
  watch_.look();
  node.refuses = std::ranges::any_of(outcomes, [](Outcome const& outcome) {
    return !outcome && outcome.error().reason == EngineReason::clock_must_not_jump;
  });
  is_through ? take_answers(batch, outcomes) : leave_unanswered(batch);
}

void Run::take_answers(std::vector<Queued>& batch, std::vector<Outcome> const& outcomes) {
  demand(batch.size() == outcomes.size(), "not every command has an outcome");
  auto const done =
      std::ranges::count_if(outcomes, [](auto const& one) { return one.has_value(); });
  books_.tally.largest_batch = std::max(books_.tally.largest_batch, std::int64_t{done});
  std::set<std::int64_t> done_here;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    auto const number = batch[i].errand->number;
    batch[i].was_done = batch[i].was_done || done_here.contains(number);
    take_answer(batch[i], outcomes[i]);
    if (outcomes[i]) done_here.insert(number);
  }
}

void Run::take_answer(Queued const& queued, Outcome const& outcome) {
  auto& errand = *queued.errand;
  auto const attempt = queued.attempt;
  auto const cause = cause_of(errand, attempt);
  if (!outcome) {
    watch_.refused(errand, attempt, outcome.error(), queued.was_done);
    ++books_.tally.refused;
    ++books_.tally.reasons[std::string{outcome.error().reason.name()}];
    note(cause + " is refused: " + std::string{outcome.error().reason.name()});
    // Where the clock is wrong, somebody asks again later.
    errand.over = outcome.error().reason != EngineReason::clock_must_not_jump;
    return;
  }
  watch_.accepted(errand, attempt, *outcome);
  if (outcome->replayed)
    ++books_.tally.replayed;
  else
    ++books_.tally.accepted;
  if (!outcome->replayed) ++books_.tally.performed[errand.request.command];
  note(cause + (outcome->replayed ? " was done at " : " is done at ") +
       std::to_string(outcome->events.front().seq));
  errand.answer = outcome->events;
  errand.over = true;
}

/// What is said to be busy has done nothing; of any other failure nobody knows.
void Run::leave_unanswered(std::vector<Queued> const& batch) {
  if (was_busy_)
    for (auto const& queued : batch)
      watch_.untouched(*queued.errand, queued.attempt, "recorded by a store that was busy");
  books_.tally.unanswered += std::ssize(batch);
  for (auto const& queued : batch)
    if (!queued.errand->request.idempotency_key) queued.errand->over = true;
}

void Run::act_on_timers(Node& node) {
  std::vector<Request> due;
  (void)at(node, "reading timers", [&] { due = node.due_timers(); });
  for (auto& timer : due) {
    if (!node.is_up()) return;
    auto errand = std::make_shared<Errand>();
    errand->number = next_errand_++;
    errand->over = true;
    errand->request = std::move(timer);
    errand->attempts = 1;
    auto request = errand->request;
    request.id = cause_of(*errand, 1);
    note(request.id + " at " + node.name + ", a timer: " + describe(request));
    ++books_.tally.commands;
    ++given_;
    auto outcome = Outcome{Rejection{}};
    bool const is_through = at(node, "acting on a timer",
                               [&] { outcome = node.pipeline().perform(std::move(request)); });
    watch_.look();
    if (is_through)
      take_answer({errand, 1, {}, false}, outcome);
    else
      ++books_.tally.unanswered;
  }
}

void Run::maintain(Node& node) {
  note(node.name + " follows");
  (void)at(node, "following", [&] {
    node.pipeline().follow();
    if (chance_.one_in(2)) (void)node.pipeline().checkpoint();
    if (chance_.one_in(4)) node.show_held();
  });
}

void Run::pass_time() {
  auto const dice = chance_.below(10);
  time_.now.ms += dice < 3   ? chance_.between(1, kMinute)
                  : dice < 5 ? chance_.between(kMinute, 4 * kHour)
                             : chance_.between(kDay / 4, 2 * kDay);
  note("time passes until " + std::to_string(time_.now.ms));
}

}  // namespace gozin::simulation
