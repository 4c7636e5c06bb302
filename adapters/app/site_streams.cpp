#include "adapters/app/site_streams.hpp"

#include "adapters/app/site_session.hpp"
#include "adapters/app/site_writing.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/tables.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/state.hpp"
#include "workflows/session/workflow.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

constexpr std::size_t kListed = 500;

/// The kinds that have pages of their own. People have none: their record is personal.
struct Listed {
  std::string_view kind;
  ReadTable const* table;
};
std::vector<Listed> listed() {
  return {{"session", &session::session_list()},
          {"ruleset", &ruleset::ruleset_list()},
          {"body", &registry::body_list()},
          {"post", &registry::post_list()},
          {"budget", &registry::budget_list()}};
}

web::Fact fact(Words const& words, std::string_view field, std::string value) {
  return {words.field("", field), std::move(value), false};
}

web::Named holder_of_post(Words const& words) { return {"holder", words.say("holder_of_post")}; }

/// Who holds the post, and by which case.
void describe_holder(Visit& visit, registry::Post const& post, web::StreamPage& page) {
  auto const& words = visit.words();
  page.facts.push_back({holder_of_post(words), words.who(*post.holder), false});
  if (post.until && !post.is_acting)
    page.facts.push_back(fact(words, "until", words.day(*post.until).text));
  if (post.filled_by)
    page.links.push_back({page_of(*post.filled_by), words.say("appointing_case")});
}

/// Who is in the post by its papers, as one person says: whoever confirms it compares it with them.
void describe_proposal(Visit& visit, registry::Post::Proposal const& proposal,
                       web::StreamPage& page) {
  auto const& words = visit.words();
  auto const& holder = proposal.holder;
  auto const day = [&](Day of) { return words.texts().date(of, words.language(), DateStyle::day); };
  auto& facts = page.facts;
  facts.push_back(fact(words, "proposed_by", words.who(proposal.by)));
  facts.push_back({holder_of_post(words), words.who(holder.person), false});
  facts.push_back(fact(words, "acting", words.say(holder.acting ? "yes" : "no")));
  facts.push_back(fact(words, "from", day(holder.from)));
  if (holder.until) facts.push_back(fact(words, "until", day(*holder.until)));
  facts.push_back(fact(words, "reference", holder.reference.text));
  facts.push_back({words.field("HolderProposed", "source"), holder.source.text, false});
  if (holder.document)
    facts.push_back({words.field("", "document"), to_hex(*holder.document), true});
}

/// Until when an acting head holds the post, and how long acting heads have followed each other.
void describe_acting(Words const& words, registry::Post const& post, web::StreamPage& page) {
  auto const& tenure = post.acting.back();
  auto const add = [&](std::string_view field, std::string value) {
    page.facts.push_back({words.field("ActingAppointed", field), std::move(value), false});
  };
  add("until", words.day(tenure.until).text);
  add("since", words.day(tenure.since).text);
  add("days", words.number(tenure.days));
  if (tenure.by) page.links.push_back({page_of(*tenure.by), words.say("acting_case")});
}

/// Seats that wait for their second person, and who proposed them.
void describe_proposed_seats(Words const& words, registry::Body const& body,
                             web::StreamPage& page) {
  web::Named const what{"proposed_seat", words.say("proposed_seat")};
  for (auto const& [person, proposal] : body.proposals) {
    auto const office = proposal.seat.office
                            ? words.named("choice", name_of(*proposal.seat.office)).text
                            : words.say("gives_up_the_seat");
    page.facts.push_back({what, words.who(person) + " · " + office, false});
    page.facts.push_back(fact(words, "proposed_by", words.who(proposal.by)));
  }
}

/// Roles likewise.
void describe_proposed_roles(Words const& words, registry::Person const& person,
                             web::StreamPage& page) {
  web::Named const what{"proposed_role", words.say("proposed_role")};
  for (auto const& [role, proposal] : person.proposals) {
    auto text = words.named("role", role.text).text;
    if (proposal.role.scope) text += " · " + words.named("unit", proposal.role.scope->text).text;
    if (proposal.role.ends) text += " · " + words.say("gives_up_the_role");
    page.facts.push_back({what, std::move(text), false});
    page.facts.push_back(fact(words, "proposed_by", words.who(proposal.by)));
  }
}

void describe(Visit& visit, StreamId const& stream, web::StreamPage& page) {
  auto const& words = visit.words();
  auto& view = visit.view();
  if (auto const* post = view.find<registry::Post>(stream)) {
    page.facts.push_back(fact(words, "unit", words.named("unit", post->unit.text).text));
    page.facts.push_back(fact(words, "grade", words.number(post->grade)));
    if (post->holder && visit.who()) describe_holder(visit, *post, page);
    if (post->proposal && visit.who()) describe_proposal(visit, *post->proposal, page);
    auto const* by = post->filled_by ? view.find<appointment::Case>(*post->filled_by) : nullptr;
    if (by && by->stayed) page.facts.push_back({holder_of_post(words), words.say("stayed"), false});
    if (post->is_acting) describe_acting(words, *post, page);
  }
  if (auto const* line = view.find<registry::BudgetLine>(stream)) {
    page.facts.push_back(fact(words, "amount", words.number(line->amount)));
    page.facts.push_back(fact(words, "available", words.number(registry::available(*line))));
  }
  auto const* person = view.find<registry::Person>(stream);
  if (person && visit.who()) describe_proposed_roles(words, *person, page);
  auto const* body = view.find<registry::Body>(stream);
  if (body && visit.who()) describe_proposed_seats(words, *body, page);
  if (body && body->commission_of)
    page.facts.push_back(fact(words, "commission_of", title_of(visit, *body->commission_of)));
  if (auto const* rules = view.find<ruleset::RuleSetStream>(stream))
    page.facts.push_back({words.field("", "rules"), to_hex(rules->hash), true});
  if (auto const* session = view.find<session::Session>(stream)) {
    page.facts.push_back(fact(words, "starts", words.minute(session->starts).text));
    for (auto& motion : motions_of(visit, *session)) page.facts.push_back(std::move(motion));
    for (auto const& item : session->agenda)
      page.links.push_back({item.about ? page_of(*item.about) : page_of(stream),
                            words.number(item.number) + ". " + item.title.text});
  }
}

/// Members of bodies hold a public office; who is in a room is for people who are signed in.
void add_people(Visit& visit, StreamId const& stream, web::StreamPage& page) {
  if (!visit.who()) return;
  auto const& words = visit.words();
  auto const add = [&](web::Named role, auto const& people) {
    web::PeopleGroup group{std::move(role), {}};
    for (auto const& person : people) group.people.push_back({words.who(person), {}});
    if (!group.people.empty()) page.people.push_back(std::move(group));
  };
  if (auto const* session = visit.view().find<session::Session>(stream))
    add(words.field("", "present"), session->present);
  auto const* body = visit.view().find<registry::Body>(stream);
  if (!body) return;
  for (auto const office :
       {registry::Office::chair, registry::Office::member, registry::Office::secretary}) {
    std::vector<PersonId> holders;
    for (auto const& [person, held] : body->members)
      if (held == office) holders.push_back(person);
    add(words.named("role", "body_" + std::string{name_of(office)}), holders);
  }
  add(words.named("choice", name_of(registry::Office::alternate)), body->alternates);
}

std::vector<web::Offer> offers_on(Visit& visit, StreamId const& stream) {
  std::vector<web::Offer> found;
  if (visit.actor().empty()) return found;
  auto const& catalog = visit.city().pipeline().catalog();
  auto const is_waited_for = [](std::string_view, std::span<Code const>) { return true; };
  for (auto const& offer : offers(catalog, visit.context(stream), is_waited_for))
    found.push_back({{offer.type->wire, visit.words().named("command", offer.type->name).text},
                     page_of(stream) + "/do/" + offer.type->wire,
                     true});
  if (auto const* folded = visit.view().folded(stream))
    for (auto const* type : commands_open_in(catalog, *folded))
      if (!Writing{visit, *type, stream}.voters().empty())
        found.push_back(
            {{type->wire, visit.words().say("hands")}, form_path_for(*type, stream, {}), false});
  return found;
}

bool is_of_register(StreamId const& stream) {
  auto const kind = stream.kind();
  return kind == registry::Post::kKind || kind == registry::BudgetLine::kKind ||
         kind == registry::Body::kKind;
}

/// A value that an entry of the register keeps in the open; empty for one that people are not
/// shown.
std::string shown(Visit& visit, Field const& field, json::value const& value) {
  auto const& words = visit.words();
  if (value.is_int64()) return words.number(value.get_int64());
  if (value.is_bool()) return words.say(value.get_bool() ? "yes" : "no");
  if (!value.is_string()) return {};
  std::string const text{value.get_string()};
  switch (field.input) {
    case Input::person:
      return words.who(PersonId{text});
    case Input::choice:
      return words.named("choice", text).text;
    case Input::stream:
      return title_of(visit, StreamId{text});
    case Input::date:
      return words.day(parse_iso_date(text).value()).text;
    case Input::instant:
      return words.minute(parse_rfc3339(text).value()).text;
    default:
      return text;
  }
}

/// What was entered in the register, for people who are signed in: members of bodies and holders
/// stand in it by name.
std::vector<web::Fact> facts_of(Visit& visit, Recorded const& recorded) {
  auto const& type = recorded.event.type();
  auto const data = recorded.event.data();
  std::vector<web::Fact> facts;
  for (auto const& field : type.fields) {
    auto const* value = data.get_object().if_contains(field.name);
    if (!value || field.field_class.visibility != Visibility::open) continue;
    auto text = shown(visit, field, *value);
    if (!text.empty())
      facts.push_back({visit.words().field(type.name, field.name), std::move(text),
                       field.input == Input::hash});
  }
  return facts;
}

std::vector<web::Entry> timeline_of(Visit& visit, StreamId const& stream) {
  std::vector<web::Entry> timeline;
  auto const& words = visit.words();
  auto const& catalog = visit.city().pipeline().catalog();
  bool const with_facts = visit.who() && is_of_register(stream);
  visit.store().read_stream(stream, 0, [&](StoredEvent const& stored) {
    auto const recorded = read_recorded(catalog, stored);
    auto const type = words.named("event", recorded.event.type().name);
    auto const& at = recorded.at;
    timeline.push_back({.seq = at.seq,
                        .type = type,
                        .sentence = type.text,
                        .recorded = words.minute(at.recorded),
                        .actor = {visit.who() ? words.who(at.actor) : words.say("person_hidden")},
                        .role = words.named("role", at.role.text),
                        .facts = with_facts ? facts_of(visit, recorded) : std::vector<web::Fact>{},
                        .href = {}});
  });
  std::ranges::reverse(timeline);
  return timeline;
}

}  // namespace

std::string title_of(Visit& visit, StreamId const& stream) {
  auto& view = visit.view();
  if (auto const* post = view.find<registry::Post>(stream)) return post->title.text;
  if (auto const* line = view.find<registry::BudgetLine>(stream)) return line->title.text;
  if (auto const* body = view.find<registry::Body>(stream)) return body->title.text;
  if (auto const* rules = view.find<ruleset::RuleSetStream>(stream))
    return visit.words().of(rules->rules->title);
  if (auto const* session = view.find<session::Session>(stream))
    return visit.words().say("session_of", {{"body", title_of(visit, session->body)},
                                            {"number", visit.words().number(session->number)}});
  return std::string{stream.key()};
}

bool has_page(std::string_view kind) {
  auto const all = listed();
  return std::ranges::find(all, kind, &Listed::kind) != all.end();
}

std::optional<web::ListPage> list_page(Visit& visit, std::string_view kind) {
  auto const all = listed();
  auto const found = std::ranges::find(all, kind, &Listed::kind);
  if (found == all.end()) return std::nullopt;
  web::ListPage page{visit.words().named("streams", kind), {}};
  for (auto const& row : visit.store().select({.table = found->table, .limit = kListed})) {
    StreamId const stream{std::get<std::string>(row.at(0))};
    web::Listed item{page_of(stream), title_of(visit, stream), {}};
    auto const& folded = *visit.view().folded(stream);
    for (auto const& name : chart::leaf_names(folded.kind->chart.model, folded.position))
      item.position.push_back(visit.words().named("state", name));
    page.items.push_back(std::move(item));
  }
  return page;
}

std::optional<StreamView> stream_page(Visit& visit, StreamId const& stream) {
  auto const* folded = has_page(stream.kind()) ? visit.view().folded(stream) : nullptr;
  if (!folded) return std::nullopt;
  auto const& words = visit.words();
  StreamView view;
  auto& page = view.page;
  page.kind = words.named("streams", stream.kind());
  page.id = stream.text;
  page.title = title_of(visit, stream);
  for (auto const& name : chart::leaf_names(folded->kind->chart.model, folded->position))
    page.position.push_back(words.named("state", name));
  page.offers = offers_on(visit, stream);
  page.links_title =
      words.say(stream.kind() == session::Session::kKind ? "agenda" : "cases_of_record");
  describe(visit, stream, page);
  add_people(visit, stream, page);
  page.timeline = timeline_of(visit, stream);
  auto const done = visit.query("done");
  for (auto const& entry : page.timeline)
    if (std::to_string(entry.seq) == done)
      page.done = words.say("done_now", {{"what", entry.sentence}, {"seq", entry.seq}});
  view.chart = chart_of(words, *folded->kind, folded->position);
  return view;
}

}  // namespace gozin::app
