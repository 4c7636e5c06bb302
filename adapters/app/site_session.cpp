#include "adapters/app/site_session.hpp"

#include "adapters/app/site_case.hpp"
#include "adapters/app/site_streams.hpp"
#include "adapters/app/site_tasks.hpp"

namespace gozin::app {
namespace {

/// What a session has on its agenda or takes on, by its title.
std::string title_in(Visit& visit, session::Session const& session, StreamId const& about) {
  for (auto const& item : session.agenda)
    if (item.about == about) return item.title.text;
  auto const* state = visit.view().find<appointment::Case>(about);
  return title_of(visit, state ? state->post : about);
}

/// What is moved and how the hands were counted.
std::string text_of(Visit& visit, session::Session const& session,
                    session::MotionEntered const& motion) {
  auto const& words = visit.words();
  auto text = words.number(motion.motion) + ". " +
              words.named("choice", name_of(motion.procedure)).text + " · " +
              title_in(visit, session, motion.about);
  if (motion.member) text += " · " + words.who(*motion.member);
  return text + " · " + words.field("", "yes").text + " " + words.number(motion.yes) + " · " +
         words.field("", "no").text + " " + words.number(motion.no);
}

std::string_view standing_of(session::Motion const& motion) {
  if (!motion.rev) return "motion_awaits";
  return motion.entered.carried ? "motion_carried" : "motion_lost";
}

}  // namespace

std::vector<web::Fact> motions_of(Visit& visit, session::Session const& session) {
  std::vector<web::Fact> facts;
  if (!visit.who()) return facts;
  auto const& words = visit.words();
  for (auto const& motion : session.motions)
    facts.push_back({{"motion", words.say(standing_of(motion))},
                     text_of(visit, session, motion.entered) + " · " +
                         words.field("", "mover").text + ": " + words.who(motion.entered.mover),
                     false});
  return facts;
}

std::vector<web::Choice> motions_awaited(Visit& visit, session::Session const& session) {
  std::vector<web::Choice> choices;
  for (auto const& motion : session.motions)
    if (!motion.rev)
      choices.push_back(
          {std::to_string(motion.entered.motion), text_of(visit, session, motion.entered)});
  return choices;
}

std::vector<web::Choice> nominees_on_agenda(Visit& visit, session::Session const& session) {
  std::vector<web::Choice> choices;
  for (auto const& item : session.agenda) {
    if (!item.about || item.about->kind() != appointment::Case::kKind) continue;
    auto const found = find_case(visit, item.about->key());
    if (!found) continue;
    CaseReader const reader{visit, *found};
    for (auto const& [id, one] : reader.state().nominees)
      if (one.standing != appointment::Standing::merged)
        choices.push_back({id.text, reader.nominee(id)});
  }
  return choices;
}

}  // namespace gozin::app
