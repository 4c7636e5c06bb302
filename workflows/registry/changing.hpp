#pragma once

#include "engine/event/field.hpp"

// What changes in the register after it was entered; the entries before stay on record.
namespace gozin::registry {

/// What conditions may ask about the person, in place of what was entered before: another degree,
/// another year of service. Canonical JSON (rules::Field → value).
struct PersonDescribed {
  static constexpr std::string_view kType = "PersonDescribed";
  PersonId person;
  Committed attributes;

  static constexpr auto fields() {
    return fields_of(open("person", &PersonDescribed::person),
                     personal("attributes", &PersonDescribed::attributes, "person"));
  }
};

/// The post has another title, class, unit or grade and is the same post: its stream goes on
/// (threat T27).
struct PostChanged {
  static constexpr std::string_view kType = "PostChanged";
  Label title;
  Code post_class;
  Code unit;
  std::int64_t grade = 0;
  Committed reason;

  static constexpr auto fields() {
    using E = PostChanged;
    return fields_of(
        open("title", &E::title), open("post_class", &E::post_class), open("unit", &E::unit),
        open("grade", &E::grade),
        restricted("reason", &E::reason, "administrative_affairs auditor inspectorate mayor"));
  }
};

}  // namespace gozin::registry
