#pragma once

#include "adapters/app/site_case.hpp"

#include <string>
#include <vector>

namespace gozin::app {

/// The field of a form that says whose act it is; a page that has it, empty, asks.
inline constexpr std::string_view kBehalf = "behalf";

/// A call by which the reader would do something for themselves or, where `behalf` is somebody,
/// write it down for them. Valid as long as the visit is not looked away from.
class AskedFor {
 public:
  AskedFor(Visit& visit, StreamId stream, PersonId const& behalf);

  [[nodiscard]] Context context() { return {call_, stream_, visit_.view(), facts_}; }

 private:
  Visit& visit_;
  Call call_;
  StreamId stream_;
  NoFacts facts_;
};

/// For whom a reader may write down what they do, by one command on one stream.
class Writing {
 public:
  Writing(Visit& visit, CommandType const& type, StreamId const& stream);

  /// Whether it may be anybody's act at all.
  [[nodiscard]] bool is_possible() const { return !roles_.empty(); }
  /// Whether it can be that of anybody in the register, and not only of whom the stream knows.
  [[nodiscard]] bool is_anybodys() const;
  /// Whether there is somebody whose act it can be.
  [[nodiscard]] bool has_somebody() const;
  /// Whether it can be the act of this person.
  [[nodiscard]] bool suits(PersonId const& behalf) const;
  /// Those whom the stream knows and whose act it can be: nominees, assessors, members of the body.
  [[nodiscard]] std::vector<PersonId> people() const;
  /// Members who have a vote in the open ballot and have not given it; nobody where it is secret,
  /// on paper, or the command is no vote.
  [[nodiscard]] std::vector<PersonId> voters() const;
  /// Those whose name has these words in it, or whose national id it is: the first of them, and
  /// whether there are more. Nobody for less than three letters.
  struct Found {
    std::vector<PersonId> people = {};
    bool has_more = false;
  };
  [[nodiscard]] Found find(std::string const& words) const;

 private:
  [[nodiscard]] bool may_be(std::string_view role) const;
  [[nodiscard]] std::vector<PersonId> known() const;

  Visit& visit_;
  CommandType const& type_;
  StreamId stream_;
  std::vector<Code> roles_;
};

/// The page that asks whose act it is.
[[nodiscard]] web::WhosePage whose_page(Visit& visit, CommandType const& type,
                                        StreamId const& stream);

/// Where the form of a command is; with whose act it is to be, where `behalf` is given.
[[nodiscard]] std::string form_path(CommandType const& type, StreamId const& stream);
[[nodiscard]] std::string form_path_for(CommandType const& type, StreamId const& stream,
                                        PersonId const& behalf);

/// What the reader may write down for others on a case, each with the page that asks for whom.
[[nodiscard]] std::vector<web::Offer> writing_offers(Visit& visit, Standing const& at);

}  // namespace gozin::app
