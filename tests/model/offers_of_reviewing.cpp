#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/counting.hpp"
#include "workflows/appointment/commands/reviewing.hpp"
#include "workflows/session/commands.hpp"
#include "workflows/session/procedure.hpp"

// What is tried in a body and around its session.
namespace gozin::model {
namespace {

using namespace appointment;

StreamId const kSession{"session/council-1"};

std::vector<NomineeId> candidates(Asked const& asked) {
  if (!asked.state) return {};
  return asked.state->permitted;
}

template <class C>
void plain_item(Asked const&, Arguments& into) {
  into.right(C{});
}

template <class C>
void reasoned(Asked const&, Arguments& into) {
  into.right(C{.reason = words()});
}

template <class C>
void in_session(Asked const&, Arguments& into) {
  into.right(C{.session = kSession});
  into.odd(C{.session = StreamId{"session/council-9"}});
}

void declare_as_member(Asked const& asked, Arguments& into) {
  DeclareInterestAsMember all;
  for (auto const& id : candidates(asked)) all.interests[id] = Interest::none;
  bool const known = asked.state && asked.state->review &&
                     std::ranges::any_of(asked.state->review->declarations, [&](auto const& one) {
                       return one.declarer == asked.caller.actor;
                     });
  known ? into.odd(all) : into.right(all);
  into.odd(DeclareInterestAsMember{});
  if (all.interests.empty()) return;
  auto kin = all;
  kin.interests.begin()->second = Interest::kinship;
  bool const explored = !known && asked.caller.actor.text == "m-2";
  explored ? into.right(kin) : into.odd(kin);
  auto other = all;
  other.interests[NomineeId{"n-unknown"}] = Interest::none;
  into.odd(other);
  all.interests.erase(std::prev(all.interests.end()));
  into.odd(all);
}

void recuse_member(Asked const& asked, Arguments& into) {
  into.odd(RecuseMember{.nominee = {}, .reason = words()});
  for (auto const& id : candidates(asked)) {
    bool const explored = asked.caller.actor.text == "m-2" && id == candidates(asked).front();
    RecuseMember const one{.nominee = id, .reason = words()};
    explored ? into.right(one) : into.odd(one);
  }
  into.odd(RecuseMember{.nominee = NomineeId{"n-unknown"}, .reason = words()});
}

void rule(Asked const& asked, Arguments& into) {
  auto const on = [](std::string_view member, std::int64_t yes, std::int64_t no) {
    return RuleOnRecusal{.member = PersonId{std::string{member}},
                         .nominee = {},
                         .challenger = PersonId{"m-1"},
                         .yes = yes,
                         .no = no,
                         .reason = words()};
  };
  bool const first = asked.state && asked.state->review && asked.state->review->recused.empty();
  first ? into.right(on("m-3", 2, 0)) : into.odd(on("m-3", 2, 0));
  into.odd(on("m-2", 1, 1));
  into.odd(on("m-2", 9, 0));
  into.odd(on("m-1", 1, 0));
  into.odd(on("p-1", 1, 0));
}

void propose(Asked const& asked, Arguments& into) {
  for (auto const& id : candidates(asked)) into.right(ProposeCandidate{.nominee = id});
  into.odd(ProposeCandidate{.nominee = nominee_of("p-4")});
  into.odd(ProposeCandidate{.nominee = NomineeId{"n-unknown"}});
}

void attend(Asked const& asked, Arguments& into) {
  using session::Presence;
  for (auto const name : {"m-1", "m-2", "m-3", "p-1"})
    for (auto const presence : {Presence::arrived, Presence::left}) {
      session::RecordAttendance const one{.member = PersonId{name}, .presence = presence};
      bool const explored =
          asked.caller.role.text == "body_secretary" && PersonId{name} != PersonId{"m-1"};
      explored ? into.right(one) : into.odd(one);
    }
}

void call_session(Asked const& asked, Arguments& into) {
  session::CallSession called{.body = StreamId{"body/council"},
                              .number = 2,
                              .starts = Instant{asked.world.now.ms + 3'600'000},
                              .ruleset = StreamId{"ruleset/r-1"}};
  into.odd(called);
  called.starts = asked.world.now;
  into.odd(called);
}

void add_item(Asked const&, Arguments& into) {
  into.odd(session::AddAgendaItem{.title = Label{"item"}, .about = StreamId{"case/c-1"}});
  into.odd(session::AddAgendaItem{.title = Label{"item"}, .about = StreamId{"case/none"}});
}

/// What the session needs for a return or a ruling; about nothing else, or there would be too much.
void enter_motion(Asked const& asked, Arguments& into) {
  using session::EnterMotion;
  using session::Procedure;
  auto const* meeting = asked.world.state<session::Session>(kSession);
  bool const first = meeting && meeting->motions.empty();
  StreamId const about{"case/c-1"};
  for (auto const procedure : {Procedure::return_to_screening, Procedure::return_to_assessing}) {
    EnterMotion const one{
        .procedure = procedure, .about = about, .mover = PersonId{"m-1"}, .yes = 2, .no = 1};
    first ? into.right(one) : into.odd(one);
  }
  EnterMotion const challenge{.procedure = Procedure::recuse,
                              .about = about,
                              .member = PersonId{"m-3"},
                              .mover = PersonId{"m-1"},
                              .yes = 2,
                              .no = 0};
  first ? into.right(challenge) : into.odd(challenge);
  EnterMotion const voiding{.procedure = Procedure::void_ballot,
                            .about = about,
                            .mover = PersonId{"m-1"},
                            .yes = 2,
                            .no = 1};
  first ? into.right(voiding) : into.odd(voiding);
  into.odd(EnterMotion{.about = about, .mover = PersonId{"m-1"}, .yes = 2});
  into.odd(EnterMotion{.about = StreamId{"case/none"}, .mover = PersonId{"p-1"}, .yes = 9});
}

void confirm_motion(Asked const&, Arguments& into) {
  into.right(session::ConfirmMotion{.motion = 1});
  into.odd(session::ConfirmMotion{.motion = 2});
}

}  // namespace

Offers offers_of_reviewing() {
  return {{"PutOnAgenda", in_session<PutCaseOnAgenda>},
          {"OpenItem", in_session<OpenItem>},
          {"DeclareInterestAsMember", declare_as_member},
          {"RecuseMember", recuse_member},
          {"RuleOnRecusal", rule},
          {"ProposeCandidate", propose},
          {"DeferReview", reasoned<DeferReview>},
          {"ReferToFallbackBody", plain_item<ReferToFallbackBody>},
          {"ReturnToScreening", reasoned<ReturnToScreening>},
          {"ReturnToAssessing", reasoned<ReturnToAssessing>},
          {"ObjectToResolution", reasoned<ObjectToResolution>},
          {"ConfirmResolution", plain_item<ConfirmResolution>},
          {"CallSession", call_session},
          {"AddAgendaItem", add_item},
          {"RecordAttendance", attend},
          {"EnterMotion", enter_motion},
          {"ConfirmMotion", confirm_motion},
          {"OpenSession", plain_item<session::OpenSession>},
          {"CloseSession", plain_item<session::CloseSession>},
          {"ApproveMinutes", plain_item<session::ApproveMinutes>}};
}

}  // namespace gozin::model
