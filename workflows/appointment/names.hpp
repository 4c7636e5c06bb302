#pragma once

#include "engine/core/ids.hpp"

namespace gozin::appointment {

// The names under which deadlines of a case run, beside `stage.…`.

/// `consent.n-…`: for the nominee's answer.
[[nodiscard]] Code consent_deadline(NomineeId const& nominee);
[[nodiscard]] bool is_consent_deadline(Code const& name);
/// `account.…`: an open request for account; it runs during a suspension too.
[[nodiscard]] Code account_deadline(Code const& request);
[[nodiscard]] bool is_account_deadline(Code const& name);
/// Whether it runs during a suspension and after the end of the case: accounts, and the call that
/// must follow an acting head.
[[nodiscard]] bool runs_on(Code const& name);
/// `inquiry.….…`: for the answer of an outside authority about one nominee. Long codes are cut, so
/// that the name stays a code.
[[nodiscard]] Code inquiry_deadline(Code const& inquiry, NomineeId const& nominee);

/// `transcription.17`: for the second person's word about what a clerk wrote down.
[[nodiscard]] Code transcription_deadline(std::int64_t act);
[[nodiscard]] bool is_transcription_deadline(Code const& name);

/// Ends that a suspension moves although they stand in fields of their own: the nomination window,
/// the time for showing evidence where no clock of screening runs, the period for objections, the
/// day on which a resolution binds.
inline constexpr std::string_view kWindowEnd = "window";
inline constexpr std::string_view kEvidenceEnd = "evidence";
inline constexpr std::string_view kObjectionsEnd = "objections";
inline constexpr std::string_view kResolutionEnd = "resolution";

/// Until when the case of the call must be open after an acting head.
inline constexpr std::string_view kActingCall = "stage.acting_call";

/// The notice by which exclusion is served; the clock of an objection against it starts there.
inline constexpr std::string_view kExclusionNotice = "exclusion";
/// The notice that the case goes on under another rule set.
inline constexpr std::string_view kRuleSetNotice = "ruleset";

/// The notice to whoever named somebody that nobody could be found for.
inline constexpr std::string_view kSetAsideNotice = "set_aside";

/// What `AttachDocument` calls the order of a court or an authority.
inline constexpr std::string_view kOrderDocument = "order";

}  // namespace gozin::appointment
