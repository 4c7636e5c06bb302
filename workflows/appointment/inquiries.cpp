#include "workflows/appointment/inquiries.hpp"

#include "workflows/appointment/names.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"

namespace gozin::appointment {
namespace {

/// Silence that the rules suffer: the time for answering is over, and they let the case go on.
bool is_waived(Case const& state, rules::Inquiry const& inquiry, NomineeId const& nominee,
               Instant now) {
  if (inquiry.silence != rules::Silence::proceed_conditionally) return false;
  auto const clock = state.deadlines.find(inquiry_deadline(inquiry.code, nominee));
  return clock != state.deadlines.end() && clock->second.due < now;
}

bool has_expired(Context const& context, InquiryAnswer const& answer) {
  return answer.valid_until &&
         *answer.valid_until < day_of(context.call.now, calendar_of(context).offset);
}

/// Of whom this inquiry is wanted at that step.
std::vector<NomineeId> subjects(Context const& context, rules::Inquiry const& inquiry,
                                InquiriesWanted const& wanted) {
  if (inquiry.by > wanted.by) return {};
  if (wanted.by == rules::InquiryStep::decree) return wanted.about;
  // Nobody is selected yet.
  if (inquiry.of == rules::InquiryScope::selected) return {};
  bool const ranked = wanted.by == rules::InquiryStep::shortlist;
  return ranked && inquiry.of == rules::InquiryScope::all ? ranked_in_the_running(case_of(context))
                                                          : wanted.about;
}

/// What an answer says. It rests under the key of the name by which the nominee was asked about,
/// which may have been merged into another since.
std::optional<InquiryOutcome> outcome_of(Context const& context, InquiryAnswer const& answer,
                                         NomineeId const& nominee) {
  auto const& state = case_of(context);
  for (auto const& [id, any] : state.nominees) {
    auto const* known = find_nominee(state, id);
    if (!known || known->id != nominee) continue;
    auto const opened = context.facts.open(answer.seq, subject_key(id));
    if (!opened || !opened->values.contains("outcome")) continue;
    return find_by_name<InquiryOutcome>(opened->values.at("outcome"));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rejection> flaw_of_inquiries(Context const& context, InquiriesWanted const& wanted) {
  auto const& state = case_of(context);
  for (auto const& inquiry : rules_of(context).inquiries)
    for (auto const& nominee : subjects(context, inquiry, wanted)) {
      auto const whom = inquiry.code.text + " " + nominee.text;
      auto const answer = state.inquiries_answered.find({inquiry.code, nominee});
      // Asked again, the former answer is no more, and yet no word against it is forgotten.
      if (answer == state.inquiries_answered.end() ||
          state.inquiries_open.contains({inquiry.code, nominee})) {
        if (is_waived(state, inquiry, nominee, context.call.now)) continue;
        return Rejection{wanted.unanswered, whom};
      }
      if (has_expired(context, answer->second))
        return Rejection{Reason::inquiry_must_still_be_valid, whom};
    }
  return std::nullopt;
}

std::optional<Rejection> flaw_of_answers(Context const& context, NomineeId const& nominee) {
  auto const& state = case_of(context);
  for (auto const& inquiry : rules_of(context).inquiries) {
    auto const answer = state.inquiries_answered.find({inquiry.code, nominee});
    if (inquiry.unfavourable == rules::Unfavourable::noted ||
        answer == state.inquiries_answered.end())
      continue;
    if (outcome_of(context, answer->second, nominee) == InquiryOutcome::unfavourable)
      return Rejection{Reason::inquiry_must_not_speak_against, inquiry.code.text};
  }
  return std::nullopt;
}

std::optional<Rejection> flaw_of_replacement(Context const& context,
                                             std::pair<Code, NomineeId> const& inquiry,
                                             bool documented) {
  auto const& state = case_of(context);
  auto const former = state.inquiries_answered.find(inquiry);
  if (former == state.inquiries_answered.end() ||
      outcome_of(context, former->second, inquiry.second) != InquiryOutcome::unfavourable)
    return std::nullopt;
  auto const asked = state.inquiries_asked_by.find(inquiry);
  for (auto const& one : {context.call.actor, principal_of(context.call)}) {
    bool const has_asked = asked != state.inquiries_asked_by.end() && asked->second.contains(one);
    if (has_asked || former->second.entered_by.contains(one))
      return Rejection{Reason::answer_must_be_replaced_by_another, one.text};
  }
  if (!documented) return Rejection{EngineReason::field_must_be_given, "document"};
  return std::nullopt;
}

}  // namespace gozin::appointment
