#pragma once

#include "tests/support/judge.hpp"
#include "workflows/appointment/dossier/checklist.hpp"
#include "workflows/appointment/workflow.hpp"

#include <memory>
#include <optional>

namespace gozin::appointment {

/// The past of a whole case and of what it names, written down as it should have gone: three put
/// forward, n-1 and n-2 admitted and scored by Arash and Bahar, n-3 excluded; a council of three
/// advises; the mayor chooses n-1. What a test changes in it is folded anew.
class DossierBook {
 public:
  DossierBook();

  static inline StreamId const kCase{"case/c-1"};
  static inline StreamId const kPost{"post/p-1"};
  static inline StreamId const kLine{"budget/b-1"};
  static inline StreamId const kRules{"ruleset/r-1"};
  static inline StreamId const kSession{"session/council-1"};
  static inline StreamId const kLog{"log"};

  rules::RuleSet rules;
  std::vector<std::string> leaves{"Appointed", "Clear"};

  /// The file of what is written by now. Borrows the book.
  [[nodiscard]] CaseFile& file();
  [[nodiscard]] Verdict verdict_of(Point point);
  [[nodiscard]] Judged judged(Point point);

  [[nodiscard]] Past& past(StreamId const& stream = kCase) { return sources_->pasts[stream]; }

  /// Changes the n-th event of a type.
  template <class E, class Change>
  void change(Change const& how, std::size_t n = 0) {
    change_in<E>(kCase, how, n);
  }
  template <class E, class Change>
  void change_in(StreamId const& stream, Change const& how, std::size_t n = 0) {
    auto& recorded = find<E>(stream, n);
    auto fact = *recorded.event.template as<E>();
    how(fact);
    recorded.event = event_of(std::move(fact));
  }
  template <class E>
  [[nodiscard]] Recorded& find(StreamId const& stream = kCase, std::size_t n = 0) {
    for (auto& recorded : past(stream))
      if (recorded.event.as<E>() && n-- == 0) return recorded;
    throw std::logic_error("the book has no such event");
  }
  /// Takes every event of a type out.
  template <class E>
  void remove(StreamId const& stream = kCase) {
    std::erase_if(past(stream), [](auto const& one) { return one.event.template as<E>(); });
  }
  /// Takes out the case's events from the first of a type on: as it stood before that.
  template <class E>
  void cut() {
    auto& events = past();
    auto const end = std::ranges::find_if(
        events, [](auto const& one) { return one.event.template as<E>() != nullptr; });
    events.erase(end, events.end());
    leaves = {"Nominating", "Clear"};
  }
  /// Lets an event of a type come after everything else.
  template <class E>
  void put_off(StreamId const& stream = kCase) {
    auto const moved = find<E>(stream);
    remove<E>(stream);
    past(stream).push_back(moved);
    past(stream).back().at.seq = next_seq_++;
    past(stream).back().at.recorded = day(90);
  }
  template <EventStruct E>
  void add(E fact, std::string_view actor = "azar",
           std::string_view role = "administrative_affairs", StreamId const& stream = kCase) {
    write(stream, event_of(std::move(fact)), actor, role);
  }

  /// So many days after the opening, at nine in the morning.
  [[nodiscard]] static Instant day(int count);

 private:
  void write(StreamId const& stream, Event event, std::string_view actor, std::string_view role);
  void before_the_case();
  void vacancy();
  void nominating();
  void scoring();
  void seal(std::string_view assessor, std::string_view nominee, std::int64_t level);
  void objecting();
  void council();
  void decree();

  Workflow workflow_ = appointment_workflow();
  judge::FakeView view_;
  std::unique_ptr<DossierSources> sources_;
  std::optional<CaseFile> file_;
  std::int64_t next_seq_ = 0;
  Instant now_;
};

}  // namespace gozin::appointment
