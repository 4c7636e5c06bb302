#include "workflows/appointment/names.hpp"

namespace gozin::appointment {
namespace {

constexpr std::string_view kAccount = "account.";
constexpr std::string_view kTranscription = "transcription.";

}  // namespace

Code consent_deadline(NomineeId const& nominee) { return {"consent." + nominee.text}; }

bool is_consent_deadline(Code const& name) { return name.text.starts_with("consent."); }

Code account_deadline(Code const& request) { return {std::string{kAccount} + request.text}; }

bool is_account_deadline(Code const& name) { return name.text.starts_with(kAccount); }

bool runs_on(Code const& name) { return is_account_deadline(name) || name.text == kActingCall; }

Code transcription_deadline(std::int64_t act) {
  return {std::string{kTranscription} + std::to_string(act)};
}

bool is_transcription_deadline(Code const& name) { return name.text.starts_with(kTranscription); }

Code inquiry_deadline(Code const& inquiry, NomineeId const& nominee) {
  // 8 + 40 + 1 + 14 bytes: a code has at most 64.
  return {"inquiry." + inquiry.text.substr(0, 40) + "." + nominee.text.substr(0, 14)};
}

}  // namespace gozin::appointment
