#include "tests/workflows/appointment/dossier_book.hpp"

#include "engine/event/json.hpp"
#include "workflows/appointment/sheets.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/session/events.hpp"

namespace gozin::appointment {
namespace {

using judge::hidden;

PersonId who(std::string_view name) { return {std::string{name}}; }
NomineeId nominee(std::string_view number) { return {"n-" + std::string{number}}; }

json::value document() { return json::object{{"conditions", json::array{}}, {"id", "r"}}; }

rules::Criterion criterion(std::string_view code, std::string_view weight) {
  rules::Criterion made;
  made.code = Code{std::string{code}};
  made.weight = ExactText{std::string{weight}};
  return made;
}

rules::RuleSet rules_of_book() {
  rules::RuleSet rules;
  rules.id = Code{"r"};
  rules.calendar = Code{"iran"};
  rules.deciding_role = Code{"mayor"};
  rules.conditions.emplace_back().code = Code{"degree"};
  rules.criteria = {criterion("skill", "3/4"), criterion("record", "1/4")};
  rules.criteria[0].floor = ExactText{"2"};
  rules.rounds.push_back({.code = Code{"file"}, .criteria = {Code{"skill"}, Code{"record"}}});
  rules.panel = {.members = 2, .reserves = 1, .min_sheets_per_nominee = 1, .composition = {}};
  rules.nomination.min_open = {.days = 7, .counted = rules::DayCount::calendar_days};
  auto& council = rules.ballots[Code{"council"}];
  council.seats = 3;
  council.notice = {.days = 1, .counted = rules::DayCount::calendar_days};
  auto& gate = rules.gates.emplace_back();
  gate.code = Code{"advice"};
  gate.body = Code{"council"};
  rules.exclusive_duties = {{Code{"nominator"}, Code{"assessor"}}};
  rules.limits = {.term_years = 4, .acting_days_max = 120};
  return rules;
}

rules::Calendar calendar_of_book() {
  rules::Calendar calendar;
  calendar.code = Code{"iran"};
  calendar.offset = std::chrono::minutes{210};
  return calendar;
}

std::map<Code, std::int64_t> levels_at(std::int64_t level) {
  return {{Code{"skill"}, level}, {Code{"record"}, level}};
}

std::vector<ConditionFinding> found(rules::Finding finding) {
  return {{.condition = Code{"degree"}, .finding = finding, .by_evidence = {}}};
}

}  // namespace

Instant DossierBook::day(int count) {
  constexpr std::int64_t kDay = 24 * 3600 * 1000;
  return {judge::at("2026-10-01T05:30:00.000Z").ms + count * kDay};
}

DossierBook::DossierBook() : rules{rules_of_book()} {
  view_.know(workflow_);
  view_.know(judge::bare_kind("ruleset", judge::states_only("ruleset", {"InForce"})));
  view_.know(judge::bare_kind("log", judge::states_only("log", {"Opened"})));
  sources_.reset(new DossierSources{kCase, {}, view_});
  before_the_case();
  vacancy();
  nominating();
  scoring();
  objecting();
  council();
  decree();
}

CaseFile& DossierBook::file() {
  ruleset::RuleSetStream stream;
  stream.rules = std::make_shared<rules::RuleSet const>(rules);
  view_.put(kRules, stream, {"InForce"});
  registry::Log log;
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar_of_book());
  view_.put(kLog, log, {"Opened"});
  Case state;
  for (auto const& recorded : past()) workflow_.kinds.front().fold(&state, recorded);
  view_.put(kCase, state, {"Appointed", "Clear"});
  if (leaves.front() != "Appointed") view_.move(kCase, {"Nominating", "Clear"});
  return file_.emplace(*sources_);
}

Judged DossierBook::judged(Point point) {
  for (auto const& one : checklist(file()))
    if (one.point == point) return one;
  throw std::logic_error("a point that nobody judges");
}

Verdict DossierBook::verdict_of(Point point) { return judged(point).verdict; }

void DossierBook::write(StreamId const& stream, Event event, std::string_view actor,
                        std::string_view role) {
  Recorded recorded;
  recorded.event = std::move(event);
  recorded.at.seq = next_seq_++;
  recorded.at.stream = stream;
  recorded.at.recorded = recorded.at.occurred = now_;
  recorded.at.actor = who(actor);
  recorded.at.role = Code{std::string{role}};
  past(stream).push_back(std::move(recorded));
}

void DossierBook::before_the_case() {
  now_ = day(-20);
  auto const grant = [&](std::string_view name, std::string_view role) {
    add(registry::RoleGranted{.role = Code{std::string{role}}, .scope = {}, .from = day(-30)},
        "root", "operator", stream_of("person", name));
  };
  grant("azar", "administrative_affairs");
  grant("farhad", "finance");
  grant("omid", "department_officer");
  grant("mayor", "mayor");
  grant("roya", "objections_officer");
  add(ruleset::RuleSetProposed{.document = {document()}, .hash = sha256(to_canonical(document()))},
      "root", "operator", kRules);
  add(ruleset::RuleSetApproved{.body = StreamId{"body/council"}, .resolution = {"17"}}, "sara",
      "body_secretary", kRules);
  add(ruleset::RuleSetInForce{}, "clock", "clock", kRules);
}

void DossierBook::vacancy() {
  now_ = day(0);
  add(CaseOpened{.post = kPost, .post_title = {"Head of parks"}, .ruleset = kRules}, "omid",
      "department_officer");
  add(registry::PostClaimed{.by = kCase}, "omid", "department_officer", kPost);
  add(VacancyDescribed{.budget_line = kLine, .yearly_cost = 900}, "omid", "department_officer");
  add(VacancySubmitted{}, "omid", "department_officer");
  add(EstablishmentConfirmed{.post = kPost});
  add(BudgetConfirmed{.line = kLine, .amount = 900, .available = 1000}, "farhad", "finance");
  add(registry::CreditReserved{.by = kCase, .amount = 900}, "farhad", "finance", kLine);
  add(VacancyAuthorised{}, "farhad", "finance");
  add(PanelAppointed{
      .chair = who("arash"), .members = {who("arash"), who("bahar")}, .reserves = {who("kaveh")}});
  add(VacancyPublished{
      .ruleset = kRules,
      .rules = sha256(to_canonical(document())),
      .weights = {{Code{"skill"}, ExactText{"3/4"}}, {Code{"record"}, ExactText{"1/4"}}},
      .conditions = {Code{"degree"}},
      .staff_meeting = 3,
      .closes = day(8)});
}

void DossierBook::nominating() {
  now_ = day(1);
  for (auto const number : {"1", "2", "3"}) {
    auto const person = "p-" + std::string{number};
    add(
        NominationReceived{
            .nominee = nominee(number), .nominator = who("citizen"), .person = who(person)},
        "citizen", "citizen");
    add(NominationConsented{.nominee = nominee(number)}, person, "nominee");
  }
  now_ = day(9);
  add(NominationsClosed{}, "clock", "clock");
  add(NomineeAdmitted{.nominee = nominee("1"), .findings = found(rules::Finding::met)});
  add(NomineeAdmitted{.nominee = nominee("2"), .findings = found(rules::Finding::met)});
  add(NomineeExcluded{.nominee = nominee("3"),
                      .findings = found(rules::Finding::unmet),
                      .reason = hidden("no degree")});
  add(ScreeningCompleted{});
  add(NoticeServed{.notice = Code{"exclusion"}, .person = who("p-3"), .served = now_});
}

void DossierBook::seal(std::string_view assessor, std::string_view number, std::int64_t level) {
  Sheet const sheet{.case_id = kCase,
                    .assessor = who(assessor),
                    .alias = Code{"a-" + std::string{assessor} + std::string{number}},
                    .levels = levels_at(level),
                    .evidence = {}};
  auto const salt = sha256(sheet.alias.text);
  add(ScoreSheetSealed{.assessor = sheet.assessor,
                       .round = Code{"file"},
                       .alias = sheet.alias,
                       .commitment = commitment_of(salt, sheet)},
      assessor, "assessor");
  add(ScoreSheetRevealed{.seal = next_seq_ - 1,
                         .salt = salt,
                         .assessor = sheet.assessor,
                         .round = Code{"file"},
                         .alias = sheet.alias,
                         .nominee = nominee(number),
                         .levels = sheet.levels},
      assessor, "assessor");
}

void DossierBook::scoring() {
  now_ = day(10);
  for (auto const* assessor : {"arash", "bahar"})
    for (auto const* number : {"1", "2"})
      add(InterestDeclared{.declarer = who(assessor), .nominee = nominee(number)}, assessor,
          "assessor");
  add(DeclarationsCompleted{.round = Code{"file"}}, "bahar", "assessor");
  seal("arash", "1", 4);
  seal("bahar", "1", 5);
  seal("arash", "2", 2);
  seal("bahar", "2", 3);
  add(ScoresRevealed{.round = Code{"file"}}, "bahar", "assessor");
  add(ScoreRevised{.assessor = who("bahar"),
                   .nominee = nominee("2"),
                   .criterion = Code{"record"},
                   .before = 3,
                   .after = 4,
                   .reason = hidden("a second look")},
      "bahar", "assessor");
  // n-1: 9/2; n-2: 5/2 · 3/4 + 3 · 1/4 = 21/8.
  add(RankingEstablished{.round = Code{"file"},
                         .ranking = {{nominee("1"), ExactText{"9/2"}, 1},
                                     {nominee("2"), ExactText{"21/8"}, 2}},
                         .pivotal = {who("arash")}},
      "arash", "panel_chair");
  add(AnalysisNoted{.pivotal = {who("arash")}, .note = hidden("looked at")}, "arash",
      "panel_chair");
  add(ShortlistConfirmed{.permitted = {nominee("1"), nominee("2")}}, "arash", "panel_chair");
}

void DossierBook::objecting() {
  now_ = day(11);
  add(RankingPublished{.objections_close = day(15)});
  add(ObjectionRaised{.objection = Code{"o-1"}, .objector = who("p-2"), .grounds = hidden("why")},
      "p-2", "nominee");
  add(ObjectionDismissed{.objection = Code{"o-1"}, .objector = who("p-2"), .reason = hidden("no")},
      "roya", "objections_officer");
  now_ = day(16);
  add(ObjectionsClosed{}, "clock", "clock");
}

void DossierBook::council() {
  add(CaseReferred{.gate = Code{"advice"}, .body = StreamId{"body/council"}}, "clock", "clock");
  add(
      session::SessionCalled{
          .body = StreamId{"body/council"}, .number = 1, .starts = day(18), .ruleset = kRules},
      "sara", "body_secretary", kSession);
  add(PutOnAgenda{.session = kSession, .item = 1}, "sara", "body_secretary");
  now_ = day(18);
  add(DeliberationOpened{.session = kSession}, "sara", "body_secretary");
  add(BallotOpened{.ballot = Code{"b-1"},
                   .nominee = nominee("1"),
                   .session = kSession,
                   .electorate = {who("m-1"), who("m-2"), who("m-3")},
                   .present = {who("m-1"), who("m-2")},
                   .quorum = {2, 2, true}},
      "sara", "body_secretary");
  for (auto const* member : {"m-1", "m-2"})
    add(BallotCast{.ballot = Code{"b-1"}, .voter = who(member), .choice = Choice::yes}, member,
        "body_member");
  add(BallotClosed{.ballot = Code{"b-1"},
                   .roll = 2,
                   .yes = 2,
                   .quorum = {2, 2, true},
                   .majority = {2, 2, true},
                   .outcome = BallotOutcome::carried},
      "sara", "body_secretary");
  add(BodyAdvised{.gate = Code{"advice"},
                  .ballot = Code{"b-1"},
                  .nominee = nominee("1"),
                  .in_favour = true},
      "sara", "body_secretary");
  add(
      ResolutionSent{
          .gate = Code{"advice"}, .authority = Code{"conformity_board"}, .binds = day(30)},
      "sara", "body_secretary");
  now_ = day(31);
  add(ResolutionEffective{.gate = Code{"advice"}}, "clock", "clock");
  add(GatesPassed{}, "clock", "clock");
}

void DossierBook::decree() {
  now_ = day(32);
  add(DeciderDeclared{.decider = who("mayor"),
                      .interests = {{nominee("1"), Interest::none},
                                    {nominee("2"), Interest::none}}},
      "mayor", "mayor");
  add(PersonSelected{.nominee = nominee("1"), .person = who("p-1"), .reason = hidden("the best")},
      "mayor", "mayor");
  Label const number{"1405/7"};
  Day const from = judge::day("2026-11-10");
  add(DecreeDrafted{.number = number,
                    .dated = from,
                    .person = who("p-1"),
                    .post = kPost,
                    .term_from = from,
                    .term_until = judge::day("2030-11-09"),
                    .decree = sha256("decree"),
                    .document = sha256("document")});
  add(registry::DecreeNumberTaken{.number = number, .count = 7, .by = kCase}, "azar",
      "administrative_affairs", registry::city_decrees());
  add(DecreeSigned{.number = number,
                   .signatory = who("mayor"),
                   .decree = sha256("decree"),
                   .document = sha256("document")},
      "mayor", "mayor");
  add(DecreeRegistered{.number = number, .entry = {"12"}});
  add(DecreePublished{.number = number, .person = who("p-1")});
}

}  // namespace gozin::appointment
