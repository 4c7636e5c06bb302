#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/lots.hpp"
#include "workflows/appointment/commands/migrating.hpp"
#include "workflows/appointment/commands/ordering.hpp"
#include "workflows/appointment/commands/progress.hpp"
#include "workflows/appointment/commands/recounting.hpp"
#include "workflows/appointment/commands/remanding.hpp"
#include "workflows/appointment/commands/reminding.hpp"
#include "workflows/appointment/commands/running.hpp"
#include "workflows/appointment/commands/transcribing.hpp"

#include <algorithm>

// What is tried in every state of a case, after its end too.
namespace gozin::model {
namespace {

using namespace appointment;

constexpr std::int64_t kDay = 86'400'000;

Instant in_days(Asked const& asked, std::int64_t days) {
  return {asked.world.now.ms + days * kDay};
}

void withdraw(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [id, nominee] : asked.state->nominees)
      into.right(WithdrawNomination{.nominee = id});
  into.odd(WithdrawNomination{.nominee = NomineeId{"n-unknown"}});
}

template <class C>
void for_a_reason(Asked const&, Arguments& into) {
  into.right(C{.reason = words()});
}

void declare_unfilled(Asked const&, Arguments& into) { into.right(DeclareUnfilled{}); }

void suspend(Asked const& asked, Arguments& into) {
  into.right(SuspendCase{.reason = words()});
  into.odd(SuspendCase{.until = in_days(asked, 5), .reason = words()});
  into.odd(SuspendCase{.until = in_days(asked, 400), .reason = words()});
  into.odd(SuspendCase{.until = in_days(asked, -1), .reason = words()});
}

void resume(Asked const&, Arguments& into) {
  into.right(ResumeCase{.reason = words()});
  into.odd(ResumeCase{});
}

void migrate(Asked const&, Arguments& into) {
  for (auto const to : {"ruleset/r-2", "ruleset/r-1", "ruleset/r-0", "ruleset/none"})
    into.odd(MigrateRuleSet{.ruleset = StreamId{to}, .reason = words()});
}

void delegate(Asked const& asked, Arguments& into) {
  into.right(DelegateTask{.substitute = PersonId{"anita"}, .until = in_days(asked, 5)});
  into.odd(DelegateTask{.substitute = PersonId{"c-1"}, .until = in_days(asked, 5)});
  into.odd(DelegateTask{.substitute = PersonId{"anita"}, .until = in_days(asked, -5)});
  into.odd(DelegateTask{.substitute = asked.caller.actor, .until = in_days(asked, 5)});
  into.odd(DelegateTask{.substitute = PersonId{"ghost"}, .until = in_days(asked, 5)});
}

template <class Each>
void for_inquiries(Asked const& asked, Each each) {
  if (!asked.state) return;
  for (auto const code : {"court", "none"})
    for (auto const& [id, nominee] : asked.state->nominees) each(Code{code}, id);
}

void inquire(Asked const& asked, Arguments& into) {
  for_inquiries(asked, [&](Code const& code, NomineeId const& id) {
    into.right(SendInquiry{.inquiry = code, .nominee = id, .reference = Label{"1"}});
  });
}

void answer(Asked const& asked, Arguments& into) {
  for_inquiries(asked, [&](Code const& code, NomineeId const& id) {
    into.right(AnswerInquiry{.inquiry = code,
                             .nominee = id,
                             .issuer = Label{"court"},
                             .reference = Label{"2"},
                             .outcome = words("favourable")});
  });
}

void dispose(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [hint, about] : asked.state->hints_open)
      into.right(DisposeHint{.hint = hint, .person = about.person, .reason = words()});
  if (asked.state && !asked.state->hints_open.empty())
    into.right(DisposeHint{.hint = asked.state->hints_open.begin()->first,
                           .person = asked.state->hints_open.begin()->second.person,
                           .conflict = true,
                           .reason = words()});
  into.odd(DisposeHint{.hint = Code{"h-none"}, .person = PersonId{"arash"}, .reason = words()});
}

void add_note(Asked const&, Arguments& into) { into.odd(AddNote{.note = words()}); }

/// What a court has ordered comes in by one office, first that which stays or strikes down; others
/// attach what decides nothing.
void attach(Asked const& asked, Arguments& into) {
  bool const registers = asked.state && asked.caller.actor == PersonId{"omid"};
  for (auto const* words_of_court : {"order", "release"}) {
    AttachDocument const paper{
        .document = sha256(words_of_court), .about = Code{"order"}, .title = words()};
    if (!registers || asked.state->orders_attached.contains(paper.document)) continue;
    into.right(paper);
    break;
  }
  into.odd(AttachDocument{.document = sha256("scan"), .about = Code{"minutes"}, .title = words()});
}

void report(Asked const&, Arguments& into) { into.odd(ReportInfluence{.report = words()}); }
void contact(Asked const&, Arguments& into) { into.odd(RegisterContact{.contact = words()}); }

/// Whether somebody still has to be told of an exclusion.
bool is_untold(Asked const& asked, PersonId const& person) {
  return asked.state && std::ranges::any_of(asked.state->nominees, [&](auto const& one) {
           return one.second.person == person && one.second.standing == Standing::excluded &&
                  !one.second.told_at;
         });
}

void serve(Asked const& asked, Arguments& into) {
  ServeNotice notice{.notice = Code{"exclusion"},
                     .person = PersonId{"p-3"},
                     .channel = rules::NoticeChannel::registered_post,
                     .proof = rules::Proof::none,
                     .served = {},
                     .document = {}};
  auto const add = [&] { is_untold(asked, notice.person) ? into.right(notice) : into.odd(notice); };
  into.odd(notice);
  notice.served = asked.world.now;
  into.odd(notice);
  notice.proof = rules::Proof::receipt;
  into.odd(notice);
  notice.document = sha256("receipt");
  add();
  notice.served = in_days(asked, 1);
  into.odd(notice);
  notice.channel = rules::NoticeChannel::sms;
  into.odd(notice);
  notice.channel = rules::NoticeChannel::inbox;
  notice.proof = rules::Proof::none;
  notice.served = {};
  notice.document = {};
  add();
  notice.person = PersonId{"ghost"};
  into.odd(notice);
}

void extend_deadline(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [name, deadline] : asked.state->deadlines) {
      into.odd(ExtendDeadline{.name = name, .due = in_days(asked, 60), .reason = words()});
      into.odd(ExtendDeadline{.name = name, .due = in_days(asked, -1), .reason = words()});
    }
  into.odd(ExtendDeadline{.name = Code{"none"}, .due = in_days(asked, 9), .reason = words()});
}

void miss(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [name, deadline] : asked.state->deadlines)
      into.odd(MissDeadline{.name = name});
  into.odd(MissDeadline{.name = Code{"none"}});
}

void ask_account(Asked const& asked, Arguments& into) {
  into.right(
      RequestAccount{.request = Code{"a-" + fresh_text(asked.world.fresh)}, .question = words()});
}

void give_account(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [request, due] : asked.state->accounts)
      into.right(GiveAccount{.request = request, .answer = words()});
  into.odd(GiveAccount{.request = Code{"a-none"}, .answer = words()});
}

void propose_correction(Asked const& asked, Arguments& into) {
  Code const code{"e-" + fresh_text(asked.world.fresh)};
  for (auto const seq : {asked.world.next_seq() - 1, asked.world.next_seq() + 1})
    into.right(ProposeCorrection{.proposal = code, .seq = seq, .correction = words()});
}

void confirm_correction(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [proposal, correction] : asked.state->corrections)
      into.right(ConfirmCorrection{.proposal = proposal});
  into.odd(ConfirmCorrection{.proposal = Code{"e-none"}});
}

void drop_correction(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [proposal, correction] : asked.state->corrections)
      into.right(DropCorrection{.proposal = proposal, .reason = words()});
  into.odd(DropCorrection{.proposal = Code{"e-none"}, .reason = words()});
}

void remind(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [name, deadline] : asked.state->deadlines)
      into.odd(RemindDeadline{.name = name});
  into.odd(RemindDeadline{.name = Code{"none"}});
}

void recount(Asked const&, Arguments& into) { into.right(RecountDeadlines{}); }

void acknowledge(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [notice, person] : asked.state->notices_owed)
      into.right(AcknowledgeNotice{.notice = notice});
  into.odd(AcknowledgeNotice{.notice = Code{"none"}});
}

/// What clerks wrote down and nobody has looked at.
std::vector<std::int64_t> awaited(Asked const& asked) {
  std::vector<std::int64_t> acts;
  if (!asked.state) return acts;
  for (auto const& [place, act] : asked.state->transcribed)
    if (act.word == transcription::Word::awaited) acts.push_back(place);
  return acts;
}

void confirm_written(Asked const& asked, Arguments& into) {
  auto const acts = awaited(asked);
  for (auto const act : acts)
    into.right(ConfirmTranscription{.acts = {act}, .scan = sha256("scan")});
  into.odd(ConfirmTranscription{.acts = acts, .scan = sha256("scan")});
  into.odd(ConfirmTranscription{.acts = {asked.world.next_seq()}, .scan = sha256("scan")});
}

void dispute_written(Asked const& asked, Arguments& into) {
  for (auto const act : awaited(asked))
    into.right(DisputeTranscription{.act = act, .reason = words()});
  into.odd(DisputeTranscription{.act = asked.world.next_seq(), .reason = words()});
}

/// For a panel with a pool, for everything else without; the value is known three days later.
void announce(Asked const& asked, Arguments& into) {
  std::vector<PersonId> pool;
  for (auto const name : {"arash", "bahar", "dorsa", "farhad"}) pool.push_back(PersonId{name});
  AnnounceLot lot{.source = Label{"national lottery"}, .digits = 6, .draws_at = in_days(asked, 3)};
  into.right(lot);
  lot.pool = pool;
  into.right(lot);
  lot.draws_at = asked.world.now;
  into.odd(lot);
  lot.draws_at = in_days(asked, 3);
  lot.pool = {PersonId{"arash"}, PersonId{"farhad"}};
  into.odd(lot);
}

template <class C>
void by_order(Asked const&, Arguments& into) {
  bool const lifts = std::is_same_v<C, LiftStay>;
  into.right(C{.authority = Label{"court"}, .order = sha256(lifts ? "release" : "order")});
}

/// Struck down for good; or from a stage on, which is explored where a case was sent back.
void annul(Asked const& asked, Arguments& into) {
  by_order<AnnulAppointment>(asked, into);
  for (auto const stage :
       {Phase::drafting, Phase::authorising, Phase::authorised, Phase::nominating, Phase::screening,
        Phase::assessing, Phase::objecting, Phase::reviewing, Phase::decreeing})
    into.odd(AnnulAppointment{
        .authority = Label{"court"}, .order = sha256("order"), .defect_from = stage});
}

void remand(Asked const& asked, Arguments& into) {
  into.right(RemandCase{.to = StreamId{"case/c-2"}});
  into.odd(RemandCase{.to = asked.stream});
}

}  // namespace

Offers offers_at_any_time() {
  return {{"WithdrawNomination", withdraw},
          {"CancelCase", for_a_reason<CancelCase>},
          {"DeclareUnfilled", declare_unfilled},
          {"SuspendCase", suspend},
          {"ResumeCase", resume},
          {"MigrateRuleSet", migrate},
          {"DelegateTask", delegate},
          {"SendInquiry", inquire},
          {"AnswerInquiry", answer},
          {"DisposeHint", dispose},
          {"AddNote", add_note},
          {"AttachDocument", attach},
          {"ReportInfluence", report},
          {"RegisterContact", contact},
          {"ServeNotice", serve},
          {"ExtendDeadline", extend_deadline},
          {"MissDeadline", miss},
          {"RequestAccount", ask_account},
          {"GiveAccount", give_account},
          {"ProposeCorrection", propose_correction},
          {"ConfirmCorrection", confirm_correction},
          {"DropCorrection", drop_correction},
          {"RemindDeadline", remind},
          {"RecountDeadlines", recount},
          {"AcknowledgeNotice", acknowledge},
          {"AnnounceLot", announce},
          {"StayAppointment", by_order<StayAppointment>},
          {"LiftStay", by_order<LiftStay>},
          {"AnnulAppointment", annul},
          {"RemandCase", remand},
          {"ConfirmTranscription", confirm_written},
          {"DisputeTranscription", dispute_written}};
}

}  // namespace gozin::model
