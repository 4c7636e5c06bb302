#pragma once

#include "adapters/app/site_visit.hpp"
#include "adapters/web/model.hpp"
#include "workflows/appointment/tasks.hpp"

#include <vector>

namespace gozin::app {

/// A case as it stands: its state, and the names of its active states.
struct Standing {
  StreamId stream;
  Folded const* folded = nullptr;
  appointment::Case const* state = nullptr;
  appointment::Active active = {};
};

/// Nothing when there is no such case.
[[nodiscard]] std::optional<Standing> find_case(Visit& visit, std::string_view key);
[[nodiscard]] Standing standing_of(StreamId const& stream, Folded const& folded);

/// The stage or end state, for people the most telling of the active states.
[[nodiscard]] web::Named stage_of(Words const& words, appointment::Active const& active);
/// The leaves, without the one that says that nothing is suspended.
[[nodiscard]] std::vector<web::Named> leaves_of(Words const& words, Folded const& folded);

/// What a case waits for, as its session stands too.
[[nodiscard]] std::vector<appointment::Task> tasks_of(Visit& visit, Standing const& at);

/// Whether a task waits for the reader: by name, or in a role in which they may do it.
[[nodiscard]] bool waits_for(Visit& visit, Standing const& at, appointment::Task const& task);

/// What a case waits for and for whom. Persons by name only where `sight` knows the panel.
[[nodiscard]] std::vector<web::Waiting> waiting_of(Visit& visit, Standing const& at,
                                                   Sight const& sight);

/// What the reader may do to the case now: what waits for them first.
[[nodiscard]] std::vector<web::Offer> offers_of(Visit& visit, Standing const& at);

/// Deadlines that run, the next first.
[[nodiscard]] std::vector<web::Deadline> deadlines_of(Visit& visit, Standing const& at);

/// A deadline as people read it: what ends, when, and how near it is.
[[nodiscard]] web::Deadline deadline(Visit& visit, std::string_view name, Instant due);

[[nodiscard]] web::InboxPage inbox(Visit& visit);
[[nodiscard]] web::CityPage city_page(Visit& visit);

}  // namespace gozin::app
