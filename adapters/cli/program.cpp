#include "adapters/cli/program.hpp"

#include "engine/core/printable.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/reason.hpp"
#include "engine/publication/receipts.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace gozin::cli {
namespace {

/// The exit code of a refusal: who may not is 5, what is not there is 3, what collides is 4; a log
/// that is damaged is 6, one that is not what was signed is 7.
int exit_code_of(Rejection const& rejection) {
  auto const name = rejection.reason.name();
  auto const is = [&](EngineReason reason) { return rejection.reason == Reason{reason}; };
  if (is(EngineReason::actor_must_hold_role) || is(EngineReason::role_must_permit_command) ||
      is(EngineReason::actor_must_hold_one_duty))
    return kNotPermitted;
  auto const of_log = [&](PublicationReason reason) { return rejection.reason == Reason{reason}; };
  if (of_log(PublicationReason::log_must_extend_what_was_signed)) return kContradicted;
  if (of_log(PublicationReason::export_must_not_be_damaged) ||
      of_log(PublicationReason::log_must_yield_its_root))
    return kDamaged;
  if (of_log(PublicationReason::receipt_must_be_for_its_author)) return kNotPermitted;
  if (of_log(PublicationReason::event_must_exist)) return kNotFound;
  if (is(EngineReason::stream_must_exist) || is(EngineReason::file_must_be_readable) ||
      name.ends_with("_must_be_known"))
    return kNotFound;
  if (is(EngineReason::field_must_be_given) || is(EngineReason::field_must_have_its_type) ||
      rejection.reason == Reason{LedgerReason::origin_must_be_fit_for_a_key})
    return kUsage;
  return kConflict;
}

}  // namespace

Language Program::language() const {
  if (auto const named = find_by_name<Language>(options_.lang)) return *named;
  auto const* environment = std::getenv("LANG");
  return environment && std::string_view{environment}.starts_with("en") ? Language::en
                                                                        : Language::fa;
}

std::unique_ptr<Deployment> Program::open(Opening::Mode mode, Clock* clock) const {
  return services_.open({.url = options_.db, .mode = mode, .clock = clock});
}

std::string Program::say(std::string_view key, std::initializer_list<Argument> arguments) const {
  return services_.texts.text(key, arguments, language());
}

std::string Program::name_of(std::string_view kind, std::string_view name) const {
  auto const key = std::string{kind} + "." + std::string{name};
  return services_.texts.has(key, language()) ? services_.texts.text(key, language())
                                              : std::string{name};
}

void Program::print(std::string const& line) const { std::cout << line << '\n'; }

void Program::print(json::value const& value) const { std::cout << to_canonical(value) << '\n'; }

void Program::tell(std::string const& line) const {
  if (!options_.quiet) std::cerr << line << '\n';
}

int Program::refuse(Rejection const& rejection) const {
  auto const reason = std::string{rejection.reason.name()};
  if (options_.json) {
    std::cerr << to_canonical(json::object{{"refused", reason}, {"detail", rejection.detail}})
              << '\n';
  } else {
    auto const detail = rejection.detail.empty() ? "" : " (" + printable(rejection.detail) + ")";
    std::cerr << "gozin: " << name_of("reason", reason) << " [" << reason << "]" << detail << '\n';
  }
  return exit_code_of(rejection);
}

void Program::progress(std::int64_t done, std::int64_t of) const {
  using Clock = std::chrono::steady_clock;
  static Clock::time_point last;
  if (options_.quiet || options_.json || isatty(STDERR_FILENO) == 0 || of < 5'000) return;
  auto const now = Clock::now();
  if (done < of && now - last < std::chrono::milliseconds{100}) return;
  last = now;
  std::cerr << '\r' << done << " / " << of << (done >= of ? "\n" : "") << std::flush;
}

}  // namespace gozin::cli
