#pragma once

#include "engine/core/named_enum.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace gozin::registry {

/// Roles that a person holds by a dated grant.
/// `department_officer` opens vacancies of a unit; `administrative_affairs` keeps register, posts
/// and files; `finance` keeps budget lines; `clerk` writes down what others do who have no
/// computer; `council_secretary` keeps the bodies and their rules; `objections_officer` hears
/// objections; `mayor`, `governor`, `minister` decide, whichever the rule set names;
/// `conformity_board` is sent resolutions and may object; `inspectorate` suspends; `auditor` reads
/// everything and changes nothing; `administrator` grants roles.
#define GOZIN_GRANTED_ROLES(X) \
  X(department_officer)        \
  X(administrative_affairs)    \
  X(finance)                   \
  X(clerk)                     \
  X(council_secretary)         \
  X(objections_officer)        \
  X(mayor)                     \
  X(governor)                  \
  X(minister)                  \
  X(conformity_board)          \
  X(inspectorate)              \
  X(auditor)                   \
  X(administrator)
GOZIN_NAMED_ENUM(GrantedRole, GOZIN_GRANTED_ROLES)

// Roles that follow from something else and are never granted.

/// Any registered person, and whoever comes through the anonymous door.
inline constexpr std::string_view kCitizen = "citizen";
/// Offices of a body, derived from its stream. A chair is a member too.
inline constexpr std::string_view kBodyMember = "body_member";
inline constexpr std::string_view kBodyChair = "body_chair";
inline constexpr std::string_view kBodySecretary = "body_secretary";
/// The program itself on the machine: the actor is `operator/<user>`.
inline constexpr std::string_view kOperator = "operator";
/// The program itself when a moment has come: the actor is `clock`.
inline constexpr std::string_view kClock = "clock";

/// The actor of the clock, and the one of nobody by name.
inline constexpr std::string_view kClockActor = "clock";
inline constexpr std::string_view kAnonymousActor = "anonymous";
/// How the actor of the program on the machine begins.
inline constexpr std::string_view kOperatorActor = "operator/";

/// Whether one person may not hold both roles at a time, whatever the case. The auditor changes
/// nothing, so excludes every other; the inspectorate does not oversee itself.
[[nodiscard]] constexpr bool exclude_each_other(GrantedRole one, GrantedRole other) {
  if (one == other) return false;
  auto const either = [&](GrantedRole role) { return one == role || other == role; };
  return either(GrantedRole::auditor) || either(GrantedRole::inspectorate);
}

/// Whether the role is given and taken by two people: its holder decides, rules, suspends, keeps
/// the bodies or grants roles. The others prepare, keep registers or read.
[[nodiscard]] constexpr bool takes_two(GrantedRole role) {
  switch (role) {
    case GrantedRole::council_secretary:
    case GrantedRole::objections_officer:
    case GrantedRole::mayor:
    case GrantedRole::governor:
    case GrantedRole::minister:
    case GrantedRole::conformity_board:
    case GrantedRole::inspectorate:
    case GrantedRole::administrator:
      return true;
    case GrantedRole::department_officer:
    case GrantedRole::administrative_affairs:
    case GrantedRole::finance:
    case GrantedRole::clerk:
    case GrantedRole::auditor:
      return false;
  }
  return true;
}

}  // namespace gozin::registry
