#pragma once

#include "workflows/appointment/judging.hpp"

namespace gozin::appointment {

// What outside authorities were asked about nominees, and what their answers allow.

/// A step of the case that answers must not be missing for, and about whom.
struct InquiriesWanted {
  rules::InquiryStep by = rules::InquiryStep::decree;
  std::vector<NomineeId> about;
  Reason unanswered = Reason::inquiries_must_be_answered;
};

/// Why an inquiry that the rules want by this step, or by one before it, stops the case: refused as
/// `unanswered` says, or as `inquiry_must_still_be_valid` where the day until which its answer
/// holds has passed. Silence is never favourable, but the rules may let the case go on
/// conditionally once its clock has run out.
[[nodiscard]] std::optional<Rejection> flaw_of_inquiries(Context const& context,
                                                         InquiriesWanted const& wanted);

/// Refused as `inquiry_must_not_speak_against` where an answer about the nominee is unfavourable
/// and the rules do not leave that to the decider. The refusal names the inquiry and no word of the
/// answer.
[[nodiscard]] std::optional<Rejection> flaw_of_answers(Context const& context,
                                                       NomineeId const& nominee);

/// Why this caller does not enter an answer, where the one so far is unfavourable: they entered
/// that one, or asked again (`answer_must_be_replaced_by_another`); or they show no document. A
/// letter against somebody is no matter between one officer and the form.
[[nodiscard]] std::optional<Rejection> flaw_of_replacement(
    Context const& context, std::pair<Code, NomineeId> const& inquiry, bool documented);

}  // namespace gozin::appointment
