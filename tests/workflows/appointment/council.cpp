#include "tests/workflows/appointment/council.hpp"

#include "workflows/appointment/chart.hpp"
#include "workflows/appointment/deliberation.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/session/workflow.hpp"

namespace gozin::appointment {
namespace {

/// The stages of these tests.
using EventsHere =
    EventList<CaseReferred, PutOnAgenda, DeliberationOpened, MemberRecused, RecusalRuled,
              CandidateProposed, BallotOpened, BallotCast, BallotClosed, BallotVoided, RollClosed,
              PaperCountEntered, PaperBallotCounted, TieBroken, ElectionCountEntered,
              ElectionRoundClosed, ElectionTieBroken, BodyApproved, BodyRejected, BodyAdvised,
              BodyNotified, BodyElected, ResolutionSent, ResolutionObjected, ResolutionEffective,
              ReturnedToScreening, ReturnedToAssessing, ReviewDeferred, GatesPassed,
              DeciderDeclared, PersonSelected, SelectionOverridden, DecreeDrafted, DecreeSigned,
              DecreeNumberVoided, DecreeReturnedToReview, DecreeReturnedToDraft, DecreeRegistered,
              DecreePublished, AppointmentStayed, StayLifted, CaseAnnulled, LotAnnounced,
              NominationWithdrawn, CaseUnfilled, DeadlineSet, DeadlineRecounted, HintRaised,
              InterestDeclared, TranscriptionConfirmed, TranscriptionDisputed>;

StreamKind case_kind() {
  auto kind = stream_kind<Case>(case_chart(), EventsHere{});
  static auto const fold = kind.fold;
  kind.fold = [](void* state, Recorded const& recorded) {
    keep_transcription(*static_cast<Case*>(state), recorded);
    fold(state, recorded);
  };
  return kind;
}

rules::Calendar calendar() {
  rules::Calendar calendar;
  calendar.code = Code{"iran"};
  calendar.offset = std::chrono::minutes{210};
  return calendar;
}

Nominee admitted_nominee(std::string_view name) {
  Nominee one;
  one.id = nominee(name);
  one.person = person(name);
  one.nominators.push_back({.person = member(2), .channel = rules::Channel::body_member});
  one.standing = Standing::admitted;
  return one;
}

Case case_in_review() {
  Case state;
  state.id = StreamId{"case/c-1"};
  state.post = StreamId{"post/p-1"};
  state.post_title = {"مدیر مالی"};
  state.ruleset = StreamId{"ruleset/r-1"};
  state.rules = sha256("rules");
  state.published = judge::at("2026-10-01T06:00:00.000Z");
  state.budget_line = StreamId{"budget/b-1"};
  state.reserved = 900;
  state.budget_confirmed = true;
  for (auto const name : {"arash", "bahar", "kaveh", "dorsa"})
    state.nominees[nominee(name)] = admitted_nominee(name);
  state.permitted = {nominee("arash"), nominee("bahar"), nominee("kaveh")};
  return state;
}

void put_registry(judge::FakeView& view) {
  registry::Log log;
  log.purpose = registry::Purpose::live;
  log.city = "کرج";
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar());
  view.put(registry::log_stream(), log, {"Opened"});

  registry::Body body;
  body.code = Code{"council"};
  body.seats = 13;
  for (int number = 1; number <= 13; ++number)
    body.members[member(number)] = number == 1 ? registry::Office::chair : registry::Office::member;
  body.members[PersonId{"s-01"}] = registry::Office::secretary;
  view.put(StreamId{"body/council"}, body, {"Formed"});
  view.put(StreamId{"body/province"}, body, {"Formed"});

  registry::Post post;
  post.title = {"مدیر مالی"};
  post.claimed_by = StreamId{"case/c-1"};
  view.put(StreamId{"post/p-1"}, post, {"Claimed"});
  registry::BudgetLine line;
  line.amount = 1000;
  line.reserved[StreamId{"case/c-1"}] = 900;
  view.put(StreamId{"budget/b-1"}, line, {"Opened"});
  registry::DecreeSeries series;
  series.counts["ش/1405/"] = 42;
  view.put(registry::city_decrees(), series, {"Opened"});
  std::vector<PersonId> people{PersonId{"m-ayor"}, PersonId{"t-1"}, PersonId{"s-01"},
                               PersonId{"p-dorsa"}};
  for (int number = 1; number <= 13; ++number) people.push_back(member(number));
  for (auto const& id : people) {
    registry::Person one;
    one.id = id;
    view.put(stream_of("person", id.text), one, {"Registered"});
  }
}

void put_session(judge::FakeView& view, int present) {
  session::Session meeting;
  meeting.id = StreamId{"session/s-1"};
  meeting.body = StreamId{"body/council"};
  meeting.ruleset = StreamId{"ruleset/r-1"};
  for (int number = 1; number <= present; ++number) meeting.present.insert(member(number));
  view.put(StreamId{"session/s-1"}, meeting, {"Open"});
}

}  // namespace

rules::Gate gate(std::string_view code, rules::GateKind kind, std::string_view body) {
  rules::Gate one;
  one.code = Code{std::string{code}};
  one.body = Code{std::string{body}};
  one.kind = kind;
  return one;
}

rules::RuleSet council_rules() {
  rules::RuleSet rules;
  rules.title = {"نظام شایسته‌گزینی", "Merit selection"};
  rules.calendar = Code{"iran"};
  rules.deciding_role = Code{"mayor"};
  rules.gates = {gate("consent", rules::GateKind::consent)};
  rules.ballots[Code{"council"}].seats = 13;
  rules.ballots[Code{"province"}].seats = 13;
  rules.decree = {.prefix = "ش/{year}/", .start = 1, .yearly = true};
  rules.limits.term_years = 4;
  rules.limits.acting_days_max = 120;
  return rules;
}

rules::BallotRule& ballot_rule(rules::RuleSet& rules) { return rules.ballots[Code{"council"}]; }

NomineeId nominee(std::string_view name) { return {"n-" + std::string{name}}; }

PersonId person(std::string_view name) { return {"p-" + std::string{name}}; }

PersonId member(int number) { return {(number < 10 ? "m-0" : "m-") + std::to_string(number)}; }

Call by_member(int number) { return judge::call(member(number).text, "body_member"); }
Call by_chair() { return judge::call("m-01", "body_chair"); }
Call by_secretary() { return judge::call("s-01", "body_secretary"); }
Call by_mayor() { return judge::call("m-ayor", "mayor"); }
Call by_affairs() { return judge::call("a-01", "administrative_affairs"); }

std::unique_ptr<Council> awaiting(rules::RuleSet rules, int present) {
  auto council = std::make_unique<Council>();
  auto& view = council->judge.view;
  view.know(case_kind());
  view.know(registry::registry_workflow());
  view.know(session::session_workflow());
  view.know(judge::bare_kind("ruleset", judge::states_only("ruleset", {"InForce"})));
  ruleset::RuleSetStream stream;
  stream.rules = std::make_shared<rules::RuleSet const>(std::move(rules));
  view.put(StreamId{"ruleset/r-1"}, stream, {"InForce"});
  put_registry(view);
  put_session(view, present);
  view.put(council->stream, case_in_review(), {"Hearing", "Clear"});
  for (auto const name : {"arash", "bahar", "kaveh", "dorsa"})
    council->judge.facts.people.names[person(name)] = "نام " + std::string{name};

  view.move(council->stream, {"AwaitingSession", "Clear"});
  Decision decision;
  auto const call = by_secretary();
  follow_gates(decision, {call, council->stream, view, council->judge.facts}, 0);
  for (auto const& emitted : decision.events) view.record(emitted.stream, emitted.event, call);
  if (council->state().review)
    council->act(by_secretary(), PutCaseOnAgenda{.session = council->session}).value();
  return council;
}

DeclareInterestAsMember none_declared(Council& council) {
  DeclareInterestAsMember declaration;
  for (auto const& id : council.state().permitted) declaration.interests[id] = Interest::none;
  return declaration;
}

void declare_none(Council& council, int members) {
  auto const declaration = none_declared(council);
  for (int number = 1; number <= members; ++number)
    council.act(by_member(number), declaration).value();
}

void record_motion(Council& council, session::MotionEntered motion, bool confirmed) {
  auto& motions = council.meeting().motions;
  motion.motion = std::ssize(motions) + 1;
  motion.about = council.stream;
  motions.push_back({.entered = motion,
                     .writers = {by_secretary().actor},
                     .entered_at = by_secretary().now,
                     .present = council.meeting().present,
                     .rev = confirmed ? std::optional{motion.motion + 20} : std::nullopt});
}

std::unique_ptr<Council> deliberating(rules::RuleSet rules, int present) {
  auto council = awaiting(std::move(rules), present);
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  return council;
}

std::unique_ptr<Council> proposed(rules::RuleSet rules, int present) {
  auto council = deliberating(std::move(rules), present);
  council->act(by_chair(), ProposeCandidate{.nominee = nominee("arash")}).value();
  return council;
}

std::unique_ptr<Council> balloting(rules::RuleSet rules, int present) {
  auto council = proposed(std::move(rules), present);
  council->act(by_secretary(), OpenBallot{.ballot = Code{"b-1"}}).value();
  return council;
}

void vote(Council& council, Code const& ballot, Votes votes) {
  auto const& open = *council.state().review->ballot;
  bool const secret = open.secrecy == ballot::Secrecy::secret;
  auto voters = open.present;
  std::erase_if(voters, [&](PersonId const& member) { return is_among(open.recused, member); });
  auto next = voters.begin();
  auto const cast = [&](int count, Choice choice) {
    for (; count > 0; --count, ++next) {
      auto const call = judge::call(next->text, "body_member");
      CastBallot command{.ballot = ballot, .choice = choice, .boxed = false};
      if (secret) {
        command = {.ballot = ballot, .choice = std::nullopt, .boxed = true};
        council.judge.facts.boxes[ballot.text].emplace_back(name_of(choice));
      }
      council.act(call, command).value();
    }
  };
  cast(votes.yes, Choice::yes);
  cast(votes.no, Choice::no);
  cast(votes.abstain, Choice::abstain);
}

Result<Decision> decide_on(Council& council, std::string_view name, std::string_view ballot,
                           Votes votes) {
  Code const code{std::string{ballot}};
  if (council.state().review->candidate != nominee(name))
    council.act(by_chair(), ProposeCandidate{.nominee = nominee(name)}).value();
  council.act(by_secretary(), OpenBallot{.ballot = code}).value();
  vote(council, code, votes);
  return council.act(by_secretary(), CloseBallot{.ballot = code});
}

std::unique_ptr<Council> decreeing(rules::RuleSet rules) {
  auto council = deliberating(std::move(rules));
  decide_on(*council, "arash", "b-1", {9, 4}).value();
  DeclareAsDecider declaration;
  for (auto const& id : council->state().permitted) declaration.interests[id] = Interest::none;
  declaration.interests[nominee("dorsa")] = Interest::none;
  council->act(by_mayor(), declaration).value();
  return council;
}

}  // namespace gozin::appointment
