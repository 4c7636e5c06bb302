#pragma once

#include "adapters/app/site_case.hpp"
#include "engine/command/form.hpp"

#include <map>
#include <string>
#include <vector>

namespace gozin::app {

/// What the fields of a command's form offer: where the stream stands, for whom it is drawn.
class Options {
 public:
  /// `behalf`: whose act it will be; empty: the reader's own.
  Options(Visit& visit, CommandType const& type, StreamId const& stream, PersonId behalf = {});

  /// The values a field may be chosen from; nothing where people type it.
  [[nodiscard]] std::optional<std::vector<web::Choice>> of(Field const& field) const;
  /// The keys of a list with keys, each with what it stands for.
  [[nodiscard]] std::vector<web::Choice> keys_of(Field const& field) const;
  /// The levels of a criterion with their anchors.
  [[nodiscard]] std::vector<web::Choice> levels_of(std::string_view criterion) const;
  /// How many of the staff meet the conditions of the vacancy, for whoever publishes it.
  [[nodiscard]] std::string narrowness() const;

 private:
  using Choices = std::vector<web::Choice>;

  [[nodiscard]] std::optional<Choices> from(std::string_view source) const;
  [[nodiscard]] std::optional<Choices> of_case(std::string_view source) const;
  [[nodiscard]] std::optional<Choices> of_rules(std::string_view source) const;
  [[nodiscard]] std::optional<Choices> of_city(std::string_view source) const;
  [[nodiscard]] Choices people() const;
  [[nodiscard]] Choices members() const;
  [[nodiscard]] Choices seats_proposed() const;
  [[nodiscard]] Choices report_readers() const;
  [[nodiscard]] Choices nominees(std::string_view source) const;
  [[nodiscard]] Choices aliases() const;
  [[nodiscard]] Choices ballots() const;
  [[nodiscard]] Choices of_election(std::string_view source) const;
  [[nodiscard]] Choices criteria() const;
  [[nodiscard]] Choices transcriptions() const;
  [[nodiscard]] std::string told(std::int64_t number, transcription::Act const& act) const;
  [[nodiscard]] Choices rows(ReadTable const& table, std::string_view title) const;

  Visit& visit_;
  CommandType const& type_;
  StreamId stream_;
  PersonId behalf_;
  std::unique_ptr<CaseReader> reader_;  // null: the stream is no case
};

/// What a form was sent with; nothing where it is none.
[[nodiscard]] std::optional<FormValues> form_values(Visit const& visit);
/// Empty where there is no such value.
[[nodiscard]] std::string value_of(FormValues const& values, std::string_view name);

/// The form of a command, filled with what was typed and what was wrong with it.
struct FormDraft {
  CommandType const& type;
  StreamId stream;  // empty when the command opens one
  FormValues values = {};
  std::map<std::string, Rejection> problems = {};
  std::optional<Rejection> refused = {};
  PersonId behalf = {};  // for whom it is written down
  bool hands = false;    // the votes of several, each of their own choice
};
/// The control of a form in which the choices of several stand, `hands.<person>`.
inline constexpr std::string_view kHands = "hands";
/// What an election is abstained from with, among the names.
inline constexpr std::string_view kAbstain = "abstain";

/// By which field of the command a vote is given; empty where it is no vote.
[[nodiscard]] std::string_view choice_of(CommandType const& type);
/// The fields of one member's vote, of what was marked for several.
[[nodiscard]] FormValues vote_of(CommandType const& type, FormValues const& values,
                                 std::string const& mark);

[[nodiscard]] web::FormPage form_page(Visit& visit, FormDraft const& draft);
/// The roles in which it may be done, by the reader or in the name of whoever it is written down
/// for.
[[nodiscard]] std::vector<Code> roles_of(Visit& visit, FormDraft const& draft);

/// Fills in what the reader is asked to confirm as it stands: what a decider signs are the hashes
/// of the decree drafted last.
void fill_in(Visit& visit, FormDraft& draft);

/// Where a stream's page is: `/cases/…`, `/streams/session/…`; the city for none.
[[nodiscard]] std::string page_of(StreamId const& stream);

/// Where whoever gave the command goes: to the stream it was given to or has opened.
[[nodiscard]] std::string place_after(FormDraft const& draft, Accepted const& accepted);

/// Which status a refusal has: the input 422, who 403, unknown 404, what stands otherwise 409.
[[nodiscard]] int status_of(Rejection const& rejection);

}  // namespace gozin::app
