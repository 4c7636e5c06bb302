#include "adapters/app/site_case.hpp"

#include "adapters/app/ranking_analysis.hpp"
#include "adapters/app/site_dossier.hpp"
#include "adapters/app/site_form.hpp"
#include "adapters/app/site_writing.hpp"
#include "engine/command/lineage.hpp"
#include "engine/core/fraction.hpp"
#include "engine/port/plain_text.hpp"
#include "workflows/appointment/analysis.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/reports.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <ranges>

namespace gozin::app {
namespace {

using appointment::Case;

rules::RuleSet const* rules_of(Visit& visit, Case const& state) {
  auto const* stream = visit.view().find<ruleset::RuleSetStream>(state.ruleset);
  return stream ? stream->rules.get() : nullptr;
}

/// For reading beside the exact score: two decimals, halves rounded up. Scores are not negative.
std::string rounded(std::string_view exact) {
  using boost::multiprecision::denominator;
  using boost::multiprecision::numerator;
  auto const value = parse_fraction(exact);
  if (!value) return {};
  Fraction const hundredfold = *value * 100 + Fraction{1, 2};
  auto text =
      boost::multiprecision::cpp_int{numerator(hundredfold) / denominator(hundredfold)}.str();
  text.insert(0, text.size() < 3 ? 3 - text.size() : 0, '0');
  return text.insert(text.size() - 2, ".");
}

/// How many steps of a case stand on one page.
constexpr std::size_t kSteps = 25;

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t value = 0;
  auto const* end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value;
}

template <class Items, class Item>
bool contains(Items const& items, Item const& item) {
  return std::ranges::find(items, item) != items.end();
}

}  // namespace

web::Kin kin_of(Words const& words, Case const& state) {
  auto const link = [](StreamId const& stream) { return web::Link{page_of(stream), stream.text}; };
  web::Kin kin;
  if (state.taken_over) kin.taken_over_from = link(state.taken_over->annulled);
  if (state.remanded_to) kin.remanded_to = link(*state.remanded_to);
  if (state.paper)
    kin.paper = web::Named{std::string{name_of(state.paper->stage)},
                           words.say("paper_" + std::string{name_of(state.paper->stage)},
                                     {{"file", isolated(state.paper->file.text)}})};
  return kin;
}

CaseReader::CaseReader(Visit& visit, app::Standing at, std::optional<Sight> sight)
    : visit_{visit}, at_{std::move(at)} {
  sight_ = sight ? *std::move(sight) : sight_of(visit_.context(at_.stream), state(), at_.active);
  rules_ = rules_of(visit_, state());
  if (sight_.nominees) learn_typed_names();
}

void CaseReader::learn_typed_names() {
  auto const is_unmatched = [](auto const& entry) { return !entry.second.person.has_value(); };
  if (std::ranges::none_of(state().nominees, is_unmatched)) return;
  auto const& catalog = visit_.city().pipeline().catalog();
  read_whole(catalog, visit_.store(), at_.stream, [&](StoredEvent const& stored) {
    if (stored.type != appointment::NominationReceived::kType) return;
    auto const recorded = read_recorded(catalog, stored);
    auto const* received = recorded.event.as<appointment::NominationReceived>();
    if (!received || received->person || !received->name) return;
    auto const kept = visit_.opened(stored.seq);
    if (auto const name = kept.find("name"); name != kept.end())
      typed_.emplace(received->nominee, name->second);
  });
}

std::string CaseReader::nominee(NomineeId const& id) const {
  auto const found = state().nominees.find(id);
  auto const is_own = sight_.own.contains(id);
  if (found != state().nominees.end() && (sight_.nominees || is_own)) {
    if (found->second.person) return words().who(*found->second.person);
    if (auto const typed = typed_.find(id); typed != typed_.end()) return typed->second;
  }
  auto const place = std::distance(state().nominees.begin(), found) + 1;
  return words().say("alias", {{"alias", words().number(place)}});
}

std::string CaseReader::person(PersonId const& person, bool may_know) const {
  auto const is_own = !person.empty() && person == visit_.actor();
  return may_know || is_own ? words().who(person) : words().say("person_hidden");
}

bool CaseReader::has_own_result(NomineeId const& id) const {
  return sight_.own.contains(id) && state().objections_close.ms > 0;
}

std::string CaseReader::secrecy_note(Code const& code) const {
  auto const* gate = rules() ? rules::find_gate(*rules(), code) : nullptr;
  auto const* body = gate ? rules::find_ballot_rule(*rules(), gate->body) : nullptr;
  return body && body->secrecy_note ? words().of(*body->secrecy_note) : std::string{};
}

std::string CaseReader::title_of(Code const& code) const {
  if (rules_) {
    if (auto const* criterion = rules::find_criterion(*rules_, code))
      return words().of(criterion->title);
    if (auto const* condition = rules::find_condition(*rules_, code))
      return words().of(condition->title);
    if (auto const* gate = rules::find_gate(*rules_, code)) return words().of(gate->title);
    auto const round = std::ranges::find(rules_->rounds, code, &rules::Round::code);
    if (round != rules_->rounds.end()) return words().of(round->title);
    auto const inquiry = std::ranges::find(rules_->inquiries, code, &rules::Inquiry::code);
    if (inquiry != rules_->inquiries.end()) return words().of(inquiry->title);
  }
  return words().named("code", code.text).text;
}

web::CaseHead CaseReader::head() const {
  auto const href = "/cases/" + std::string{at_.stream.key()};
  return {.id = at_.stream.text,
          .href = href,
          .title = state().post_title.text,
          .unit = words().unit(state().unit),
          .state = stage_of(words(), at_.active),
          .position = leaves_of(words(), *at_.folded),
          .ended = !at_.active.contains("Running"),
          .suspended = at_.active.contains("Suspended"),
          .stayed = state().stayed,
          .opened = words().minute(state().opened),
          .rules = state().rules ? to_hex(*state().rules) : std::string{},
          .replay = href + "/replay",
          .kin = kin_of(visit_.words(), state())};
}

std::vector<web::PeopleGroup> CaseReader::people() const {
  std::vector<web::PeopleGroup> groups;
  if (state().panel.empty()) return groups;
  if (!sight_.panel) {
    auto const seats = static_cast<std::int64_t>(state().panel.size());
    groups.push_back({{"panel", words().say("panel")},
                      {{words().say("people_hidden", {{"count", seats}}), {}}}});
    return groups;
  }
  auto const chair = appointment::acting_chair(state());
  web::PeopleGroup assessors{words().named("role", "assessor"), {}};
  for (auto const& seat : state().panel) {
    auto name = person(seat.person, sight_.panel);
    auto note = seat.recused ? words().say("recused") : std::string{};
    if (seat.person == chair)
      groups.push_back({words().named("role", "panel_chair"), {{name, {}}}});
    else
      assessors.people.push_back({std::move(name), std::move(note)});
  }
  if (!assessors.people.empty()) groups.push_back(std::move(assessors));
  web::PeopleGroup reserves{{"reserve", words().say("reserves")}, {}};
  for (auto const& one : state().reserves)
    reserves.people.push_back({person(one, sight_.panel), {}});
  if (!reserves.people.empty()) groups.push_back(std::move(reserves));
  return groups;
}

std::vector<web::NomineeRow> CaseReader::nominees() const {
  std::vector<web::NomineeRow> rows;
  if (sight_.blind) return rows;
  for (auto const& [id, one] : state().nominees) {
    auto const is_own = sight_.own.contains(id);
    if (!sight_.nominees && !is_own) continue;
    web::NomineeRow row{.id = id.text,
                        .person = {nominee(id), is_own ? words().say("me") : std::string{}},
                        .standing = words().named("standing", name_of(one.standing))};
    for (auto const& finding : one.findings)
      row.findings.push_back({std::string{name_of(finding.finding)},
                              title_of(finding.condition) + ": " +
                                  words().named("choice", name_of(finding.finding)).text});
    if (sight_.nominators)
      for (auto const& nominator : one.nominators)
        row.nominated_by += (row.nominated_by.empty() ? "" : words().say("and")) +
                            words().who(nominator.person) + " (" +
                            words().named("choice", name_of(nominator.channel)).text + ")";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<web::RankRow> CaseReader::ranking() const {
  std::vector<web::RankRow> rows;
  if (sight_.blind) return rows;
  for (auto const& ranked : state().ranking) {
    if (!sight_.nominees && !has_own_result(ranked.nominee)) continue;
    rows.push_back({.place = words().number(ranked.place),
                    .person = {nominee(ranked.nominee), {}},
                    .score = ranked.score.text,
                    .decimal = words().number(rounded(ranked.score.text)),
                    .permitted = contains(state().permitted, ranked.nominee)});
  }
  return rows;
}

std::vector<web::ScoreSheet> CaseReader::sheets() const {
  std::vector<web::ScoreSheet> sheets;
  for (auto const& sheet : state().revealed) {
    // A nominee sees the levels they got, but not from whom.
    if (!sight_.scores && !has_own_result(sheet.nominee)) continue;
    web::ScoreSheet shown{
        {person(sheet.assessor, sight_.scores), {}}, {nominee(sheet.nominee), {}}, {}};
    for (auto const& [criterion, level] : sheet.levels)
      shown.levels.push_back({criterion.text, title_of(criterion) + ": " + words().number(level)});
    sheets.push_back(std::move(shown));
  }
  return sheets;
}

std::vector<web::Part> CaseReader::analyses(std::optional<std::int64_t> last) const {
  std::vector<web::Part> parts;
  if (!sight_.scores || !rules_) return parts;
  auto const& catalog = visit_.city().pipeline().catalog();
  std::vector<Recorded> past;
  read_whole(catalog, visit_.store(), at_.stream, [&](StoredEvent const& stored) {
    if (!last || stored.seq <= *last) past.push_back(read_recorded(catalog, stored));
  });
  AnalysisReader const reader{
      .words = words(),
      .person = [this](auto id) { return words().who(PersonId{std::string{id}}); },
      .nominee = [this](auto id) { return nominee(NomineeId{std::string{id}}); },
      .title = [this](auto code) { return title_of(Code{std::string{code}}); },
      .sees_groups = sight_.nominators};
  for (auto const& one : appointment::analyses_of(*rules_, *at_.folded->kind, past))
    parts.push_back(draw_analysis(appointment::to_json(one), reader));
  return parts;
}

std::optional<web::DecreeBox> CaseReader::decree() const {
  auto const* found = appointment::current_decree(state());
  if (!found) return std::nullopt;
  auto const in_force = found->published.ms > 0;
  if (!in_force && !sight_.nominees) return std::nullopt;
  web::DecreeBox box{.number = words().number(found->number.text),
                     .person = {person(found->person, in_force || sight_.nominees), {}},
                     .dated = words().day(found->dated),
                     .term_from = words().day(found->term_from),
                     .term_until = words().day(found->term_until),
                     .signatory = {},
                     .document = to_hex(found->document),
                     .href = "/cases/" + std::string{at_.stream.key()} + "/decree",
                     .in_force = in_force};
  if (found->signatory) box.signatory.name = words().who(*found->signatory);
  return box;
}

/// One page of the timeline, the last step first, and the sentence about what was just done.
void CaseReader::tell_steps(web::CasePage& page) const {
  auto const before = number_of(visit_.query("before"));
  auto const done = number_of(visit_.query("done"));
  auto const& catalog = visit_.city().pipeline().catalog();
  std::deque<StoredEvent> shown;
  bool has_older = false;
  bool has_newer = false;
  read_whole(catalog, visit_.store(), at_.stream, [&](StoredEvent const& stored) {
    if (appointment::is_report(stored.type) &&
        !may_know_of(visit_, sight_, read_recorded(catalog, stored)))
      return;
    if (done && stored.seq == *done) {
      auto const entry = entry_of(*this, read_recorded(catalog, stored));
      page.done = words().say("done_now", {{"what", entry.sentence}, {"seq", entry.seq}});
    }
    has_newer = before && stored.seq >= *before;
    if (has_newer) return;
    shown.push_back(stored);
    if (shown.size() <= kSteps) return;
    shown.pop_front();
    has_older = true;
  });
  for (auto const& stored : shown | std::views::reverse)
    page.timeline.push_back(entry_of(*this, read_recorded(catalog, stored)));
  auto const href = page.head.href;
  if (has_older) page.older = href + "?before=" + std::to_string(shown.front().seq);
  if (has_newer) page.newest = href;
}

web::CasePage CaseReader::page() const {
  web::CasePage page{.head = head(),
                     .deadlines = deadlines_of(visit_, at_),
                     .waiting = waiting_of(visit_, at_, sight_),
                     .offers = offers_of(visit_, at_),
                     .written = writing_offers(visit_, at_),
                     .people = people(),
                     .nominees = nominees(),
                     .ranking = ranking(),
                     .sheets = sheets(),
                     .analyses = analyses(),
                     .ballots = ballots_of(*this),
                     .decree = decree(),
                     .timeline = {}};
  if (may_read_dossier(*this)) page.dossier = page.head.href + "/dossier";
  tell_steps(page);
  return page;
}

}  // namespace gozin::app
