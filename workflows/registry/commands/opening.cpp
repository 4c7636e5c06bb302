#include "workflows/registry/commands/opening.hpp"

#include "engine/command/typed.hpp"
#include "workflows/registry/holders.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/tables.hpp"
#include "workflows/registry/today.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

Person const* find_holder(Context const& context, PersonId const& person) {
  auto const* entry = context.view.find<Person>(stream_of(Person::kKind, person.text));
  return entry && !entry->erased ? entry : nullptr;
}

/// A post that the person holds by more than acting in it.
std::optional<StreamId> other_post(Context const& context, Person const& person) {
  auto const other = std::ranges::find_if(
      person.posts, [&](StreamId const& post) { return post != context.stream; });
  return other == person.posts.end() ? std::nullopt : std::optional{*other};
}

std::optional<Rejection> flaw_of(HolderProposed const& holder, Context const& context) {
  for (auto const& [name, given] :
       {std::pair{"source", &holder.source}, std::pair{"reference", &holder.reference}})
    if (given->text.empty()) return Rejection{EngineReason::field_must_be_given, name};
  auto const* person = find_holder(context, holder.person);
  if (!person) return Rejection{Reason::holder_must_be_registered, holder.person.text};
  if (context.call.actor == holder.person || context.call.behalf == holder.person)
    return Rejection{Reason::holding_must_be_entered_by_others, holder.person.text};
  if (holder.from > today(context))
    return Rejection{Reason::holding_must_not_begin_ahead, to_iso_date(holder.from)};
  if (holder.until && *holder.until < holder.from)
    return Rejection{Reason::holding_must_end_after_it_begins, to_iso_date(*holder.until)};
  if (holder.acting) {
    if (holder.until) return std::nullopt;
    return Rejection{Reason::acting_must_have_an_end, holder.person.text};
  }
  if (auto const other = other_post(context, *person))
    return Rejection{Reason::holder_must_have_no_other_post, other->text};
  return std::nullopt;
}

/// A post of the class that a case of this log fills or has filled.
std::optional<StreamId> post_filled_here(Code const& post_class, Context const& context) {
  for (auto const& row : context.facts.rows(post_list(), "post_class", post_class.text)) {
    StreamId const stream{std::get<std::string>(row.front())};
    auto const* post = context.view.find<Post>(stream);
    if (post && (post->claimed_by || post->acting_claimed_by || post->filled_by)) return stream;
  }
  return std::nullopt;
}

/// What both kinds of holders are entered with.
template <class Held>
Held held(HolderProposed const& holder, std::optional<PersonId> const& proposed_by,
          Context const& context) {
  Held entered;
  entered.person = holder.person;
  entered.from = holder.from;
  entered.reference = holder.reference;
  entered.source = holder.source;
  entered.document = holder.document;
  entered.outsider = find_holder(context, holder.person)->kind != PersonKind::staff;
  entered.proposed_by = proposed_by;
  return entered;
}

void record(Decision& decision, Context const& context, HolderProposed const& holder,
            std::optional<PersonId> const& proposed_by) {
  if (holder.acting) {
    auto head = held<ActingHeadRecorded>(holder, proposed_by, context);
    head.until = *holder.until;
    head.ends = start_of_day(*holder.until + std::chrono::days{1}, context);
    return hold_post(decision, context, head);
  }
  auto entered = held<HolderRecorded>(holder, proposed_by, context);
  entered.until = holder.until;
  hold_post(decision, context, entered);
}

}  // namespace

Result<Decision> decide(ProposeHolder const& command, Context const& context) {
  HolderProposed const holder{.person = command.person,
                              .acting = command.acting,
                              .from = command.from,
                              .until = command.until,
                              .reference = command.reference,
                              .source = command.source,
                              .document = command.document};
  if (auto const refused = flaw_of_other_cases(*context.view.find<Post>(context.stream)))
    return *refused;
  if (auto const refused = flaw_of(holder, context)) return *refused;
  Decision decision;
  decision.add(context.stream, holder);
  if (is_demonstrators(context)) record(decision, context, holder, std::nullopt);
  return decision;
}

Result<Decision> decide(ConfirmHolder const&, Context const& context) {
  auto const& proposal = context.view.find<Post>(context.stream)->proposal;
  if (!proposal) return Rejection{Reason::holder_must_be_proposed, context.stream.text};
  for (auto const& one : {context.call.actor, context.call.behalf})
    if (!one.empty() && (proposal->by == one || proposal->behalf == one))
      return Rejection{Reason::opening_must_be_confirmed_by_another_person, one.text};
  if (auto const refused = flaw_of(proposal->holder, context)) return *refused;

  Decision decision;
  record(decision, context, proposal->holder, proposal->by);
  return decision;
}

Result<Decision> decide(DropHolderProposal const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, HolderProposalDropped{.reason = command.reason});
  return decision;
}

Result<Decision> decide(SetGoLive const& command, Context const& context) {
  auto const& log = *context.view.find<Log>(context.stream);
  auto const now = today(context);
  auto const known = log.go_live.find(command.post_class);
  if (known != log.go_live.end() && known->second <= now)
    return Rejection{Reason::class_must_not_be_live, to_iso_date(known->second)};
  if (known == log.go_live.end())
    if (auto const post = post_filled_here(command.post_class, context))
      return Rejection{Reason::class_must_not_be_live, post->text};
  if (command.from < now)
    return Rejection{Reason::go_live_must_not_lie_behind, to_iso_date(command.from)};

  Decision decision;
  decision.add(context.stream, GoLiveSet{.post_class = command.post_class, .from = command.from});
  return decision;
}

std::vector<CommandType> opening_commands() {
  auto const affairs = [](std::string_view event) {
    return CommandTraits{.roles = {"administrative_affairs", kOperator}, .leads_to = {event}};
  };
  CommandTraits const administrator{.roles = {"administrator", kOperator}};
  return {command_type<ProposeHolder>("registry", "post", affairs("HolderProposed")),
          command_type<ConfirmHolder>("registry", "post", affairs("HolderRecorded")),
          command_type<DropHolderProposal>("registry", "post", affairs("HolderProposalDropped")),
          command_type<SetGoLive>("registry", "log", administrator)};
}

}  // namespace gozin::registry
