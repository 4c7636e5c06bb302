#include "workflows/appointment/tasks.hpp"

#include "workflows/appointment/elections.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/tasks_at_any_time.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

constexpr std::string_view kOfficer = "department_officer";
constexpr std::string_view kAffairs = "administrative_affairs";

std::optional<Instant> due_of(Case const& state, Code const& name) {
  auto const found = state.deadlines.find(name);
  if (found == state.deadlines.end()) return std::nullopt;
  return found->second.due;
}

std::optional<Instant> due_of(Case const& state, std::string_view stage) {
  return due_of(state, Code{"stage." + std::string{stage}});
}

/// Collects the tasks of one case.
class Waiting {
 public:
  Waiting(Case const& state, Active const& active) : state_{state}, active_{active} {}

  void all() {
    accounts();
    for (auto& task : second_persons(state_)) add(std::move(task));
    for (auto& task : denials(state_)) add(std::move(task));
    calling();
    if (in("Suspended")) {
      add({.command = "resume_case", .role = "inspectorate", .due = state_.suspended_until});
      return;
    }
    remanding();
    if (!in("Running")) return;
    drafting();
    authorising();
    names();
    screening();
    assessing();
    objecting();
    reviewing();
    decreeing();
    running();
  }
  std::vector<Task> take() { return std::move(tasks_); }

 private:
  [[nodiscard]] bool in(std::string_view name) const { return active_.contains(name); }

  void add(Task task) {
    bool const of_unit = task.role == kOfficer || task.role == kAffairs || task.role == "finance";
    if (of_unit) task.scope = state_.unit.text;
    tasks_.push_back(std::move(task));
  }

  void accounts() {
    for (auto const& [proposal, correction] : state_.corrections)
      add({.command = "confirm_correction", .role = kAffairs, .subject = proposal.text});
    for (auto const& [request, due] : state_.accounts) account(request, due);
  }

  /// An acting head holds the post, and nobody has opened the case that fills it for good.
  void calling() {
    Code const name{std::string{kActingCall}};
    auto const owed = state_.deadlines.find(name);
    if (owed == state_.deadlines.end()) return;
    add({.command = "open_case",
         .role = kOfficer,
         .subject = std::string{state_.post.key()},
         .due = owed->second.due});
    if (owed->second.missed) missed(name, owed->second);
  }

  /// A court has sent the case back to a stage that it went through.
  void remanding() {
    auto const& annulled = state_.annulled;
    if (annulled && !state_.remanded_to && annulled->defect_from &&
        state_.begun.contains(*annulled->defect_from))
      add({.command = "remand_case", .role = kAffairs});
  }

  void account(Code const& request, Instant due) {
    add({.command = "give_account", .role = "decider", .subject = request.text, .due = due});
    auto const found = state_.deadlines.find(account_deadline(request));
    if (found != state_.deadlines.end() && found->second.escalated_to)
      add({.command = "give_account",
           .role = found->second.escalated_to->text,
           .subject = request.text,
           .due = due,
           .escalated = true});
  }

  void missed(Code const& name, OpenDeadline const& deadline) {
    if (name.text != kActingCall)
      add({.command = "extend_deadline",
           .role = kAffairs,
           .subject = name.text,
           .due = deadline.due});
    if (deadline.escalated_to && deadline.escalated_to->text != kAffairs)
      add({.command = "extend_deadline",
           .role = deadline.escalated_to->text,
           .subject = name.text,
           .due = deadline.due,
           .escalated = true});
  }

  void drafting() {
    if (!in("Drafting")) return;
    if (state_.paper_proposal) add({.command = "confirm_paper_file", .role = "finance"});
    add({.command = state_.described ? "submit_vacancy" : "describe_vacancy", .role = kOfficer});
  }

  void authorising() {
    if (in("EstablishmentPending"))
      add({.command = "confirm_establishment",
           .role = kAffairs,
           .due = due_of(state_, "establishment")});
    if (in("BudgetPending"))
      add({.command = "confirm_budget", .role = "finance", .due = due_of(state_, "budget")});
    if (!in("Authorised")) return;
    auto const due = due_of(state_, "authorised");
    if (state_.route == rules::Route::direct)
      add({.command = "propose_directly", .role = "decider", .due = due});
    else if (state_.panel.empty())
      add({.command = "appoint_panel", .role = kAffairs, .due = due});
    else
      add({.command = "publish_vacancy", .role = kAffairs, .due = due});
  }

  /// Names to be matched, people to be asked, evidence to be checked.
  void names() {
    if (!in("Nominating") && !in("Screening") && !in("Readmitting")) return;
    for (auto const& [id, nominee] : state_.nominees) {
      if (nominee.standing == Standing::merged) continue;
      if (nominee.standing == Standing::received && !in("Readmitting")) name(nominee);
      for (auto const& evidence : nominee.evidence)
        if (!evidence.holds)
          add({.command = "verify_evidence",
               .role = kAffairs,
               .subject = id.text + "." + evidence.code.text});
    }
  }

  void name(Nominee const& nominee) {
    if (!nominee.person)
      return add({.command = "match_nominee", .role = kAffairs, .subject = nominee.id.text});
    // A later nomination of somebody who has answered waits for nothing but the merge.
    auto const* known = nominee_of(state_, *nominee.person);
    if (!known || known->standing != Standing::received) return;
    add({.command = "consent_to_nomination",
         .role = "nominee",
         .person = *nominee.person,
         .subject = nominee.id.text,
         .due = due_of(state_, consent_deadline(nominee.id))});
  }

  void screening() {
    if (!in("Screening")) return;
    auto const due = due_of(state_, "screening");
    bool waiting = false;
    for (auto const& [id, nominee] : state_.nominees) {
      if (nominee.standing != Standing::consented) continue;
      waiting = true;
      add({.command = "admit_nominee", .role = kAffairs, .subject = id.text, .due = due});
    }
    if (!waiting) add({.command = "complete_screening", .role = kAffairs, .due = due});
  }

  void assessing() {
    if (in("Declaring")) declaring();
    if (in("Sealing") || in("Readmitting")) sealing();
    if (in("Moderating"))
      add({.command = "establish_ranking",
           .role = "panel_chair",
           .person = acting_chair(state_),
           .due = due_of(state_, "moderating")});
    if (!in("Ranked")) return;
    if (wants_note(state_))
      note_analysis();
    else
      add({.command = "confirm_shortlist", .role = "panel_chair", .person = acting_chair(state_)});
  }

  /// Assessors and, that they may come in at once, reserves.
  void declaring() {
    auto const due = due_of(state_, "declaring");
    bool waiting = false;
    bool const by_body = is_scored_by_body(state_);
    for (auto const& id : by_body ? ranked_in_the_running(state_) : ids_of(admitted(state_))) {
      auto people = judges_of(state_, id);
      if (!by_body) people.insert(people.end(), state_.reserves.begin(), state_.reserves.end());
      for (auto const& person : people) {
        if (has_declared(state_, person, id)) continue;
        waiting = true;
        add({.command = "declare_interest",
             .role = "assessor",
             .person = person,
             .subject = id.text,
             .due = due});
      }
    }
    // Nobody comes in for a member of a body, so the round can go on without who stays silent.
    auto const clock = state_.deadlines.find(stage_deadline(rules::Stage::declaring));
    bool const is_missed = clock != state_.deadlines.end() && clock->second.missed;
    if (!waiting || (by_body && is_missed))
      add({.command = "complete_declarations", .role = kAffairs, .due = due});
  }

  [[nodiscard]] bool is_sealed(PersonId const& person, Code const& alias) const {
    return std::any_of(state_.sealed.begin(), state_.sealed.end(), [&](SealedSheet const& sheet) {
      return sheet.assessor == person && sheet.alias == alias;
    });
  }

  void sealing() {
    for (auto const& [person, aliases] : state_.aliases) {
      auto const* assessor = find_assessor(state_, person);
      if (!assessor || assessor->recused) continue;
      for (auto const& alias : aliases)
        if (!is_sealed(person, alias))
          add({.command = "seal_score_sheet",
               .role = "assessor",
               .person = person,
               .subject = alias.text,
               .due = due_of(state_, "sealing")});
    }
  }

  void note_analysis() {
    for (auto const& noter : who_may_note(state_, state_.pivotal))
      add({.command = "note_analysis", .role = panel_role(state_, noter), .person = noter});
  }

  void objecting() {
    if (in("Hearing") && wants_note(state_)) note_analysis();
    if (in("Hearing") && state_.objections_close.ms == 0)
      add({.command = "publish_ranking", .role = kAffairs, .due = due_of(state_, "objecting")});
    for (auto const& objection : state_.objections)
      if (objection.open)
        add({.command = "dismiss_objection",
             .role = "objections_officer",
             .subject = objection.code.text,
             .due = due_of(state_, objection_deadline(objection.code))});
  }

  void of_body(std::string_view command, std::string_view role) {
    add({.command = command,
         .role = role,
         .scope = state_.review->body.text,
         .due = due_of(state_, "reviewing")});
  }

  void reviewing() {
    if (!state_.review) return;
    if (in("AwaitingSession"))
      of_body(state_.review->session ? "open_item" : "put_on_agenda", "body_secretary");
    if (in("Deliberating")) {
      of_body("declare_interest_as_member", "body_member");
      deliberating();
    }
    if (in("Balloting") && state_.review->ballot) balloting(*state_.review->ballot);
  }

  void deliberating() {
    if (awaits_tie_break(state_))
      return of_body(elects_by_name(state_) ? "settle_election_tie" : "settle_tie", "body_chair");
    auto const& review = *state_.review;
    // A body that advises may be asked about the whole shortlist, with no candidate before it, and
    // one that elects by name about all who stand.
    bool const by_name = elects_by_name(state_);
    if (by_name || review.candidate || !binds(review.kind))
      of_body("open_ballot", "body_secretary");
    if (!by_name && !review.candidate) of_body("propose_candidate", "body_chair");
  }

  void balloting(BallotUnderWay const& ballot) {
    if (ballot.medium == Medium::paper)
      on_paper(ballot);
    else
      by_hand(ballot);
  }

  void on_paper(BallotUnderWay const& ballot) {
    if (ballot.tellers.empty()) return of_body("record_paper_roll", "body_secretary");
    if (tellers_agree(ballot)) return of_body("confirm_paper_count", "body_chair");
    bool const differ = ballot.counts.size() == kTellers;
    for (auto const& teller : ballot.tellers) {
      if (ballot.counts.contains(teller) && !differ) continue;
      bool const sits = is_among(ballot.electorate, teller);
      add({.command = is_election(ballot) ? "enter_election_count" : "enter_paper_count",
           .role = sits ? "body_member" : "clerk",
           .person = teller,
           .subject = ballot.code.text,
           .scope = sits ? state_.review->body.text : std::string{}});
    }
  }

  void by_hand(BallotUnderWay const& ballot) {
    bool waiting = false;
    for (auto const& member : ballot.present) {
      if (is_among(ballot.recused, member) || ballot.roll.contains(member)) continue;
      waiting = true;
      add({.command = is_election(ballot) ? "cast_election_ballot" : "cast_ballot",
           .role = "body_member",
           .person = member,
           .subject = ballot.code.text,
           .scope = state_.review->body.text});
    }
    if (has_disputed_vote(state_, ballot.code)) return of_body("void_ballot", "body_secretary");
    if (!waiting && !flaw_of_votes(state_, ballot.code)) of_body("close_ballot", "body_secretary");
  }

  void decreeing() {
    auto const due = due_of(state_, "decreeing");
    if (in("DecreePending")) {
      if (!state_.decider)
        add({.command = "declare_as_decider", .role = "decider", .due = due});
      else if (!state_.selected)
        add({.command = state_.permitted.empty() ? "declare_unfilled" : "select_person",
             .role = "decider",
             .due = due});
      else if (!current_decree(state_))
        add({.command = "draft_decree", .role = kAffairs, .due = due});
      else
        add({.command = "sign_decree", .role = "decider", .due = due});
    }
    if (in("AwaitingRegistration"))
      add({.command = "register_decree", .role = kAffairs, .due = due_of(state_, "registration")});
    if (in("AwaitingPublication"))
      add({.command = "publish_decree", .role = kAffairs, .due = due_of(state_, "publication")});
  }

  /// What may wait at any stage.
  void running() {
    for (auto const& [hint, whom] : state_.hints_open)
      add({.command = "dispose_hint",
           .role = is_about_decider(whom) ? "inspectorate" : kAffairs,
           .subject = hint.text});
    for (auto const& [inquiry, nominee] : state_.inquiries_open)
      add({.command = "answer_inquiry",
           .role = kAffairs,
           .subject = inquiry.text + "." + nominee.text,
           .due = due_of(state_, inquiry_deadline(inquiry, nominee))});
    for (auto const& [name, deadline] : state_.deadlines)
      if (deadline.missed && !runs_on(name) && !is_transcription_deadline(name))
        missed(name, deadline);
    for (auto& task : notices_to_serve(state_)) add(std::move(task));
  }

  /// An acting head was put there by who decides.
  bool is_about_decider(HintAbout const& hint) const {
    auto const* nominee = find_nominee(state_, hint.nominee);
    bool const by_decider =
        hint.kind == HintKind::acting_head && nominee && nominee->person != hint.person;
    return by_decider || hint.person == state_.decider;
  }

  Case const& state_;
  Active const& active_;
  std::vector<Task> tasks_;
};

}  // namespace

std::vector<Task> tasks_of(Case const& state, Active const& active) {
  Waiting waiting{state, active};
  waiting.all();
  return waiting.take();
}

}  // namespace gozin::appointment
