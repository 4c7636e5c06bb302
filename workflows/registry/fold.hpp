#pragma once

#include "workflows/registry/states.hpp"

namespace gozin::registry {

// How each event changes its stream: plain assignments, no judgement. Live and in replay alike.

void apply(Log& state, Recorded const& at, LogOpened const& event);
void apply(Log& state, Recorded const& at, CalendarAdopted const& event);

void apply(Log& state, Recorded const& at, EpochKeyActivated const& event);
void apply(Log& state, Recorded const& at, EpochKeyDestroyed const& event);
void apply(Log& state, Recorded const& at, GoLiveSet const& event);
void apply(Log& state, Recorded const& at, AccessJournalSealed const& event);
void apply(Log& state, Recorded const& at, SigningKeyRotated const& event);
void apply(Log& state, Recorded const& at, AccountsAdopted const& event);
void apply(Log& state, Recorded const& at, AdministratorNamed const& event);

void apply(Person& state, Recorded const& at, PersonRegistered const& event);
void apply(Person& state, Recorded const& at, PersonMoved const& event);
void apply(Person& state, Recorded const& at, PersonDescribed const& event);
void apply(Person& state, Recorded const& at, RoleGranted const& event);
/// Ends what runs and takes back what has not begun; what is over stays as it was.
void apply(Person& state, Recorded const& at, RoleEnded const& event);
void apply(Person& state, Recorded const& at, RoleProposed const& event);
void apply(Person& state, Recorded const& at, RoleProposalDropped const& event);
void apply(Person& state, Recorded const& at, OverrideCounted const& event);
void apply(Person& state, Recorded const& at, KinDeclared const& event);
void apply(Person& state, Recorded const& at, DirectAppointmentCounted const& event);
void apply(Person& state, Recorded const& at, PostTaken const& event);
void apply(Person& state, Recorded const& at, PostLeft const& event);
void apply(Person& state, Recorded const& at, SubjectErasureRequested const& event);
void apply(Person& state, Recorded const& at, SubjectErasureConfirmed const& event);
void apply(Person& state, Recorded const& at, SubjectErasureWithdrawn const& event);
void apply(Person& state, Recorded const& at, SubjectErased const& event);
void apply(Person& state, Recorded const& at, HoldPlaced const& event);
void apply(Person& state, Recorded const& at, HoldLifted const& event);
void apply(Person& state, Recorded const& at, AccountBound const& event);
void apply(Person& state, Recorded const& at, CredentialsReplaced const& event);
void apply(Person& state, Recorded const& at, AccountClosed const& event);

void apply(Post& state, Recorded const& at, PostRegistered const& event);
void apply(Post& state, Recorded const& at, PostClaimed const& event);
void apply(Post& state, Recorded const& at, PostReleased const& event);
void apply(Post& state, Recorded const& at, PostFilled const& event);
void apply(Post& state, Recorded const& at, ActingClaimed const& event);
void apply(Post& state, Recorded const& at, ActingReleased const& event);
void apply(Post& state, Recorded const& at, ActingAppointed const& event);
void apply(Post& state, Recorded const& at, PostVacated const& event);
void apply(Post& state, Recorded const& at, PostChanged const& event);
void apply(Post& state, Recorded const& at, HolderProposed const& event);
void apply(Post& state, Recorded const& at, HolderRecorded const& event);
void apply(Post& state, Recorded const& at, ActingHeadRecorded const& event);
void apply(Post& state, Recorded const& at, HolderProposalDropped const& event);

void apply(BudgetLine& state, Recorded const& at, BudgetLineOpened const& event);
void apply(BudgetLine& state, Recorded const& at, BudgetLineChanged const& event);
void apply(BudgetLine& state, Recorded const& at, CreditReserved const& event);
void apply(BudgetLine& state, Recorded const& at, CreditReleased const& event);
void apply(BudgetLine& state, Recorded const& at, CreditUsed const& event);

void apply(Body& state, Recorded const& at, BodyFormed const& event);
void apply(Body& state, Recorded const& at, MemberSeated const& event);
void apply(Body& state, Recorded const& at, MemberLeft const& event);
void apply(Body& state, Recorded const& at, SeatProposed const& event);
void apply(Body& state, Recorded const& at, SeatProposalDropped const& event);

void apply(DecreeSeries& state, Recorded const& at, DecreeSeriesProposed const& event);
void apply(DecreeSeries& state, Recorded const& at, DecreeSeriesOpened const& event);
void apply(DecreeSeries& state, Recorded const& at, DecreeNumberTaken const& event);

}  // namespace gozin::registry
