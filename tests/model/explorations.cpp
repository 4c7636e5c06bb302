#include "tests/model/explorations.hpp"

#include "tests/model/city.hpp"

#include <algorithm>

namespace gozin::model {
namespace {

using rules::GateKind;

StreamId const kCase{"case/c-1"};
StreamId const kOther{"case/c-2"};
StreamId const kSession{"session/council-1"};

appointment::Case const& case_in(World const& world) {
  return *world.state<appointment::Case>(kCase);
}

Exploration early() {
  return {.name = "early stages",
          .start = city(small_rules()),
          .streams = {kCase, kOther},
          .moves = {"OpenCase", "DescribeVacancy", "AmendVacancy", "SubmitVacancy",
                    "ProposePaperFile", "ConfirmPaperFile", "ConfirmEstablishment",
                    "RefuseEstablishment", "ConfirmBudget", "RefuseBudget", "AnnounceLot",
                    "AppointPanel", "PublishVacancy", "ProposeDirectly", "CancelCase"},
          // A second case is tried at every point and followed no further.
          .bounds = [](World const& world) { return !world.folded(kOther); }};
}

Exploration nominating() {
  return {.name = "nominating",
          .start = Story{small_rules()}.published().world(),
          .streams = {kCase},
          .moves = {"Nominate", "MatchNominee", "MergeNominations", "ConsentToNomination",
                    "DeclineNomination", "CloseNominations", "WithdrawNomination"},
          .bounds = [](World const& world) { return case_in(world).nominees.size() <= 2; }};
}

/// One objection and one piece of evidence.
bool is_one_objection(World const& world) {
  std::size_t evidence = 0;
  for (auto const& [id, nominee] : case_in(world).nominees) evidence += nominee.evidence.size();
  return evidence <= 1 && case_in(world).objections.size() <= 1;
}

Exploration screening() {
  return {.name = "screening",
          .start = Story{small_rules()}.closed().world(),
          .streams = {kCase},
          .moves = {"FileEvidence", "VerifyEvidence", "AdmitNominee", "ExcludeNominee",
                    "ServeNotice", "CompleteScreening", "RaiseObjection", "DismissObjection"},
          .bounds = is_one_objection};
}

/// One recusal or one reserve who came in; two of either add nothing but their number.
bool is_one_stand_in(World const& world) {
  auto const& panel = case_in(world).panel;
  auto const changed = std::ranges::count_if(panel, [](appointment::Assessor const& one) {
    return one.recused || !one.recused_from.empty() || !one.only.empty();
  });
  return changed <= 1;
}

/// One hint of two is disposed of beforehand: either is like the other.
Exploration declaring() {
  return {.name = "declaring",
          .start = Story{small_rules()}.screened().act("azar", "DisposeHint").world(),
          .streams = {kCase},
          .moves = {"DeclareInterest", "DisposeHint", "RecuseAssessor", "ReplaceAssessor",
                    "CompleteDeclarations"},
          .bounds = is_one_stand_in};
}

Exploration sealing() {
  return {.name = "sealing",
          .start = Story{small_rules()}.sealing().world(),
          .streams = {kCase},
          .moves = {"DeclareInterest", "RecuseAssessor", "ReplaceAssessor", "SealScoreSheet",
                    "RevealScores"},
          .bounds = is_one_stand_in};
}

Exploration ranking() {
  auto rules = small_rules();
  rules.scoring.moderation_threshold = 2;
  return {.name = "ranking",
          .start = Story{rules}.sealing().world(),
          .streams = {kCase},
          .moves = {"SealScoreSheet", "ReviseScore", "NoteAnalysis", "AnnounceLot",
                    "EstablishRanking", "ConfirmShortlist", "WithdrawNomination"}};
}

rules::RuleSet rules_of_two_rounds(std::optional<Code> const& scored_by) {
  auto rules = small_rules();
  auto talk = rules.criteria.front();
  talk.code = Code{"talk"};
  talk.weight = rules.criteria.front().weight = ExactText{"1/2"};
  talk.instrument = rules::Instrument::interview;
  rules.criteria.push_back(talk);
  rules.rounds.front().cut_off = ExactText{"3/2"};
  rules.rounds.push_back({talk.code, {}, {talk.code}, scored_by, {}});
  return rules;
}

Exploration two_rounds() {
  return {.name = "a second round",
          .start = Story{rules_of_two_rounds({})}.sealing().world(),
          .streams = {kCase},
          .moves = {"SealScoreSheet", "AnnounceLot", "EstablishRanking", "OpenRound",
                    "ConfirmShortlist"},
          .waits = false};
}

/// Of its two members one assesses; the other says nothing until the time is over.
Exploration body_round() {
  return {.name = "a round that a body scores",
          .start = Story{rules_of_two_rounds(Code{"commission"})}.sealing().world(),
          .streams = {kCase},
          .moves = {"SealScoreSheet", "EstablishRanking", "OpenRound", "DeclareInterest",
                    "RecuseAssessor", "CompleteDeclarations", "RevealScores", "ConfirmShortlist"},
          .bounds = is_one_stand_in};
}

Exploration objecting() {
  return {.name = "objecting",
          .start = Story{small_rules()}.hearing().world(),
          .streams = {kCase},
          .moves = {"PublishRanking", "RaiseObjection", "DismissObjection", "UpholdObjection",
                    "FileEvidence", "VerifyEvidence", "AdmitNominee", "ExcludeNominee",
                    "ServeNotice", "DeclareInterest", "SealScoreSheet", "ConcludeReadmission",
                    "NoteAnalysis", "CloseObjections"},
          .bounds = is_one_objection};
}

/// What belongs to no stage, in the middle of one.
Exploration conduct() {
  auto story = Story{small_rules()};
  story.published().act("c-1", "Nominate", 0).act("p-1", "ConsentToNomination");
  return {.name = "accounts, corrections, substitutes",
          .start = story.world(),
          .streams = {kCase},
          .moves = {"FileEvidence", "RequestAccount", "GiveAccount", "ProposeCorrection",
                    "ConfirmCorrection", "DelegateTask"},
          .waits = false,
          .bounds = [](World const& world) {
            auto const& state = case_in(world);
            return is_one_objection(world) && state.corrections.size() <= 1 &&
                   state.accounts.size() + state.delegations.size() <= 1;
          }};
}

/// Whether there is nothing that the exploration of one ballot after another would add.
bool is_one_ballot(World const& world) { return case_in(world).ballots.size() <= 1; }
bool is_two_ballots(World const& world) { return case_in(world).ballots.size() <= 2; }

rules::RuleSet consenting_rules() {
  auto rules = small_rules();
  rules.gates = {gate("council", GateKind::consent)};
  rules.gates.front().binds_after =
      rules::AfterPeriod{Code{"conformity_board"}, {14, rules::DayCount::calendar_days}};
  rules.gates.push_back(gate("second", GateKind::advisory));
  return rules;
}

/// Until the ballot: who declares what, who stands aside, who is proposed.
Exploration deliberating() {
  return {
      .name = "deliberating",
      .start = Story{consenting_rules()}.heard().world(),
      .streams = {kCase, kSession},
      .moves = {"PutOnAgenda", "OpenItem", "DeclareInterestAsMember", "RecuseMember", "EnterMotion",
                "ConfirmMotion", "RuleOnRecusal", "ProposeCandidate", "OpenBallot", "VoidBallot"},
      .waits = false,
      .bounds = is_one_ballot};
}

/// From the ballot on: what was decided, when it binds, what comes next.
Exploration consent() {
  return {.name = "consent, by open vote",
          .start = Story{consenting_rules()}.proposed().world(),
          .streams = {kCase, kSession},
          .moves = {"OpenBallot", "CastBallot", "CloseBallot", "ObjectToResolution",
                    "ConfirmResolution", "PutOnAgenda", "OpenItem"},
          .bounds = is_one_ballot};
}

/// One electronic ballot until it is closed, with the chair in the room.
bool is_one_call(World const& world) {
  auto const& state = case_in(world);
  bool const plain = !state.review || !state.review->ballot ||
                     (state.review->ballot->medium == appointment::Medium::electronic &&
                      state.review->ballot->question == appointment::Question::candidate);
  auto const* session = world.state<session::Session>(kSession);
  return plain && state.ballots.empty() && session->present.contains(PersonId{"m-1"});
}

Exploration attendance() {
  auto rules = small_rules();
  rules.gates = {gate("council", GateKind::consent)};
  return {.name = "who is in the room",
          .start = Story{rules}.proposed().world(),
          .streams = {kCase, kSession},
          .moves = {"RecordAttendance", "OpenBallot", "CastBallot", "CloseBallot", "CloseSession",
                    "DeferReview"},
          .waits = false,
          .bounds = is_one_call};
}

/// What a gate that is only told leaves to do: nothing.
Exploration notified() {
  auto rules = small_rules();
  rules.gates = {gate("told", GateKind::notified), gate("also", GateKind::notified)};
  return {.name = "a body that is told",
          .start = Story{rules}.hearing().act("azar", "PublishRanking").pass(4).world(),
          .streams = {kCase},
          .moves = {"CloseObjections"},
          .waits = false};
}

Exploration election() {
  auto rules = small_rules();
  rules.gates = {gate("council", GateKind::election)};
  rules.gates.front().binds_after =
      rules::AfterPeriod{Code{"conformity_board"}, {14, rules::DayCount::calendar_days}};
  rules.ballots[Code{"council"}].rule.secrecy = ballot::Secrecy::secret;
  rules.ballots[Code{"council"}].rule.tie = ballot::TieRule::second_round;
  return {.name = "election, by secret vote in rounds",
          .start = Story{rules}.proposed().world(),
          .streams = {kCase, kSession},
          .moves = {"ProposeCandidate", "OpenBallot", "CastBallot", "CloseBallot",
                    "ConfirmResolution", "WithdrawNomination", "EnterMotion", "ConfirmMotion",
                    "ReturnToScreening", "ReturnToAssessing"},
          .bounds = is_two_ballots};
}

rules::RuleSet electing_rules(ballot::TieRule tie) {
  auto rules = small_rules();
  rules.gates = {gate("council", GateKind::election)};
  rules.choice.n = 2;
  auto& rule = rules.ballots[Code{"council"}].rule;
  rule.values = ballot::Values::choose_one;
  rule.tie = tie;
  return rules;
}

bool is_two_electronic(World const& world) {
  auto const& review = case_in(world).review;
  bool const electronic =
      !review || !review->ballot || review->ballot->medium == appointment::Medium::electronic;
  return electronic && is_two_ballots(world);
}

/// By names, openly: a tie leads to another round.
Exploration names() {
  auto rules = electing_rules(ballot::TieRule::second_round);
  return {.name = "election by names",
          .start = Story{rules}.debated().world(),
          .streams = {kCase, kSession},
          .moves = {"OpenBallot", "CastElectionBallot", "CloseBallot"},
          .waits = false,
          .bounds = is_two_electronic};
}

/// By names on secret papers: a tie is broken by the chair.
Exploration names_on_paper() {
  auto rules = electing_rules(ballot::TieRule::chair);
  rules.ballots[Code{"council"}].rule.secrecy = ballot::Secrecy::secret;
  return {.name = "election by names, on paper",
          .start = Story{rules}.debated().world(),
          .streams = {kCase, kSession},
          .moves = {"OpenBallot", "RecordPaperRoll", "CloseRoll", "EnterElectionCount",
                    "ConfirmPaperCount", "SettleElectionTie"},
          .waits = false,
          .bounds = is_one_ballot};
}

Exploration advice() {
  auto rules = small_rules();
  rules.gates = {gate("told", GateKind::notified), gate("advice", GateKind::advisory)};
  rules.ballots[Code{"council"}].rule.tie = ballot::TieRule::lot;
  return {.name = "advice, on paper",
          .start = Story{rules}.proposed().world(),
          .streams = {kCase, kSession},
          .moves = {"OpenBallot", "RecordPaperRoll", "CloseRoll", "EnterPaperCount",
                    "ConfirmPaperCount", "AnnounceLot", "SettleTie"},
          .bounds = is_one_ballot};
}

/// Only the one with two hats comes and goes.
bool is_double_hat(World const& world) {
  auto const* session = world.state<session::Session>(kSession);
  return is_one_ballot(world) && session->present.contains(PersonId{"m-1"}) &&
         session->present.contains(PersonId{"m-2"});
}

Exploration double_hats() {
  auto rules = small_rules();
  rules.gates = {gate("council", GateKind::consent)};
  auto story = Story{rules};
  // m-3 sits on the panel and on the council: the one duty shuts out the other.
  story.authorised().act("azar", "AppointPanel", 1).act("azar", "PublishVacancy");
  story.closed_from_published().screened_from_closed();
  story.act("azar", "DisposeHint").act("azar", "DisposeHint");
  for (auto const name : {"dorsa", "arash", "m-3"}) story.act(name, "DeclareInterest");
  for (auto const name : {"arash", "arash", "m-3", "m-3"}) story.act(name, "SealScoreSheet");
  story.act("arash", "EstablishRanking").pass(4).act("arash", "ConfirmShortlist");
  story.act("azar", "PublishRanking").pass(4).act("azar", "CloseObjections");
  story.act("sara", "PutOnAgenda").act("sara", "OpenItem");
  for (auto const name : {"m-1", "m-2"}) story.act(name, "DeclareInterestAsMember");
  story.act("m-1", "ProposeCandidate");
  return {.name = "a member who was an assessor",
          .start = story.world(),
          .streams = {kCase, kSession},
          .moves = {"DeclareInterestAsMember", "RecuseMember", "RecordAttendance", "OpenBallot",
                    "CastBallot", "RecordPaperRoll", "CloseBallot", "CloseRoll", "EnterPaperCount",
                    "ConfirmPaperCount"},
          .waits = false,
          .bounds = is_double_hat};
}

std::set<std::string_view> const kDecreeing{
    "DeclareAsDecider", "SelectPerson",    "OverrideSelection",  "DraftDecree",
    "SignDecree",       "RegisterDecree",  "PublishDecree",      "ReturnDecreeToDraft",
    "VoidDecreeNumber", "CancelCase",      "WithdrawNomination", "StayAppointment",
    "LiftStay",         "AnnulAppointment"};

Exploration decreeing() {
  return {.name = "decreeing and after",
          .start = Story{small_rules()}.heard().ordered().world(),
          .streams = {kCase, kOther},
          .moves = kDecreeing,
          .waits = false,
          .bounds = [](World const& world) { return !world.folded(kOther); }};
}

Exploration returned() {
  auto rules = small_rules();
  rules.gates = {gate("told", GateKind::notified), gate("council", GateKind::consent)};
  rules.inquiries = {{.code = Code{"court"},
                      .title = {},
                      .of = rules::InquiryScope::selected,
                      .by = rules::InquiryStep::decree,
                      .silence = rules::Silence::proceed_conditionally,
                      .clock = {.days = 3, .counted = rules::DayCount::calendar_days}}};
  auto story = Story{rules}.proposed().act("sara", "OpenBallot");
  for (auto const name : {"m-1", "m-2", "m-3"}) story.act(name, "CastBallot", 0);
  story.act("sara", "CloseBallot").act("mayor", "DeclareAsDecider");
  return {.name = "decrees under a gate and an inquiry",
          .start = story.world(),
          .streams = {kCase},
          .moves = {"SelectPerson", "OverrideSelection", "SendInquiry", "AnswerInquiry",
                    "DraftDecree", "SignDecree", "ReturnDecreeToReview", "ReturnDecreeToDraft",
                    "RegisterDecree", "PublishDecree", "WithdrawNomination"}};
}

Exploration direct() {
  auto story = Story{small_rules()};
  story.act("omid", "OpenCase", 1).act("omid", "DescribeVacancy", 1).act("omid", "SubmitVacancy");
  story.act("azar", "ConfirmEstablishment").act("farhad", "ConfirmBudget");
  story.act("mayor", "ProposeDirectly");
  return {.name = "the direct route",
          .start = story.world(),
          .streams = {kCase},
          .moves = kDecreeing,
          .waits = false};
}

}  // namespace

std::vector<Exploration> explorations() {
  std::vector<Exploration> all{
      early(),       nominating(), screening(), declaring(), sealing(),        ranking(),
      two_rounds(),  body_round(), objecting(), conduct(),   deliberating(),   consent(),
      attendance(),  notified(),   election(),  names(),     names_on_paper(), advice(),
      double_hats(), decreeing(),  returned(),  direct()};
  for (auto& exploration : recused_bodies()) all.push_back(std::move(exploration));
  for (auto& exploration : remands()) all.push_back(std::move(exploration));
  for (auto& exploration : written_down()) all.push_back(std::move(exploration));
  for (auto& exploration : acting_heads()) all.push_back(std::move(exploration));
  return all;
}

}  // namespace gozin::model
