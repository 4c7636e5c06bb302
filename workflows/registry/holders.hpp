#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/states.hpp"

// Who comes into a post and who goes: what a case and the register say about it alike.
namespace gozin::registry {

/// What a case appoints to: its post, under its number, and whose credit pays.
struct Appointing {
  StreamId post;
  PostFilled filled;
};

/// Fills the post, and enters it with the person.
void take_post(Decision& decision, Context const& context, Appointing const& appointing);

/// Refused as `post_must_be_free_of_cases` while a case names an acting head for the post; a case
/// that fills it keeps it by its state.
[[nodiscard]] std::optional<Rejection> flaw_of_other_cases(Post const& post);

/// Enters a holder whom no case of this log appointed, with the post of the context and with the
/// person.
void hold_post(Decision& decision, Context const& context, HolderRecorded const& holder);
void hold_post(Decision& decision, Context const& context, ActingHeadRecorded const& head);

/// What a case for an acting head appoints to.
struct ActingIn {
  StreamId post;
  ActingAppointed appointed;
};

/// Puts the acting head into the post, and enters it with the person, beside their own.
void take_post_for_acting(Decision& decision, Context const& context, ActingIn const& acting);

/// The person leaves whatever else they hold: nobody has two public posts (law on holding more than
/// one office, 1373).
void leave_other_posts(Decision& decision, Context const& context, Appointing const& appointing);

/// The holder leaves: the post is vacant, the credit of the case that appointed them is free again.
/// That of a post without holder is refused by its chart.
void leave_post(Decision& decision, Context const& context, StreamId const& post,
                PostVacated const& how);

}  // namespace gozin::registry
