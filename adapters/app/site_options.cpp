#include "adapters/app/site_form.hpp"
#include "adapters/app/site_session.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/appointment/tables.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/tables.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/motions.hpp"
#include "workflows/session/state.hpp"
#include "workflows/session/workflow.hpp"

#include <algorithm>
#include <set>

namespace gozin::app {
namespace {

using Choices = std::vector<web::Choice>;

constexpr std::size_t kRowsMax = 500;

Choices sorted(Words const& words, Choices choices) {
  std::ranges::stable_sort(
      choices, {}, [&](web::Choice const& choice) { return words.texts().sort_key(choice.text); });
  return choices;
}

std::string text_at(Row const& row, std::size_t column) {
  auto const* text = std::get_if<std::string>(&row.at(column));
  return text ? *text : std::string{};
}

/// Who is linked to whom, and how; only people of administrative affairs dispose of it.
std::string hint_text(CaseReader const& reader, appointment::HintAbout const& about) {
  auto const kind = "kind." + std::string{name_of(about.kind)};
  return reader.person(about.person, reader.sight().panel) + " – " + reader.nominee(about.nominee) +
         ": " + reader.words().named("choice", kind).text;
}

/// Whose act it is stands in the file for whoever may read that part of it: who put somebody
/// forward, who voted and declared, who assesses, who stands.
bool may_know_whose(Sight const& sight, transcription::Act const& act) {
  if (act.type.text == appointment::NominationReceived::kType) return sight.nominators;
  if (act.role.text == "body_member" || act.role.text == "body_secretary") return sight.votes;
  if (act.role.text == "assessor") return sight.panel;
  if (act.role.text == "nominee") return sight.nominees;
  // A citizen is known to those who know nominators, and whose objection it is to who hears it.
  return sight.nominators || (act.type.text == appointment::ObjectionRaised::kType &&
                              sight.roles.contains("objections_officer"));
}

/// How the member voted, as it was written down, in the open ballot under way.
std::optional<balloting::Choice> choice_in(CaseReader const* reader,
                                           transcription::Act const& act) {
  auto const* ballot =
      reader && reader->sight().votes ? appointment::find_ballot(reader->state()) : nullptr;
  if (!ballot || ballot->code != act.about) return std::nullopt;
  auto const cast = ballot->roll.find(act.behalf);
  return cast == ballot->roll.end() ? std::nullopt : cast->second;
}

std::size_t column_of(ReadTable const& table, std::string_view name) {
  auto const found = std::ranges::find(table.columns, name, &Column::name);
  return static_cast<std::size_t>(std::distance(table.columns.begin(), found));
}

}  // namespace

Options::Options(Visit& visit, CommandType const& type, StreamId const& stream, PersonId behalf)
    : visit_{visit}, type_{type}, stream_{stream}, behalf_{std::move(behalf)} {
  if (stream.kind() != appointment::Case::kKind) return;
  if (auto const at = find_case(visit, stream.key()))
    reader_ = std::make_unique<CaseReader>(visit, *at);
}

std::optional<Choices> Options::of(Field const& field) const {
  if (!field.choices.empty()) {
    Choices choices;
    auto const& words = visit_.words();
    for (auto const name : field.choices) {
      auto const own = std::string{field.name} + "." + std::string{name};
      bool const has_own = words.texts().has("choice." + own, words.language());
      choices.push_back(
          {std::string{name}, words.named("choice", has_own ? std::string_view{own} : name).text});
    }
    return choices;
  }
  if (field.input == Input::choice) return from("inquiry_outcomes");
  return from(field.source);
}

Choices Options::keys_of(Field const& field) const {
  auto keys = from(field.source);
  return keys ? std::move(*keys) : Choices{};
}

std::optional<Choices> Options::from(std::string_view source) const {
  if (auto choices = of_city(source)) return choices;
  if (!reader_) return std::nullopt;
  if (auto choices = of_case(source)) return choices;
  return of_rules(source);
}

std::optional<Choices> Options::of_city(std::string_view source) const {
  if (source == "transcriptions") return transcriptions();
  if (source == "persons" || source == "pool") return people();
  if (source == "body_members") return members();
  if (source == "seats_proposed") return seats_proposed();
  if (source == "report_readers") return report_readers();
  if (auto const* session = visit_.view().find<session::Session>(stream_)) {
    if (source == "motions") return motions_awaited(visit_, *session);
    if (source == "nominees") return nominees_on_agenda(visit_, *session);
  }
  if (source == "posts") return rows(registry::post_list(), "title");
  if (source == "budget_lines") return rows(registry::budget_list(), "title");
  if (source == "bodies") return rows(registry::body_list(), "title");
  if (source == "cases") return rows(appointment::case_list(), "post_title");
  if (source == "sessions") return rows(session::session_list(), "number");
  if (source == "rulesets")
    return rows(ruleset::ruleset_list(),
                visit_.language() == Language::fa ? "title_fa" : "title_en");
  return std::nullopt;
}

std::optional<Choices> Options::of_case(std::string_view source) const {
  auto const& state = reader_->state();
  if (source == "nominees" || source == "own" || source == "unmatched") return nominees(source);
  if (source == "aliases") return aliases();
  if (source == "ballots") return ballots();
  Choices choices;
  if (source == "assessors") {
    for (auto const& seat : state.panel)
      choices.push_back({seat.person.text, reader_->person(seat.person, reader_->sight().panel)});
  } else if (source == "standing" || source == "tied") {
    return of_election(source);
  } else if (source == "objections") {
    for (auto const& one : state.objections)
      if (one.open)
        choices.push_back(
            {one.code.text, visit_.words().named("choice", name_of(one.against)).text});
  } else if (source == "deadlines") {
    for (auto const& [name, open] : state.deadlines)
      choices.push_back({name.text, deadline(visit_, name.text, open.due).what.text});
  } else if (source == "accounts") {
    for (auto const& [request, due] : state.accounts)
      choices.push_back({request.text, visit_.words().minute(due).text});
  } else if (source == "notices") {
    for (auto const& [notice, person] : state.notices_owed)
      if (person == visit_.actor())
        choices.push_back({notice.text, visit_.words().named("notice", notice.text).text});
  } else if (source == "corrections") {
    for (auto const& [proposal, correction] : state.corrections)
      choices.push_back({proposal.text, visit_.words().number(correction.seq)});
  } else if (source == "hints") {
    for (auto const& [hint, about] : state.hints_open)
      choices.push_back({hint.text, hint_text(*reader_, about)});
  } else if (source == "evidence") {
    for (auto const& [id, nominee] : state.nominees)
      for (auto const& one : nominee.evidence)
        choices.push_back(
            {one.code.text, reader_->nominee(id) + " – " + reader_->title_of(one.about)});
  } else {
    return std::nullopt;
  }
  return choices;
}

std::optional<Choices> Options::of_rules(std::string_view source) const {
  auto const* rules = reader_->rules();
  if (source == "inquiry_outcomes") {
    Choices choices;
    for (auto const name : names_of(std::type_identity<appointment::InquiryOutcome>{}))
      choices.push_back({std::string{name}, visit_.words().named("choice", name).text});
    return choices;
  }
  if (!rules) return std::nullopt;
  Choices choices;
  auto const add = [&](auto const& items) {
    for (auto const& item : items)
      choices.push_back({item.code.text, visit_.words().of(item.title)});
  };
  if (source == "criteria") return criteria();
  if (source == "conditions" || source == "conditions_criteria") add(rules->conditions);
  if (source == "conditions_criteria") add(rules->criteria);
  if (source == "gates") add(rules->gates);
  if (source == "inquiries") add(rules->inquiries);
  if (source == "post_classes") add(rules->routes.post_classes);
  if (choices.empty()) return std::nullopt;
  return choices;
}

std::string Options::narrowness() const {
  auto const* rules = reader_ ? reader_->rules() : nullptr;
  if (!rules) return {};
  auto const& words = visit_.words();
  auto const meeting = visit_.city().directory().count_meeting(rules->conditions);
  return words.say("hint_narrowness", {{"count", words.number(meeting)},
                                       {"least", words.number(rules->limits.selectivity_min)}});
}

/// The register is for those who serve the city; anybody else finds themselves in it.
Choices Options::people() const {
  auto const all = visit_.city().people();
  auto const me = std::ranges::find(all, visit_.actor(), &cli::PersonEntry::person);
  auto const serves = me != all.end() && !me->roles.empty();
  if (serves) visit_.read_register();
  Choices choices;
  for (auto const& one : all)
    if (serves || one.person == visit_.actor()) choices.push_back({one.person.text, one.name});
  return choices;
}

Choices Options::members() const {
  StreamId body;
  if (reader_ && reader_->state().review) body = reader_->state().review->body;
  if (auto const* session = visit_.view().find<session::Session>(stream_)) body = session->body;
  if (stream_.kind() == registry::Body::kKind) body = stream_;
  Choices choices;
  if (auto const* found = visit_.view().find<registry::Body>(body))
    for (auto const& [person, office] : found->members)
      choices.push_back({person.text, visit_.words().who(person)});
  return sorted(visit_.words(), std::move(choices));
}

/// Who reads reports is in office and no secret: whoever reports looks for a name there.
Choices Options::report_readers() const {
  Choices choices;
  for (auto const& one : visit_.city().people()) {
    auto const reads = [](std::string const& role) {
      return role == "auditor" || role == "inspectorate";
    };
    if (std::ranges::any_of(one.roles, reads)) choices.push_back({one.person.text, one.name});
  }
  return sorted(visit_.words(), std::move(choices));
}

Choices Options::seats_proposed() const {
  Choices choices;
  if (auto const* body = visit_.view().find<registry::Body>(stream_))
    for (auto const& [person, proposal] : body->proposals)
      choices.push_back({person.text, visit_.words().who(person)});
  return sorted(visit_.words(), std::move(choices));
}

Choices Options::nominees(std::string_view source) const {
  Choices choices;
  for (auto const& [id, one] : reader_->state().nominees) {
    bool const is_own = behalf_.empty() ? reader_->sight().own.contains(id) : one.person == behalf_;
    if (source == "own" && !is_own) continue;
    if (source == "unmatched" && one.person) continue;
    if (one.standing == appointment::Standing::merged) continue;
    choices.push_back({id.text, reader_->nominee(id)});
  }
  return choices;
}

/// One's own sheets that are still to be sealed.
Choices Options::aliases() const {
  auto const& state = reader_->state();
  Choices choices;
  auto const own = state.aliases.find(visit_.actor());
  if (own == state.aliases.end()) return choices;
  for (auto const& alias : own->second) {
    auto const is_sealed = std::ranges::any_of(state.sealed, [&](auto const& sheet) {
      return sheet.alias == alias && sheet.assessor == visit_.actor() && sheet.round == state.round;
    });
    if (is_sealed) continue;
    // Where a round is judged by name the alias is the nominee's id.
    auto const is_named = state.nominees.contains(NomineeId{alias.text});
    choices.push_back({alias.text, is_named
                                       ? reader_->nominee(NomineeId{alias.text})
                                       : visit_.words().say("alias", {{"alias", alias.text}})});
  }
  return choices;
}

/// Who may be voted for in the round under way, or who is tied after the last one.
Choices Options::of_election(std::string_view source) const {
  auto const& state = reader_->state();
  std::vector<NomineeId> who;
  if (auto const* open = appointment::find_ballot(state); open && source == "standing")
    who = open->standing;
  if (source == "tied" && appointment::awaits_tie_break(state)) who = state.ballots.back().who;
  Choices choices;
  for (auto const& one : who) choices.push_back({one.text, reader_->nominee(one)});
  return choices;
}

/// The ballot that is open, or the one whose tie is to be settled.
Choices Options::ballots() const {
  auto const& state = reader_->state();
  auto const* open = appointment::find_ballot(state);
  if (!open && appointment::awaits_tie_break(state)) open = &state.ballots.back().ballot;
  Choices choices;
  if (!open) return choices;
  for (auto const& shown : ballots_of(*reader_))
    if (shown.id == open->code.text) choices.push_back({shown.id, shown.question});
  return choices;
}

/// What clerks wrote down and this reader may be the second person of.
Choices Options::transcriptions() const {
  auto const* rules = visit_.view().find<ruleset::RuleSetStream>(stream_);
  auto const* acts = reader_                ? &reader_->state().transcribed
                     : rules && rules->vote ? &rules->vote->transcribed
                                            : nullptr;
  Choices choices;
  if (!acts) return choices;
  bool const disputes = type_.name == appointment::DisputeTranscription::kName ||
                        type_.name == session::DisputeRuleSetVote::kName;
  auto const roles = roles_for(visit_.city().pipeline().catalog(), type_, visit_.context(stream_));
  for (auto const& [number, act] : *acts) {
    bool const is_seconds = act.clerk != visit_.actor() && act.behalf != visit_.actor() &&
                            std::ranges::any_of(roles, [&](Code const& role) {
                              return reader_
                                         ? appointment::may_speak(reader_->state(), role, number)
                                         : appointment::suits(role, act);
                            });
    // Whoever it stands for says that they never did it, and confirms nothing.
    bool const is_own = act.behalf == visit_.actor() && disputes;
    if (act.word != transcription::Word::awaited || (!is_seconds && !is_own)) continue;
    choices.push_back({std::to_string(number), told(number, act)});
  }
  return choices;
}

/// An act as this reader may know it: what it was, about whom, whose it is.
std::string Options::told(std::int64_t number, transcription::Act const& act) const {
  auto const& words = visit_.words();
  auto const what = words.named("event", act.type.text).text;
  bool const is_own = act.behalf == visit_.actor();
  auto who = words.named("role", act.role.text).text;
  if (is_own || !reader_ || may_know_whose(reader_->sight(), act)) who = words.who(act.behalf);
  auto text = words.say("transcribed_for", {{"event", what},
                                            {"number", words.number(number)},
                                            {"clerk", words.who(act.clerk)},
                                            {"who", who}});
  auto const* nominee =
      reader_ && act.nominee ? appointment::find_nominee(reader_->state(), *act.nominee) : nullptr;
  if (nominee && nominee->person != act.behalf)
    text += " – " + words.say("transcribed_about", {{"nominee", reader_->nominee(nominee->id)}});
  if (auto const choice = choice_in(reader_.get(), act))
    text += " – " + words.named("choice", name_of(*choice)).text;
  return text;
}

/// Those of the round under way where sheets are sealed, all of them elsewhere.
Choices Options::criteria() const {
  auto const& rules = *reader_->rules();
  auto const round = std::ranges::find(rules.rounds, reader_->state().round, &rules::Round::code);
  auto const is_of_round = [&](Code const& code) {
    if (type_.wire != "seal_score_sheet" || round == rules.rounds.end()) return true;
    return std::ranges::find(round->criteria, code) != round->criteria.end();
  };
  Choices choices;
  for (auto const& criterion : rules.criteria)
    if (is_of_round(criterion.code))
      choices.push_back({criterion.code.text, visit_.words().of(criterion.title)});
  return choices;
}

Choices Options::levels_of(std::string_view criterion) const {
  Choices choices;
  if (!reader_ || !reader_->rules()) return choices;
  auto const* found = rules::find_criterion(*reader_->rules(), Code{std::string{criterion}});
  if (!found) return choices;
  for (int level = found->level_min; level <= found->level_max; ++level) {
    auto text = visit_.words().number(level);
    for (auto const& anchor : found->anchors)
      if (anchor.level == level) text += " – " + visit_.words().of(anchor.text);
    choices.push_back({std::to_string(level), std::move(text)});
  }
  return choices;
}

Choices Options::rows(ReadTable const& table, std::string_view title) const {
  auto const at = column_of(table, title);
  Choices choices;
  for (auto const& row : visit_.store().select({.table = &table, .limit = kRowsMax})) {
    auto const stream = text_at(row, 0);
    auto text = text_at(row, at);
    if (text.empty()) text = std::string{StreamId{stream}.key()};
    choices.push_back({stream, std::move(text)});
  }
  return sorted(visit_.words(), std::move(choices));
}

}  // namespace gozin::app
