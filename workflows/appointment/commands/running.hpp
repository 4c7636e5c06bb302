#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/decreeing.hpp"
#include "workflows/appointment/events/running.hpp"

namespace gozin::appointment {

/// The nominee's own withdrawal, at any stage until the decree is registered. Takes along an open
/// ballot on this person and a decree that is being drawn up for them.
struct WithdrawNomination {
  static constexpr std::string_view kName = "WithdrawNomination";
  NomineeId nominee;
  std::optional<Committed> reason = {};

  static constexpr auto fields() {
    return fields_of(open("nominee", &WithdrawNomination::nominee).ask(Input::nominee, "own"),
                     personal("reason", &WithdrawNomination::reason, "nominee"));
  }
};

/// Ends a case before a decision: the department before publication, administrative affairs after.
/// A choice to which no body has bound the case is given up by the decider alone, unsigned.
struct CancelCase {
  static constexpr std::string_view kName = "CancelCase";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &CancelCase::reason, kFileReaders));
  }
};

/// Nobody is left and nothing else ends the case: by administrative affairs. Where others are left
/// but none of those who may be chosen, by the decider, who may take one of them by an override
/// instead (`decider_must_pass_over_the_others`).
struct DeclareUnfilled {
  static constexpr std::string_view kName = "DeclareUnfilled";
  static constexpr auto fields() { return fields_of(); }
};

/// The inspectorate stops a case for a time; at most, and without `until` exactly, as long as the
/// rule set permits.
struct SuspendCase {
  static constexpr std::string_view kName = "SuspendCase";
  std::optional<Instant> until = {};
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("until", &SuspendCase::until),
                     restricted("reason", &SuspendCase::reason, kFileReaders));
  }
};

/// Lets a case go on, by the inspectorate with a reason, or by the clock when the suspension has
/// run out. Every open deadline moves by the time that passed, but for requests for account.
struct ResumeCase {
  static constexpr std::string_view kName = "ResumeCase";
  std::optional<Committed> reason = {};

  static constexpr auto fields() {
    return fields_of(restricted("reason", &ResumeCase::reason, kFileReaders));
  }
};

/// Lets somebody else who serves the city (`substitute_must_serve_the_city`) do the task of the
/// role in which this is said, for as long as the rules permit at once
/// (`delegation_must_not_exceed_maximum`). Personal tasks (to score, to vote, to sign, to consent)
/// are nobody's to pass on.
struct DelegateTask {
  static constexpr std::string_view kName = "DelegateTask";
  PersonId substitute;
  Instant until;

  static constexpr auto fields() {
    return fields_of(open("substitute", &DelegateTask::substitute).ask(Input::person, "persons"),
                     open("until", &DelegateTask::until));
  }
};

struct SendInquiry {
  static constexpr std::string_view kName = "SendInquiry";
  Code inquiry;
  NomineeId nominee;
  Label reference;

  static constexpr auto fields() {
    return fields_of(open("inquiry", &SendInquiry::inquiry).ask(Input::code, "inquiries"),
                     open("nominee", &SendInquiry::nominee).ask(Input::nominee, "nominees"),
                     open("reference", &SendInquiry::reference));
  }
};

/// Only outcome, issuer, reference and validity of an outside inquiry are stored, and the hash of
/// the letter where one is given. `outcome` is the name of an InquiryOutcome. What takes the place
/// of an unfavourable answer is entered by somebody who neither entered that one nor asked again
/// (`answer_must_be_replaced_by_another`), and with its document.
struct AnswerInquiry {
  static constexpr std::string_view kName = "AnswerInquiry";
  Code inquiry;
  NomineeId nominee;
  Label issuer;
  Label reference;
  std::optional<Day> valid_until = {};
  Committed outcome;
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    auto outcome = personal("outcome", &AnswerInquiry::outcome, "nominee").ask(Input::choice);
    outcome.field.choices = names_of(std::type_identity<InquiryOutcome>{});
    return fields_of(open("inquiry", &AnswerInquiry::inquiry).ask(Input::code, "inquiries"),
                     open("nominee", &AnswerInquiry::nominee).ask(Input::nominee, "nominees"),
                     open("issuer", &AnswerInquiry::issuer),
                     open("reference", &AnswerInquiry::reference),
                     open("valid_until", &AnswerInquiry::valid_until),
                     open("document", &AnswerInquiry::document), outcome);
  }
};

/// Says what a hint of an undeclared link comes to. Whom it is about is taken from the hint; one
/// about who decides goes to the inspectorate
/// (`hint_about_the_decider_must_go_to_the_inspectorate`), since administrative affairs are under
/// them.
struct DisposeHint {
  static constexpr std::string_view kName = "DisposeHint";
  Code hint;
  PersonId person;
  bool conflict = false;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("hint", &DisposeHint::hint).ask(Input::code, "hints"),
                     open("person", &DisposeHint::person).ask(Input::none),
                     open("conflict", &DisposeHint::conflict),
                     personal("reason", &DisposeHint::reason, "person"));
  }
};

/// Kept with what is void because somebody withdrew.
inline constexpr std::string_view kWithdrawn = "nomination_withdrawn";

/// Every number has a decree or a void, so a decree in preparation gives its number back. The chart
/// does not let it during a suspension.
void void_decree(Decision& decision, Context const& context, std::string_view why);

Result<Decision> decide(WithdrawNomination const& command, Context const& context);
Result<Decision> decide(CancelCase const& command, Context const& context);
Result<Decision> decide(DeclareUnfilled const& command, Context const& context);
Result<Decision> decide(SuspendCase const& command, Context const& context);
Result<Decision> decide(ResumeCase const& command, Context const& context);
Result<Decision> decide(DelegateTask const& command, Context const& context);
Result<Decision> decide(SendInquiry const& command, Context const& context);
Result<Decision> decide(AnswerInquiry const& command, Context const& context);
Result<Decision> decide(DisposeHint const& command, Context const& context);

Result<void> prepare(std::type_identity<AnswerInquiry>, Preparation& preparation);
Result<void> prepare(std::type_identity<DisposeHint>, Preparation& preparation);

/// The descriptions of these commands, and of those in progress.hpp and ordering.hpp.
[[nodiscard]] std::vector<CommandType> running_commands();

}  // namespace gozin::appointment
