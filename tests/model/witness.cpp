#include "tests/model/witness.hpp"

#include <algorithm>
#include <array>

namespace gozin::model {
namespace {

using namespace appointment;
using namespace std::string_view_literals;

/// What may happen after the end of a case, and while it is suspended (design: the life of a case).
constexpr std::array kAlways{
    "DeadlineSet"sv,          "DeadlineExtended"sv,  "DeadlineMissed"sv,
    "InfluenceReported"sv,    "ContactRegistered"sv, "NoticeAttempted"sv,
    "NoticeServed"sv,         "NoteAdded"sv,         "DocumentAttached"sv,
    "CorrectionProposed"sv,   "CorrectionDropped"sv, "ErrorCorrected"sv,
    "AccountRequested"sv,     "AccountGiven"sv,      "CaseResumed"sv,
    "DeadlineReminded"sv,     "CallOpened"sv,        "TranscriptionConfirmed"sv,
    "TranscriptionDisputed"sv};
/// With which event which stage begins.
constexpr std::array<std::pair<std::string_view, Phase>, 9> kBeginnings{
    {{"VacancySubmitted", Phase::authorising},
     {"VacancyAuthorised", Phase::authorised},
     {"VacancyPublished", Phase::nominating},
     {"NominationsClosed", Phase::screening},
     {"ScreeningCompleted", Phase::assessing},
     {"ShortlistConfirmed", Phase::objecting},
     {"ObjectionsClosed", Phase::reviewing},
     {"GatesPassed", Phase::decreeing},
     {"DirectAppointmentProposed", Phase::decreeing}}};
constexpr std::array kAfterAppointment{"CaseSuspended"sv, "AppointmentStayed"sv, "StayLifted"sv,
                                       "CaseAnnulled"sv};
constexpr std::array kWhileSuspended{"ObjectionRaised"sv,    "NominationWithdrawn"sv,
                                     "NominationDeclined"sv, "CaseCancelled"sv,
                                     "CaseAnnulled"sv,       "BallotVoided"sv};

/// By which act somebody does which duty.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kDuties{
    {{"PaperFileProposed", "administrative_affairs"},
     {"PaperFileTakenOver", "finance"},
     {"VacancySubmitted", "department_officer"},
     {"EstablishmentConfirmed", "administrative_affairs"},
     {"PanelAppointed", "administrative_affairs"},
     {"VacancyPublished", "administrative_affairs"},
     {"NomineeAdmitted", "administrative_affairs"},
     {"NomineeExcluded", "administrative_affairs"},
     {"DecreeDrafted", "administrative_affairs"},
     {"DecreeRegistered", "administrative_affairs"},
     {"DecreePublished", "administrative_affairs"},
     {"BudgetConfirmed", "finance"},
     {"NominationReceived", "nominator"},
     {"ScoreSheetSealed", "assessor"},
     {"ScoreRevised", "assessor"},
     {"RankingEstablished", "assessor"},
     {"ShortlistConfirmed", "assessor"},
     {"BallotCast", "body_member"},
     {"DirectAppointmentProposed", "decider"},
     {"PersonSelected", "decider"},
     {"SelectionOverridden", "decider"},
     {"DecreeSigned", "decider"},
     {"ObjectionDismissed", "objections_officer"},
     {"ObjectionSettled", "objections_officer"},
     {"NomineeReadmitted", "objections_officer"}}};

constexpr std::array kGranted{"department_officer"sv,
                              "administrative_affairs"sv,
                              "finance"sv,
                              "clerk"sv,
                              "mayor"sv,
                              "governor"sv,
                              "minister"sv,
                              "conformity_board"sv,
                              "inspectorate"sv,
                              "objections_officer"sv};

template <std::size_t N>
bool is_in(std::array<std::string_view, N> const& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool has_grant(RegisterSeen const& seen, PersonId const& person, std::string_view role) {
  return seen.grants.contains({person, Code{std::string{role}}});
}

bool has_seat(RegisterSeen const& seen, PersonId const& person, std::string_view role) {
  return std::ranges::any_of(seen.seats, [&](auto const& body) {
    auto const found = body.second.find(person);
    if (found == body.second.end()) return false;
    if (role == "body_secretary") return found->second == registry::Office::secretary;
    if (role == "body_chair") return found->second == registry::Office::chair;
    return found->second != registry::Office::secretary;
  });
}

bool is_nominee(CaseSeen const& seen, PersonId const& person) {
  return std::ranges::any_of(seen.nominees,
                             [&](auto const& one) { return one.second.person == person; });
}

/// Whether this is somebody's office at all, as the register and the case say.
bool holds(Witness const& witness, CaseSeen const& seen, PersonId const& person,
           std::string_view role) {
  auto const& known = witness.register_seen;
  if (role == "clock") return person.text == "clock";
  if (role == "citizen") return known.people.contains(person) || person.text == "anonymous";
  if (role == "nominee") return is_nominee(seen, person);
  if (role == "decider") return has_grant(known, person, witness.rules_of(seen).deciding_role.text);
  if (role.starts_with("body_")) return has_seat(known, person, role);
  if (role == "assessor" || role == "panel_chair")
    return seen.panel.contains(person) || seen.reserves.contains(person);
  return is_in(kGranted, role) && has_grant(known, person, role);
}

void see_register(RegisterSeen& seen, Recorded const& recorded) {
  auto const& event = recorded.event;
  if (auto const* person = event.as<registry::PersonRegistered>())
    seen.people.insert(person->person);
  if (auto const* grant = event.as<registry::RoleGranted>())
    seen.grants.insert({PersonId{std::string{recorded.at.stream.key()}}, grant->role});
  if (auto const* seated = event.as<registry::MemberSeated>())
    seen.seats[recorded.at.stream][seated->person] = seated->office;
  if (auto const* left = event.as<registry::MemberLeft>())
    seen.seats[recorded.at.stream].erase(left->person);
}

void see_money(Witness& witness, Recorded const& recorded) {
  auto const& event = recorded.event;
  auto& line = witness.budgets[recorded.at.stream];
  if (auto const* opened = event.as<registry::BudgetLineOpened>()) line.amount = opened->amount;
  if (auto const* reserved = event.as<registry::CreditReserved>()) {
    witness.demand(!line.reserved.contains(reserved->by), "credit reserved twice for one case");
    line.reserved[reserved->by] = reserved->amount;
  }
  if (auto const* released = event.as<registry::CreditReleased>()) {
    witness.demand(line.reserved.contains(released->by) || line.used.contains(released->by),
                   "credit released that was not held");
    line.reserved.erase(released->by);
    line.used.erase(released->by);
  }
  if (auto const* used = event.as<registry::CreditUsed>()) {
    witness.demand(line.reserved.contains(used->by), "credit used that was not reserved");
    line.used[used->by] = line.reserved[used->by];
    line.reserved.erase(used->by);
  }
  std::int64_t bound = 0;
  for (auto const& [by, amount] : line.reserved) bound += amount;
  for (auto const& [by, amount] : line.used) bound += amount;
  witness.demand(bound <= line.amount, "more credit bound than the budget line has");
}

void see_session(Witness& witness, Recorded const& recorded) {
  auto const& event = recorded.event;
  auto& session = witness.sessions[recorded.at.stream];
  if (auto const* called = event.as<session::SessionCalled>()) session.body = called->body;
  if (event.as<session::SessionOpened>()) session.open = true;
  if (event.as<session::SessionClosed>()) session.open = false;
  if (auto const* entered = event.as<session::MotionEntered>()) {
    session.entered.emplace(entered->motion, *entered);
    witness.demand(session.room.contains(entered->mover), "a motion by somebody who is not there");
  }
  if (auto const* confirmed = event.as<session::MotionConfirmed>()) {
    auto const& motion = session.entered.at(confirmed->motion);
    witness.demand(recorded.at.actor != motion.mover && recorded.at.actor != motion.member &&
                       session.room.contains(recorded.at.actor),
                   "a motion confirmed by who had a part in it");
    (motion.carried ? session.carried : session.lost).insert({motion.procedure, motion.about});
  }
  auto const* attendance = event.as<session::AttendanceRecorded>();
  if (!attendance) return;
  // The secretary's entry counts; a member's own word ends it but cannot begin it, except in a
  // ballot at whose opening they were there.
  bool const own = recorded.at.role.text == "body_member" && recorded.at.behalf.empty();
  bool const left = attendance->presence == session::Presence::left;
  if (left) {
    session.room.erase(attendance->member);
    session.said.erase(attendance->member);
    if (own) session.departed.insert(attendance->member);
  } else {
    session.departed.erase(attendance->member);
    (own ? session.said : session.room).insert(attendance->member);
  }
}

/// What an act on another case of the post leaves in that of an acting head; whoever did it holds
/// an office there.
bool follows_elsewhere(Recorded const& recorded) {
  auto const* owed = recorded.event.as<DeadlineSet>();
  return recorded.event.as<CallOpened>() || (owed && owed->name.text == "stage.acting_call");
}

}  // namespace

std::string fresh_text(int number) {
  auto const digits = std::to_string(number);
  return ".." + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

PersonId principal_of(Envelope const& at) { return at.behalf.empty() ? at.actor : at.behalf; }

void Witness::demand(bool holds, std::string_view what, std::string const& detail) {
  if (!holds) broken.push_back(std::string{what} + (detail.empty() ? "" : ": " + detail));
}

rules::RuleSet const& Witness::rules_of(CaseSeen const& seen) const {
  return *charter->rules.at(seen.ruleset);
}

void Witness::see(Recorded const& recorded) {
  see_envelope(recorded);
  auto const kind = recorded.at.stream.kind();
  if (kind == "person" || kind == "body") see_register(register_seen, recorded);
  if (kind == "budget") see_money(*this, recorded);
  if (kind == "post") see_post(*this, recorded);
  if (kind == "session") see_session(*this, recorded);
  if (kind == "case") see_case(recorded);
  if (auto const* taken = recorded.event.as<registry::DecreeNumberTaken>())
    demand(register_seen.numbers.value.insert(taken->number.text).second, "a decree number twice");
}

/// No gap, and no time running backwards (threat T19).
void Witness::see_envelope(Recorded const& recorded) {
  auto const& at = recorded.at;
  demand(at.seq == last_seq_ + 1, "a gap in the log");
  demand(at.recorded >= last_recorded_, "recorded time running backwards");
  demand(at.occurred <= at.recorded, "an act recorded before it happened");
  last_seq_ = at.seq;
  last_recorded_ = at.recorded;
}

void Witness::see_case(Recorded const& recorded) {
  auto const& type = recorded.event.type().name;
  auto& seen = cases[recorded.at.stream];
  demand(recorded.at.rev == seen.rev.value + 1, "a gap in the stream");
  auto const begun =
      std::ranges::find(kBeginnings, type, &std::pair<std::string_view, Phase>::first);
  if (begun != kBeginnings.end()) {
    seen.before.value[seen.rev.value] = std::make_shared<CaseSeen const>(seen);
    seen.begun.value[begun->second] = {recorded.at.stream, seen.rev.value};
  }
  seen.rev.value = recorded.at.rev;
  see_taken_over(seen, recorded);
  bool const always = is_in(kAlways, type);
  bool const undone = (seen.ended == "appointed" && is_in(kAfterAppointment, type)) ||
                      (seen.ended == "annulled" && recorded.event.as<CaseRemanded>());
  demand(seen.ended.empty() || always || undone, "an event after the end", std::string{type});
  demand(!seen.suspended || always || is_in(kWhileSuspended, type),
         "an event that a suspension does not permit", std::string{type});
  if (recorded.event.as<CaseSuspended>()) seen.suspended = true;
  if (recorded.event.as<CaseResumed>()) seen.suspended = false;

  if (!recorded.event.as<CaseOpened>() && !follows_elsewhere(recorded)) see_role(seen, recorded);
  Sight const sight{*this, seen, recorded.at, recorded.event};
  see_transcribing(sight);
  see_drafting(sight);
  see_nominating(sight);
  see_assessing(sight);
  see_objecting(sight);
  see_reviewing(sight);
  see_balloting(sight);
  see_decreeing(sight);
  see_conduct(sight);
  see_acting(sight);
  see_duty(seen, recorded);
}

/// A case that goes on from one that was struck down begins as that one was before a stage; what
/// people have done in that one since they have done.
void Witness::see_taken_over(CaseSeen& seen, Recorded const& recorded) {
  if (recorded.event.as<CaseRemanded>()) {
    demand(seen.ended == "annulled" && !seen.remanded, "a case sent back that stands, or twice");
    seen.remanded = true;
  }
  auto const* taken = recorded.event.as<CaseTakenOver>();
  if (!taken) return;
  auto const& annulled = cases[taken->annulled];
  auto const& before = cases[taken->takes_over.from].before.value;
  auto const found = before.find(taken->takes_over.through);
  demand(annulled.ended == "annulled", "a case taken over that stands");
  demand(annulled.defect_from == taken->defect_from, "a stage that the order does not name");
  auto const last = annulled.begun.value.find(taken->defect_from);
  demand(last != annulled.begun.value.end() &&
             last->second == std::pair{taken->takes_over.from, taken->takes_over.through},
         "a case taken over from another time than the last that the stage began");
  demand(recorded.at.rev == 0, "a case taken over by one that had begun");
  demand(found != before.end(), "a case taken over where no stage began");
  if (found == before.end()) return;
  seen = *found->second;
  // What was said against them since has been said.
  seen.earlier = annulled.earlier;
  for (auto const& pair : annulled.interests)
    if (!seen.interests.contains(pair)) seen.earlier.insert(pair);
  for (auto const& [person, done] : annulled.duties)
    seen.duties[person].insert(done.begin(), done.end());
  seen.rev.value = recorded.at.rev;
  seen.lot.reset();
  seen.corrections.clear();
  seen.annulled = taken->annulled;
}

/// Whoever acts holds the office in which they act, or it was passed on to them.
void Witness::see_role(CaseSeen const& seen, Recorded const& recorded) {
  auto const& at = recorded.at;
  auto const who = principal_of(at);
  demand(holds(*this, seen, who, at.role.text), "an act in a role that nobody gave",
         who.text + " " + at.role.text);
  bool const judges = at.role.text != "nominee" && at.role.text != "citizen";
  for (auto const& [id, nominee] : seen.nominees)
    demand(!judges || nominee.person != who ||
               (nominee.standing != "consented" && nominee.standing != "admitted"),
           "a nominee judging in their own case", who.text);
  if (at.behalf.empty()) return;
  bool const clerk = at.channel.text == "clerk" && has_grant(register_seen, at.actor, "clerk");
  bool const passed_on = std::ranges::any_of(seen.delegated, [&](auto const& one) {
    return one.first == at.behalf && one.second == std::pair{at.actor, at.role};
  });
  demand(clerk || passed_on, "an act for somebody who did not pass it on", at.actor.text);
}

/// One person in two duties of one case that exclude each other (threat T24).
void Witness::see_duty(CaseSeen& seen, Recorded const& recorded) {
  auto const found = std::ranges::find(kDuties, recorded.event.type().name,
                                       &std::pair<std::string_view, std::string_view>::first);
  if (found == kDuties.end() || seen.ruleset.empty()) return;
  std::set<PersonId> people{principal_of(recorded.at)};
  if (recorded.at.channel.text != "clerk") people.insert(recorded.at.actor);
  if (auto const* cast = recorded.event.as<BallotCast>()) people = {cast->voter};
  if (auto const* received = recorded.event.as<NominationReceived>())
    people = {received->nominator};
  // What the letters of a file on paper clear is cleared by whoever takes it over.
  bool const of_paper = seen.from_paper && recorded.at.role.text == "finance";
  std::string const wanted{of_paper ? std::string_view{"finance"} : found->second};
  for (auto const& person : people) {
    auto& held = seen.duties[person];
    for (auto const& pair : rules_of(seen).exclusive_duties) {
      bool const clash = (pair.first.text == wanted && held.contains(pair.second.text)) ||
                         (pair.second.text == wanted && held.contains(pair.first.text));
      demand(!clash, "one person in two duties that exclude each other",
             person.text + " " + pair.first.text + " " + pair.second.text);
    }
    held.insert(wanted);
  }
}

void Witness::conclude() {
  for (auto const& [stream, seen] : cases) {
    demand(
        seen.ended.empty() || seen.ended == "appointed" || !seen.decree || seen.ended == "annulled",
        "a decree number without decree or void", stream.text);
    bool const gone = seen.ended == "cancelled" || seen.ended == "unfilled";
    auto const post = posts.find(seen.post);
    bool const claims = post != posts.end() && (post->second.claimed_by == stream ||
                                                post->second.acting_claimed_by == stream);
    demand(!gone || !claims, "a post still claimed by a case that is over", stream.text);
    auto const line = budgets.find(seen.line);
    demand(!gone || line == budgets.end() || !line->second.reserved.contains(stream),
           "credit still reserved by a case that is over", stream.text);
  }
  for (auto const& [stream, post] : posts) demand_call(*this, stream, post);
}

}  // namespace gozin::model
