#include "tests/workflows/appointment/assessing_story.hpp"

#include "engine/command/typed.hpp"
#include "engine/event/json.hpp"
#include "tests/workflows/appointment/preparing.hpp"
#include "workflows/appointment/chart.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"

namespace gozin::appointment {
namespace {

using AssessingEvents =
    EventList<AssessmentRoundOpened, AssessorsSeated, HintRaised, HintDisposed, InterestDeclared,
              AssessorRecused, AssessorReplaced, DeclarationsCompleted, ScoreSheetSealed,
              ScoreSheetRevealed, ScoresRevealed, ScoreRevised, AnalysisNoted, RankingEstablished,
              ShortlistConfirmed, RankingPublished, NomineeReadmitted, ReadmissionConcluded,
              ObjectionsClosed, ObjectionRaised, ObjectionDismissed, ObjectionSettled,
              NominationWithdrawn, LotAnnounced, NomineeAdmitted, NomineeExcluded, CaseUnfilled,
              GatesPassed, CaseReferred, DeadlineSet, DeadlineRecounted>;

constexpr std::string_view kPanel[] = {"arash", "bahar", "kaveh", "dorsa", "elham"};
constexpr std::string_view kReserves[] = {"farid", "golnar"};
constexpr std::string_view kNominees[] = {"1", "2", "3"};

PersonId person(std::string_view name) { return {std::string{name}}; }

rules::Criterion criterion(std::string_view code, std::string_view weight) {
  rules::Criterion made;
  made.code = Code{std::string{code}};
  made.weight = ExactText{std::string{weight}};
  made.level_min = 0;
  made.level_max = 5;
  return made;
}

rules::Round round(std::string_view code, std::initializer_list<std::string_view> criteria) {
  rules::Round made;
  made.code = Code{std::string{code}};
  for (auto const criterion : criteria) made.criteria.push_back(Code{std::string{criterion}});
  return made;
}

Case case_after_screening() {
  Case state;
  state.id = StreamId{"case/c-1"};
  state.ruleset = StreamId{"ruleset/r-1"};
  state.published = judge::at("2026-10-01T08:00:00.000Z");
  state.window_closes = judge::at("2026-10-20T20:30:00.000Z");
  state.chair = person(kPanel[0]);
  for (auto const name : kPanel) state.panel.emplace_back().person = person(name);
  for (auto const name : kReserves) state.reserves.push_back(person(name));
  for (auto const number : kNominees) {
    Nominee nominee;
    nominee.id = NomineeId{"n-" + std::string{number}};
    nominee.person = person("p-" + std::string{number});
    nominee.standing = Standing::admitted;
    state.nominees[nominee.id] = nominee;
  }
  return state;
}

ruleset::RuleSetStream in_force(rules::RuleSet rules) {
  ruleset::RuleSetStream stream;
  stream.rules = std::make_shared<rules::RuleSet const>(std::move(rules));
  return stream;
}

}  // namespace

struct Story::Ports {
  CountingRandom random;
};

rules::RuleSet panel_rules() {
  rules::RuleSet rules;
  rules.calendar = Code{"iran"};
  rules.criteria = {criterion("expertise", "1/2"), criterion("experience", "3/10"),
                    criterion("commitment", "1/5")};
  rules.criteria[0].floor = ExactText{"1"};
  rules.rounds = {round("file", {"expertise", "experience", "commitment"})};
  rules.panel = {.members = 5, .reserves = 2, .min_sheets_per_nominee = 3, .composition = {}};
  rules.scoring = {.aggregation = scoring::Aggregation::mean,
                   .moderation_threshold = 2,
                   .tie = {.criteria = {}, .lot = true}};
  rules.choice.n = 2;
  rules.objections = {.against_exclusion = {.days = 5},
                      .against_ranking = {.days = 5},
                      .decision = {.days = 10},
                      .heard_by = Code{"objections_officer"}};
  for (auto const stage : {rules::Stage::declaring, rules::Stage::sealing, rules::Stage::objecting})
    rules.clocks[stage].length.days = 3;
  rules.kinship = {rules::Kinship::sibling, rules::Kinship::spouse};
  return rules;
}

rules::RuleSet two_rounds() {
  auto rules = panel_rules();
  rules.rounds = {round("file", {"expertise", "experience"}), round("talk", {"commitment"})};
  rules.rounds[0].cut_off = ExactText{"2"};
  rules.criteria[2].instrument = rules::Instrument::interview;
  return rules;
}

Story::Story(rules::RuleSet rules) : ports_{std::make_shared<Ports>()} {
  view.know(stream_kind<Case>(case_chart(), AssessingEvents{}));
  view.know(judge::bare_kind("ruleset", judge::states_only("ruleset", {"InForce"})));
  view.know(judge::bare_kind("log", judge::states_only("log", {"Open"})));

  rules::Calendar calendar;
  calendar.code = Code{"iran"};
  calendar.offset = std::chrono::minutes{210};
  calendar.weekends.emplace_back().from = judge::day("2000-01-01");
  calendar.weekends[0].off[5] = true;
  registry::Log log;
  log.calendars[calendar.code] = std::make_shared<rules::Calendar const>(calendar);
  view.put(StreamId{"log"}, std::move(log), {"Open"});
  view.put(StreamId{"ruleset/r-1"}, in_force(std::move(rules)), {"InForce"});
  view.put(stream, case_after_screening(), {"Declaring", "Clear"});
}

void Story::record(Decision const& decision, Call const& by) {
  for (auto const& emitted : decision.events) {
    auto const seq = view.record(emitted.stream, emitted.event, by);
    facts.head = seq + 1;
    lay_down(seq, emitted.event);
  }
  laid_down_ = facts.kept.size();
  drafts_.clear();
  facts.prepared.clear();
}

void Story::lay_down(std::int64_t seq, Event const& event) {
  auto const data = to_canonical(event.data());
  auto const carries = [&](Hash const& commitment) {
    return data.find(to_hex(commitment)) != std::string::npos;
  };
  for (auto i = laid_down_; i < facts.kept.size(); ++i) {
    auto const& kept = facts.kept[i];
    if (!carries(kept.committed.commitment)) continue;
    auto& opened = facts.vault[{seq, kept.key}];
    opened.seed = kept.seed;
    opened.values[kept.name] = kept.value;
  }
  for (auto const& draft : drafts_)
    if (carries(draft.commitments.begin()->second))
      facts.vault[{seq, draft.key}] = {draft.seed, draft.values};
}

Result<Decision> Story::declare(std::string_view name, std::map<NomineeId, Interest> interests) {
  return act(name, "assessor", DeclareInterest{.interests = std::move(interests)});
}

void Story::declare_all() {
  std::vector<std::string_view> everybody{std::begin(kReserves), std::end(kReserves)};
  everybody.insert(everybody.end(), std::begin(kPanel), std::end(kPanel));
  for (auto const name : everybody) {
    auto const& reserves = state().reserves;
    bool const waits = std::find(reserves.begin(), reserves.end(), person(name)) != reserves.end();
    if (!waits && !find_assessor(state(), person(name))) continue;
    std::map<NomineeId, Interest> interests;
    for (auto const* nominee : admitted(state()))
      if (std::none_of(state().declarations.begin(), state().declarations.end(),
                       [&](Declaration const& made) {
                         return made.declarer == person(name) && made.nominee == nominee->id;
                       }))
        interests[nominee->id] = Interest::none;
    if (!interests.empty()) (void)declare(name, std::move(interests)).value();
  }
}

void Story::complete() {
  declare_all();
  if (stands_in("Declaring"))
    (void)act("zohreh", "administrative_affairs", CompleteDeclarations{}).value();
}

Code Story::alias(std::string_view assessor, std::string_view nominee) {
  auto const by = judge::call("zohreh", "administrative_affairs", now);
  for (auto const& one :
       assignments({.call = by, .stream = stream, .view = view, .facts = facts}, state()))
    if (one.assessor == person(assessor) && one.nominee.text == nominee) return one.alias;
  return {};
}

Result<Decision> Story::seal_alias(std::string_view assessor, Code const& alias,
                                   Levels const& levels, Words const& words) {
  json::object evidence;
  for (auto const& [criterion, text] : words) evidence.emplace(criterion.text, text);
  Submission submission;
  submission.call = judge::call(assessor, "assessor", now);
  submission.stream = stream;
  submission.input = {
      {"alias", alias.text}, {"levels", encode(levels)}, {"evidence", std::move(evidence)}};
  Preparation preparation{submission, {view, ports_->random}};
  auto const prepared = prepare(std::type_identity<SealScoreSheet>{}, preparation);
  if (!prepared) return prepared.error();
  drafts_ = submission.drafts;
  for (auto const& draft : drafts_) facts.prepared[draft.key] = {draft.seed, draft.values};
  return act(assessor, "assessor", decode<SealScoreSheet>(submission.input).value());
}

Result<Decision> Story::seal(std::string_view assessor, std::string_view nominee,
                             Levels const& levels, Words const& words) {
  return seal_alias(assessor, alias(assessor, nominee), levels, words);
}

void Story::seal_all(std::map<std::string, std::int64_t> const& levels) {
  auto const by = judge::call("zohreh", "administrative_affairs", now);
  auto const& rules = *view.find<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"})->rules;
  for (auto const& one :
       assignments({.call = by, .stream = stream, .view = view, .facts = facts}, state())) {
    if (find_sheet(state(), one)) continue;
    Levels sheet;
    for (auto const& round : rules.rounds)
      if (round.code == state().round || state().readmitted)
        for (auto const& code : round.criteria) sheet[code] = levels.at(one.nominee.text);
    (void)seal_alias(one.assessor.text, one.alias, sheet).value();
  }
}

void Story::announce_lot() {
  (void)act("arash", "panel_chair", lot_of(*this)).value();
  pass_days(1);
}

void Story::rank(std::map<std::string, std::int64_t> const& levels) {
  complete();
  seal_all(levels);
  (void)act("arash", "panel_chair", EstablishRanking{}).value();
}

void Story::publish(std::map<std::string, std::int64_t> const& levels) {
  rank(levels);
  (void)act("arash", "panel_chair", ConfirmShortlist{}).value();
  (void)act("zohreh", "administrative_affairs", PublishRanking{}).value();
}

AnnounceLot lot_of(Story const& story) {
  auto const day_after = story.now.ms + std::int64_t{24} * 3600 * 1000;
  return {.source = Label{"closing index of the day"}, .digits = 2, .draws_at = Instant{day_after}};
}

Levels all_at(std::int64_t level) {
  return {{Code{"expertise"}, level}, {Code{"experience"}, level}, {Code{"commitment"}, level}};
}

bool tells(Decision const& decision, std::string_view text) {
  for (auto const& emitted : decision.events)
    if (to_canonical(emitted.event.data()).find(text) != std::string::npos) return true;
  return false;
}

void hint(Story& story, std::string_view who, bool conflict) {
  PersonId const assessor{std::string{who}};
  auto const at = judge::call("zohreh", "administrative_affairs", story.now);
  Code const code{"h-1"};
  story.view.record(story.stream,
                    HintRaised{.hint = code,
                               .kind = HintKind::same_unit,
                               .person = assessor,
                               .nominee = NomineeId{"n-1"}},
                    at);
  if (conflict)
    story.view.record(story.stream,
                      HintDisposed{.hint = code,
                                   .person = assessor,
                                   .conflict = true,
                                   .reason = judge::hidden("his superior")},
                      at);
}

}  // namespace gozin::appointment
