#pragma once

#include "engine/event/field.hpp"

// What a city brings along when it begins with this program: who is in which post by its papers,
// and from which day on the posts of a class are filled here.
namespace gozin::registry {

/// Who is in a post by a decree on paper, as somebody read it out of a register; waits for another.
struct HolderProposed {
  static constexpr std::string_view kType = "HolderProposed";
  PersonId person;
  bool acting = false;  // until somebody is appointed
  Day from;
  std::optional<Day> until = {};
  Label reference;                    // of the decree or letter that gave the post
  Label source;                       // the register or list it was taken from
  std::optional<Hash> document = {};  // a scan of it

  static constexpr auto fields() {
    using E = HolderProposed;
    return fields_of(open("person", &E::person), open("acting", &E::acting), open("from", &E::from),
                     open("until", &E::until), open("reference", &E::reference),
                     open("source", &E::source), open("document", &E::document));
  }
};

/// The person holds the post since `from`, by no case of this log.
struct HolderRecorded {
  static constexpr std::string_view kType = "HolderRecorded";
  PersonId person;
  Day from;
  std::optional<Day> until = {};
  Label reference;
  Label source;
  std::optional<Hash> document = {};
  bool outsider = false;                     // is not of the staff
  std::optional<PersonId> proposed_by = {};  // absent: a demonstration's, confirmed by nobody

  static constexpr auto fields() {
    using E = HolderRecorded;
    return fields_of(open("person", &E::person), open("from", &E::from), open("until", &E::until),
                     open("reference", &E::reference), open("source", &E::source),
                     open("document", &E::document), open("outsider", &E::outsider),
                     open("proposed_by", &E::proposed_by));
  }
};

/// The same for an acting head: until that day and no longer; `ends` is the first moment after it.
struct ActingHeadRecorded {
  static constexpr std::string_view kType = "ActingHeadRecorded";
  PersonId person;
  Day from;
  Day until;
  Instant ends;
  Label reference;
  Label source;
  std::optional<Hash> document = {};
  bool outsider = false;
  std::optional<PersonId> proposed_by = {};

  static constexpr auto fields() {
    using E = ActingHeadRecorded;
    return fields_of(open("person", &E::person), open("from", &E::from), open("until", &E::until),
                     open("ends", &E::ends), open("reference", &E::reference),
                     open("source", &E::source), open("document", &E::document),
                     open("outsider", &E::outsider), open("proposed_by", &E::proposed_by));
  }
};

/// What was proposed is wrong; the post is vacant as before.
struct HolderProposalDropped {
  static constexpr std::string_view kType = "HolderProposalDropped";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &HolderProposalDropped::reason,
                                "administrative_affairs auditor inspectorate mayor"));
  }
};

/// Posts of the class are filled by cases of this log from that day on; of the log's own stream. A
/// class of which nothing is said is filled here from the first day.
struct GoLiveSet {
  static constexpr std::string_view kType = "GoLiveSet";
  Code post_class;
  Day from;

  static constexpr auto fields() {
    return fields_of(open("post_class", &GoLiveSet::post_class), open("from", &GoLiveSet::from));
  }
};

}  // namespace gozin::registry
