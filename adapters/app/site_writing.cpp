#include "adapters/app/site_writing.hpp"

#include "adapters/app/site_form.hpp"
#include "adapters/http/target.hpp"
#include "engine/port/plain_text.hpp"
#include "workflows/appointment/authority.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/electing.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/ruleset/versions.hpp"
#include "workflows/session/motions.hpp"
#include "workflows/session/state.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

using appointment::Case;

constexpr std::size_t kFoundMax = 20;
constexpr std::size_t kLettersLeast = 3;

Code const& clerk() {
  static Code const role{std::string{name_of(registry::GrantedRole::clerk)}};
  return role;
}

std::vector<Code> roles_of_writer(CommandType const& type, Context const& context) {
  if (context.stream.kind() == Case::kKind) return appointment::roles_written_down(type, context);
  bool const is_vote = type.name == session::VoteOnRuleSet::kName;
  if (!is_vote || !registry::acts_in_role(context, context.call.actor, clerk(), {})) return {};
  return {Code{std::string{registry::kBodyMember}}};
}

std::vector<PersonId> members_of(View& view, StreamId const& body) {
  auto const* found = view.find<registry::Body>(body);
  return found ? registry::voters(*found) : std::vector<PersonId>{};
}

/// Whose vote is missing about a rule set, of those who were there when it was opened.
std::vector<PersonId> voters_on_rules(ruleset::RuleSetStream const& rules, View& view) {
  std::vector<PersonId> voters;
  auto const& vote = rules.vote;
  auto const* session = vote ? view.find<session::Session>(vote->session) : nullptr;
  if (!session) return voters;
  for (auto const& member : vote->present)
    if (session->present.contains(member) && !vote->roll.contains(member)) voters.push_back(member);
  return voters;
}

std::vector<PersonId> voters_in_ballot(CommandType const& type, Case const& state,
                                       Context const& context) {
  std::vector<PersonId> voters;
  auto const* ballot = appointment::find_ballot(state);
  bool const is_open = ballot && ballot->secrecy == ballot::Secrecy::open &&
                       ballot->medium == appointment::Medium::electronic;
  auto const wanted = is_open && appointment::is_election(*ballot)
                          ? appointment::CastElectionBallot::kName
                          : appointment::CastBallot::kName;
  if (!is_open || type.name != wanted) return voters;
  for (auto const& member : ballot->present)
    if (!appointment::flaw_of_voter(context, *ballot, member)) voters.push_back(member);
  return voters;
}

/// UTF-8: what is no continuation begins a letter.
std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<PersonId> by_name(Words const& words, std::vector<PersonId> people) {
  std::ranges::sort(people);
  auto const [first, last] = std::ranges::unique(people);
  people.erase(first, last);
  std::ranges::stable_sort(people, {}, [&](PersonId const& person) {
    return words.texts().sort_key(words.who(person));
  });
  return people;
}

std::vector<web::Link> links_to(Visit& visit, CommandType const& type, StreamId const& stream,
                                std::vector<PersonId> const& people) {
  std::vector<web::Link> links;
  for (auto const& person : people)
    links.push_back({form_path_for(type, stream, person), visit.words().who(person)});
  return links;
}

}  // namespace

AskedFor::AskedFor(Visit& visit, StreamId stream, PersonId const& behalf)
    : visit_{visit}, call_{visit.call()}, stream_{std::move(stream)} {
  if (behalf.empty()) return;
  call_.behalf = behalf;
  call_.channel = clerk();
}

Writing::Writing(Visit& visit, CommandType const& type, StreamId const& stream)
    : visit_{visit}, type_{type}, stream_{stream} {
  if (!stream.empty() && visit.who() && visit.view().folded(stream))
    roles_ = roles_of_writer(type, visit.context(stream));
}

bool Writing::may_be(std::string_view role) const {
  return std::ranges::find(roles_, role, &Code::text) != roles_.end();
}

bool Writing::is_anybodys() const { return may_be(registry::kCitizen); }

bool Writing::suits(PersonId const& behalf) const {
  if (!is_possible() || behalf.empty() || behalf == visit_.actor()) return false;
  AskedFor asked{visit_, stream_, behalf};
  return !roles_for(visit_.city().pipeline().catalog(), type_, asked.context()).empty();
}

std::vector<PersonId> Writing::known() const {
  std::vector<PersonId> people;
  auto const add = [&](std::vector<PersonId> const& more) {
    people.insert(people.end(), more.begin(), more.end());
  };
  auto& view = visit_.view();
  if (auto const* rules = view.find<ruleset::RuleSetStream>(stream_))
    add(members_of(view, ruleset::approving_body(view, *rules)));
  auto const at = find_case(visit_, stream_.key());
  if (stream_.kind() != Case::kKind || !at) return people;
  auto const& state = *at->state;
  auto const sight = sight_of(visit_.context(stream_), state, at->active);
  if (may_be("nominee") && sight.nominees)
    for (auto const& [id, nominee] : state.nominees)
      if (nominee.person && appointment::is_anybody(nominee)) people.push_back(*nominee.person);
  if (may_be("assessor") && sight.panel) {
    for (auto const& seat : state.panel) people.push_back(seat.person);
    add(state.reserves);
  }
  bool const of_body = may_be(registry::kBodyMember) || may_be(registry::kBodySecretary);
  if (of_body && state.review) add(members_of(view, state.review->body));
  return people;
}

bool Writing::has_somebody() const {
  return is_anybodys() ||
         std::ranges::any_of(known(), [&](PersonId const& person) { return suits(person); });
}

std::vector<PersonId> Writing::people() const {
  auto people = known();
  std::erase_if(people, [&](PersonId const& person) { return !suits(person); });
  return by_name(visit_.words(), std::move(people));
}

std::vector<PersonId> Writing::voters() const {
  std::vector<PersonId> voters;
  if (!is_possible()) return voters;
  auto const context = visit_.context(stream_);
  if (auto const* rules = visit_.view().find<ruleset::RuleSetStream>(stream_))
    voters = voters_on_rules(*rules, visit_.view());
  if (auto const* state = visit_.view().find<Case>(stream_))
    voters = voters_in_ballot(type_, *state, context);
  std::erase_if(voters, [&](PersonId const& person) { return !suits(person); });
  return by_name(visit_.words(), std::move(voters));
}

Writing::Found Writing::find(std::string const& words) const {
  Found found;
  if (!is_anybodys()) return found;
  auto const& texts = visit_.words().texts();
  auto const key = texts.search_key(words);
  if (letters_in(key) < kLettersLeast) return found;
  std::vector<PersonId> people;
  if (auto const number = plain_entry(words); all_ascii_digits(number))
    if (auto const entry = visit_.city().entry_of(visit_.store(), number);
        entry && suits(entry->person))
      people.push_back(entry->person);
  for (auto const& one : visit_.city().people()) {
    if (texts.search_key(one.name).find(key) == std::string::npos) continue;
    if (people.size() > kFoundMax) break;
    if (suits(one.person)) people.push_back(one.person);
  }
  found.has_more = people.size() > kFoundMax;
  if (found.has_more) people.resize(kFoundMax);
  found.people = by_name(visit_.words(), std::move(people));
  return found;
}

web::WhosePage whose_page(Visit& visit, CommandType const& type, StreamId const& stream) {
  auto const& words = visit.words();
  Writing const writing{visit, type, stream};
  web::WhosePage page;
  page.back = page_of(stream);
  page.action = form_path(type, stream);
  page.command = words.named("command", type.name);
  if (auto const* state = visit.view().find<Case>(stream)) page.case_title = state->post_title.text;
  page.people = links_to(visit, type, stream, writing.people());
  page.searchable = writing.is_anybodys();
  page.find = visit.query("find");
  if (page.find.empty()) return page;
  auto const found = writing.find(page.find);
  page.found = links_to(visit, type, stream, found.people);
  page.has_more = found.has_more;
  return page;
}

std::string form_path(CommandType const& type, StreamId const& stream) {
  auto const page = page_of(stream);
  return (page == "/" ? "" : page) + "/do/" + type.wire;
}

std::string form_path_for(CommandType const& type, StreamId const& stream, PersonId const& behalf) {
  return form_path(type, stream) + "?" + std::string{kBehalf} + "=" +
         http::percent_encoded(behalf.text);
}

std::vector<web::Offer> writing_offers(Visit& visit, Standing const& at) {
  std::vector<web::Offer> offers;
  if (visit.actor().empty()) return offers;
  auto const tasks = tasks_of(visit, at);
  auto const& catalog = visit.city().pipeline().catalog();
  for (auto const* type : commands_open_in(catalog, *at.folded)) {
    Writing const writing{visit, *type, at.stream};
    if (!writing.is_possible()) continue;
    bool const is_awaited =
        type->traits.task.empty() || std::ranges::any_of(tasks, [&](appointment::Task const& task) {
          return task.command == type->traits.task || task.command == type->wire;
        });
    if (!is_awaited || !writing.has_somebody()) continue;
    auto name = visit.words().named("command", type->name);
    name.name = type->wire;
    offers.push_back({std::move(name), form_path_for(*type, at.stream, {}), false});
  }
  return offers;
}

}  // namespace gozin::app
