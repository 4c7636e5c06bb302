#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/authorised.hpp"
#include "workflows/appointment/commands/drafting.hpp"
#include "workflows/appointment/commands/nominating.hpp"
#include "workflows/appointment/commands/paper.hpp"
#include "workflows/appointment/commands/screening.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/registry/commands/opening.hpp"
#include "workflows/registry/commands/posts.hpp"

// What is tried from the vacancy to the end of screening.
namespace gozin::model {
namespace {

using namespace appointment;
using rules::Channel;
using rules::Route;

StreamId const kPost{"post/parks"};
StreamId const kLine{"budget/b-1"};
StreamId const kRules{"ruleset/r-1"};

PersonId person(std::string_view name) { return {std::string{name}}; }
std::vector<PersonId> people(std::initializer_list<std::string_view> names) {
  std::vector<PersonId> made;
  for (auto const name : names) made.push_back(person(name));
  return made;
}

void open_case(Asked const&, Arguments& into) {
  into.right(OpenCase{.post = kPost, .ruleset = kRules});
  into.right(OpenCase{.post = kPost, .ruleset = kRules, .tenure = Tenure::acting});
  into.odd(OpenCase{.post = StreamId{"post/unknown"}, .ruleset = kRules});
  into.odd(OpenCase{.post = kPost, .ruleset = StreamId{"ruleset/r-0"}});
  into.odd(OpenCase{.post = kPost, .ruleset = kRules, .readvertises = StreamId{"case/c-1"}});
}

void describe(Asked const&, Arguments& into) {
  into.right(DescribeVacancy{.route = Route::full, .budget_line = kLine, .yearly_cost = 400});
  into.right(DescribeVacancy{.route = Route::direct, .budget_line = kLine, .yearly_cost = 400});
  into.odd(DescribeVacancy{.route = Route::internal, .budget_line = kLine, .yearly_cost = 400});
  into.odd(DescribeVacancy{.route = Route::full, .budget_line = kLine, .yearly_cost = 0});
  into.odd(DescribeVacancy{
      .route = Route::full, .budget_line = StreamId{"budget/unknown"}, .yearly_cost = 400});
}

void amend(Asked const&, Arguments& into) {
  into.right(AmendVacancy{
      .route = Route::full, .budget_line = kLine, .yearly_cost = 2000, .reason = words()});
  into.right(AmendVacancy{
      .route = Route::full, .budget_line = kLine, .yearly_cost = 400, .reason = words()});
  into.odd(AmendVacancy{
      .route = Route::full, .budget_line = kLine, .yearly_cost = -1, .reason = words()});
}

void propose_paper_file(Asked const& asked, Arguments& into) {
  ProposePaperFile const file{
      .file = {"7"}, .establishment = {"12"}, .budget = {"30"}, .document = sha256("file")};
  into.right(file);
  auto called = file;
  called.stage = PaperStage::called;
  into.odd(called);
  called.called = day_of(asked.world.now, std::chrono::minutes{0}) - std::chrono::days{3};
  called.call = Label{"board"};
  into.odd(called);
}

template <class C>
void plain(Asked const&, Arguments& into) {
  into.right(C{});
}

template <class C>
void with_reason(Asked const&, Arguments& into) {
  into.right(C{.reason = words()});
}

AppointPanel panel(std::initializer_list<std::string_view> members,
                   std::string_view chair = "arash",
                   std::initializer_list<std::string_view> reserves = {"dorsa"}) {
  return {.chair = person(chair), .members = people(members), .reserves = people(reserves)};
}

void appoint_panel(Asked const&, Arguments& into) {
  into.right(panel({"arash", "bahar"}));
  into.odd(panel({"arash", "m-3"}));
  into.odd(panel({"arash"}));
  into.odd(panel({"arash", "bahar"}, "azar"));
  into.odd(panel({"arash", "arash"}));
  into.odd(panel({"arash", "dorsa"}));
  into.odd(panel({"arash", "azar"}));
  into.odd(panel({"arash", "farhad"}));
  into.odd(panel({"arash", "omid"}));
  into.odd(panel({"arash", "bahar"}, "arash", {}));
  into.odd(panel({"arash", "ghost"}));
  into.right(AppointPanel{.announced = Label{"the value of that day"}});
  into.odd(AppointPanel{});
}

void publish(Asked const& asked, Arguments& into) {
  into.right(PublishVacancy{});
  into.odd(PublishVacancy{.closes = Instant{asked.world.now.ms + 86'400'000}});
  into.odd(PublishVacancy{.closes = Instant{asked.world.now.ms + 30LL * 86'400'000}});
}

void propose_directly(Asked const& asked, Arguments& into) {
  NomineeId const nominee{"n-" + fresh_text(asked.world.fresh)};
  auto const direct = [&](std::string_view who, rules::DirectReason ground) {
    return ProposeDirectly{
        .nominee = nominee, .person = person(who), .ground = ground, .reason = words()};
  };
  into.right(direct("p-1", rules::DirectReason::acting));
  into.right(direct("p-2", rules::DirectReason::transfer_of_equal_grade));
  auto noticed = direct("p-1", rules::DirectReason::acting);
  noticed.notice = StreamId{"session/council-1"};
  into.odd(noticed);
  into.odd(direct("p-1", rules::DirectReason::exempt_post));
  into.odd(direct("p-3", rules::DirectReason::acting));
  into.odd(direct("ghost", rules::DirectReason::acting));
}

void vacate_post(Asked const& asked, Arguments& into) {
  auto const today = day_of(asked.world.now, std::chrono::minutes{210});
  into.right(registry::VacatePost{
      .cause = registry::VacancyCause::resigned, .from = today, .reason = words()});
}

void change_post(Asked const&, Arguments& into) {
  into.right(registry::ChangePost{.title = {"Head of green spaces"},
                                  .post_class = Code{"manager"},
                                  .unit = Code{"office"},
                                  .grade = 9,
                                  .reason = words()});
}

void propose_holder(Asked const& asked, Arguments& into) {
  auto const today = day_of(asked.world.now, std::chrono::minutes{210});
  registry::ProposeHolder const holder{
      .person = person("p-2"), .from = today, .reference = {"1/1"}, .source = {"book 4"}};
  into.right(holder);
  auto head = holder;
  head.acting = true;
  into.odd(head);
  head.until = today;
  into.odd(head);
  auto ghost = holder;
  ghost.person = person("ghost");
  into.odd(ghost);
}

void end_acting(Asked const&, Arguments& into) { into.right(registry::EndActing{}); }

void nominate(Asked const& asked, Arguments& into) {
  NomineeId const id{"n-" + fresh_text(asked.world.fresh)};
  auto const role = asked.caller.role.text;
  auto const channel = role == "department_officer" ? Channel::department
                       : role == "body_member"      ? Channel::body_member
                       : role == "clerk"            ? Channel::clerk
                                                    : Channel::citizen;
  auto const name = [&](std::string_view who, Channel through) {
    return Nominate{.nominee = id, .channel = through, .person = person(who)};
  };
  // One citizen's names are explored; who else says them differs in the books alone.
  bool const explored = asked.caller.actor == person("c-1");
  explored ? into.right(name("p-1", channel)) : into.odd(name("p-1", channel));
  into.odd(name("p-3", channel));
  into.odd(name("p-2", channel));
  into.odd(name("arash", channel));
  into.odd(name("ghost", channel));
  // Putting oneself forward is explored where p-1 does it.
  Nominate const self{.nominee = id, .channel = Channel::self};
  asked.caller.actor == person("p-1") ? into.right(self) : into.odd(self);
  into.odd(Nominate{.nominee = id, .channel = Channel::talent_pool});
  into.odd(name("p-2", Channel::self));
  into.odd(name("p-2", Channel::clerk));
  into.odd(name("p-2", Channel::body_member));
  into.odd(Nominate{.nominee = id, .channel = Channel::clerk});
  Nominate const unmatched{.nominee = id, .channel = channel, .name = words("a name")};
  explored ? into.right(unmatched) : into.odd(unmatched);
}

template <class Each>
void for_nominees(Asked const& asked, Each each) {
  if (asked.state)
    for (auto const& [id, nominee] : asked.state->nominees) each(id, nominee);
  each(NomineeId{"n-unknown"}, Nominee{});
}

void match(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const&) {
    into.right(MatchNominee{.nominee = id, .person = person("p-1")});
    into.odd(MatchNominee{.nominee = id, .person = person("p-2")});
    into.odd(MatchNominee{.nominee = id, .person = person("arash")});
    into.odd(MatchNominee{.nominee = id, .person = person("ghost")});
  });
}

void set_aside(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const&) {
    into.right(SetNominationAside{.nominee = id, .reason = words()});
  });
}

void merge(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const&) {
    for_nominees(asked, [&](NomineeId const& other, Nominee const&) {
      into.right(MergeNominations{.nominee = id, .into = other});
    });
  });
}

void invite(Asked const&, Arguments& into) {
  for (auto const name : {"p-2", "arash", "ghost"})
    into.odd(InvitePoolMember{.person = person(name)});
}

void consent(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const&) {
    into.right(ConsentToNomination{.nominee = id});
  });
}

void decline(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const&) {
    into.right(DeclineNomination{.nominee = id});
  });
}

void file_evidence(Asked const& asked, Arguments& into) {
  Code const code{"e-" + fresh_text(asked.world.fresh)};
  for_nominees(asked, [&](NomineeId const& id, Nominee const& nominee) {
    FileEvidence filed{.nominee = id,
                       .evidence = code,
                       .about = Code{"degree"},
                       .document = sha256("diploma"),
                       .description = words()};
    bool const explored = nominee.evidence.empty() && nominee.person != person("p-2");
    explored ? into.right(filed) : into.odd(filed);
    filed.about = Code{"charm"};
    into.odd(filed);
  });
}

void verify_evidence(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const& nominee) {
    for (auto const& evidence : nominee.evidence)
      for (bool const holds : {true, false})
        into.right(VerifyEvidence{
            .nominee = id, .evidence = evidence.code, .holds = holds, .finding = words()});
    into.odd(VerifyEvidence{.nominee = id, .evidence = Code{"e-none"}, .finding = words()});
  });
}

void extend(Asked const& asked, Arguments& into) {
  auto const now = asked.state ? asked.state->window_closes.ms : asked.world.now.ms;
  into.odd(ExtendNominationWindow{.closes = Instant{now + 5 * 86'400'000}, .reason = words()});
  into.odd(ExtendNominationWindow{.closes = Instant{now - 1}, .reason = words()});
}

void admit(Asked const& asked, Arguments& into) {
  for_nominees(
      asked, [&](NomineeId const& id, Nominee const&) { into.right(AdmitNominee{.nominee = id}); });
}

void exclude(Asked const& asked, Arguments& into) {
  for_nominees(asked, [&](NomineeId const& id, Nominee const&) {
    into.right(ExcludeNominee{.nominee = id, .condition = Code{"degree"}, .reason = words()});
    into.odd(ExcludeNominee{.nominee = id, .condition = Code{"charm"}, .reason = words()});
  });
}

}  // namespace

Offers offers_until_screening() {
  return {{"OpenCase", open_case},
          {"DescribeVacancy", describe},
          {"AmendVacancy", amend},
          {"ProposePaperFile", propose_paper_file},
          {"ConfirmPaperFile", plain<ConfirmPaperFile>},
          {"SubmitVacancy", plain<SubmitVacancy>},
          {"ConfirmEstablishment", plain<ConfirmEstablishment>},
          {"RefuseEstablishment", with_reason<RefuseEstablishment>},
          {"ConfirmBudget", plain<ConfirmBudget>},
          {"RefuseBudget", with_reason<RefuseBudget>},
          {"AppointPanel", appoint_panel},
          {"PublishVacancy", publish},
          {"ProposeDirectly", propose_directly},
          {"VacatePost", vacate_post},
          {"ChangePost", change_post},
          {"ProposeHolder", propose_holder},
          {"ConfirmHolder", plain<registry::ConfirmHolder>},
          {"DropHolderProposal", with_reason<registry::DropHolderProposal>},
          {"EndActing", end_acting},
          {"Nominate", nominate},
          {"MatchNominee", match},
          {"MergeNominations", merge},
          {"InvitePoolMember", invite},
          {"ConsentToNomination", consent},
          {"DeclineNomination", decline},
          {"FileEvidence", file_evidence},
          {"VerifyEvidence", verify_evidence},
          {"ExtendNominationWindow", extend},
          {"CloseNominations", plain<CloseNominations>},
          {"AdmitNominee", admit},
          {"ExcludeNominee", exclude},
          {"SetNominationAside", set_aside},
          {"CompleteScreening", plain<CompleteScreening>}};
}

}  // namespace gozin::model
