#include "workflows/appointment/service.hpp"

#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// What follows from an act of the case, which puts its notice into the inbox by itself.
bool is_given_by_program(Code const& notice) {
  return notice.text == kRuleSetNotice || notice.text == kSetAsideNotice;
}

/// Before this moment nobody can have been told.
Instant told_from(Case const& state, ServeNotice const& command) {
  auto from = state.opened;
  auto const put = [&](rules::NoticeChannel channel) {
    auto const found = state.notices.find({command.notice, command.person, channel});
    if (found != state.notices.end()) from = std::max(from, found->second);
  };
  put(command.channel);
  if (is_given_by_program(command.notice)) put(rules::NoticeChannel::inbox);
  return from;
}

}  // namespace

std::optional<Rejection> flaw_of_service_day(Context const& context, ServeNotice const& command) {
  if (!command.served) return std::nullopt;
  auto const offset = calendar_of(context).offset;
  auto const from = told_from(case_of(context), command);
  if (day_of(*command.served, offset) >= day_of(from, offset)) return std::nullopt;
  return Rejection{Reason::service_must_follow_what_it_tells, to_rfc3339(from)};
}

void give_notice(Decision& decision, Context const& context, GivenNotice const& given,
                 std::set<PersonId> const& people) {
  bool const by_inbox = std::ranges::any_of(given.rules.notices.services, [](auto const& service) {
    return service.channel == rules::NoticeChannel::inbox;
  });
  if (!by_inbox) return;
  for (auto const& person : people)
    decision.add(context.stream, NoticeAttempted{.notice = Code{std::string{given.notice}},
                                                 .person = person,
                                                 .channel = rules::NoticeChannel::inbox});
}

}  // namespace gozin::appointment
