#pragma once

#include "engine/rules/calendar.hpp"
#include "workflows/registry/events.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace gozin::registry {

/// The stream `log`.
struct Log {
  static constexpr std::string_view kKind = "log";
  std::string origin;
  Purpose purpose = Purpose::live;
  std::string city;
  std::string key;                       // by which it is signed now
  std::vector<std::string> former_keys;  // in their order
  std::map<Code, std::shared_ptr<rules::Calendar const>> calendars;
  std::map<Code, Day> go_live;             // by class of post
  std::int64_t epoch = 1;                  // of the key that wraps those of the vault
  std::int64_t accesses_sealed = 0;        // entries of the access journal that the log binds
  bool accounts_adopted = false;           // none counts that the log does not have
  std::set<PersonId> administrators = {};  // whom the program has named by its own word
};

/// `person/<PersonId>`.
struct Person {
  static constexpr std::string_view kKind = "person";
  struct Grant {
    Code role;
    std::optional<Code> scope;
    Instant from;
    std::optional<Instant> until;
  };
  struct Erasure {
    PersonId requested_by;
    PersonId requested_for = {};  // whom a clerk wrote it down for
    std::int64_t wait_days = 0;
    std::optional<Instant> due = {};  // once it is confirmed
  };
  /// Who entered what the register says of them, and for whom.
  struct Description {
    PersonId by;
    PersonId behalf;
    Instant at;
  };
  /// A role that waits for its second person.
  struct Proposal {
    RoleProposed role;
    PersonId by;
    PersonId behalf;
  };
  /// By what an authority's hold is known: its name and its reference.
  using Hold = std::pair<Label, Label>;

  PersonId id;
  PersonKind kind = PersonKind::staff;
  std::optional<Code> unit;
  std::vector<Grant> grants;
  std::map<Code, Proposal> proposals = {};    // by role
  std::int64_t overrides = 0;                 // choices outside of the permitted set, in all cases
  std::int64_t directs = 0;                   // persons proposed without a call, in all cases
  std::set<StreamId> posts;                   // that they hold
  std::set<PersonId> kin = {};                // whom they declared as such
  std::optional<Erasure> erasure = {};        // asked for, and not done
  std::map<Hold, Code> holds = {};            // with the role in which each was placed
  std::set<Code> accounts = {};               // by which they sign in; closed ones are gone
  std::optional<Description> described = {};  // the last one
  std::optional<std::int64_t> erased = {};    // the event by which the values went
};

/// The time of one acting head in a post.
struct ActingTenure {
  std::optional<StreamId> by = {};  // the case whose decree it is; absent: held before this log
  PersonId person;
  Day from;
  Day until;
  Instant ends;
  Day since;  // the first day of the acting heads that count together with this one
  std::int64_t days = 0;
  std::optional<Day> left = {};  // once it is over: the first day that is not counted any more
  std::optional<bool> won = {};  // whether whoever was appointed for good then was this one
};

/// `post/<code>`.
struct Post {
  static constexpr std::string_view kKind = "post";
  Code code;
  Label title;
  Code post_class;
  Code unit;
  std::int64_t grade = 0;
  /// A holder who is in the post by its papers, and who says so.
  struct Proposal {
    HolderProposed holder;
    PersonId by;
    PersonId behalf = {};  // whom a clerk wrote it down for
  };

  std::optional<StreamId> claimed_by;
  std::optional<Proposal> proposal = {};  // waits for a second person
  std::optional<PersonId> holder;
  std::optional<Day> until;
  bool outsider = false;                           // the holder is not of the staff
  std::optional<StreamId> filled_by;               // the case that appointed the holder
  std::optional<StreamId> budget_line;             // whose credit that case uses
  bool is_acting = false;                          // whether the holder is an acting head
  std::optional<StreamId> acting_claimed_by = {};  // the case that will name one
  std::optional<StreamId> call_owed_by = {};  // the case of an acting head that no call followed
  std::vector<ActingTenure> acting = {};
  std::size_t acting_counted_from = 0;  // since somebody was last appointed for good
  std::size_t acting_counted_before = 0;
};

/// Whether somebody was appointed to the post for good: nobody else can be then.
[[nodiscard]] bool is_taken(Post const& post);

/// `budget/<code>`.
struct BudgetLine {
  static constexpr std::string_view kKind = "budget";
  Code code;
  Label title;
  std::int64_t amount = 0;
  std::map<StreamId, std::int64_t> reserved;
  std::map<StreamId, std::int64_t> used;
};

/// Rials that cases have reserved or used.
[[nodiscard]] std::int64_t bound(BudgetLine const& line);
/// Rials not yet reserved or used.
[[nodiscard]] std::int64_t available(BudgetLine const& line);

/// `body/<code>`.
struct Body {
  static constexpr std::string_view kKind = "body";
  Code code;
  Label title;
  std::int64_t seats = 0;
  std::optional<StreamId> commission_of = {};
  std::map<PersonId, Office> members;
  std::map<PersonId, Instant> terms = {};  // of whom an end is known
  std::vector<PersonId> alternates = {};   // in the order in which a seat falls to them
  /// A seat that waits for its second person, by whom it is about.
  struct Proposal {
    SeatProposed seat;
    PersonId by;
    PersonId behalf;
  };
  std::map<PersonId, Proposal> proposals = {};
};

/// Those with a vote: members and chair.
[[nodiscard]] std::vector<PersonId> voters(Body const& body);
[[nodiscard]] bool holds_office(Body const& body, PersonId const& person, Office office);
[[nodiscard]] bool has_vote(Body const& body, PersonId const& person);
/// Whether the person has an office of the body now; an alternate waits for one.
[[nodiscard]] bool sits_on(Body const& body, PersonId const& person);

/// `decrees/<series>`: `decrees/city`.
/// A decree number taken apart: `ش/۱۴۰۱/۸۱۲` is `ش/1401/` and 812. Numbers are compared in ASCII
/// digits, however they were typed.
struct CountedNumber {
  std::string stem;                   // all that stands before the count
  std::optional<std::int64_t> count;  // absent where the number does not end in digits
};

struct DecreeSeries {
  static constexpr std::string_view kKind = "decrees";
  Label last;             // the number given last before this program, proposed or confirmed
  std::int64_t next = 1;  // the count behind it
  std::optional<CountedNumber> opened_after;  // `last`, once it is confirmed
  std::optional<Label> source = {};           // of what is proposed or was
  std::optional<PersonId> proposed_by = {};
  std::map<std::string, StreamId> taken;  // by number in ASCII digits
  /// The count that comes next, by what stands before it: rule sets can write numbers differently.
  std::map<std::string, std::int64_t, std::less<>> counts;
};

/// Whether a grant gives its role at that moment: from its first instant on, before its last.
[[nodiscard]] bool runs(Person::Grant const& grant, Instant at);

/// Whether the person holds the role at that moment. A grant without scope covers every scope;
/// asked without a scope, a grant of any scope will do.
[[nodiscard]] bool holds_role(Person const& person, Code const& role,
                              std::optional<Code> const& scope, Instant at);

/// Whether posts of the class are filled by cases of this log on that day.
[[nodiscard]] bool is_live(Log const& log, Code const& post_class, Day today);

/// The stream of the log itself.
[[nodiscard]] StreamId log_stream();

/// The city's decree series.
[[nodiscard]] StreamId city_decrees();

}  // namespace gozin::registry
