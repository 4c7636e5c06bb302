#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/decreeing.hpp"
#include "workflows/appointment/events/progress.hpp"

// What is possible at any time, after the end of a case too, and orders against an appointment.
namespace gozin::appointment {

struct AddNote {
  static constexpr std::string_view kName = "AddNote";
  Committed note;

  static constexpr auto fields() {
    return fields_of(restricted("note", &AddNote::note, kFileReaders).ask(Input::long_text));
  }
};

struct AttachDocument {
  static constexpr std::string_view kName = "AttachDocument";
  Hash document;
  Code about;
  Committed title;

  static constexpr auto fields() {
    return fields_of(
        open("document", &AttachDocument::document), open("about", &AttachDocument::about),
        restricted("title", &AttachDocument::title, kFileReaders).ask(Input::text).at_most(400));
  }
};

/// Pressure, recommendations, offers (threat T15). Anonymously too: then nothing leads back.
/// `kept_from`: those of its readers whom it names, to whom it is never shown; who they are rests
/// hidden with it, in `withheld`, which the server makes.
struct ReportInfluence {
  static constexpr std::string_view kName = "ReportInfluence";
  Committed report;
  std::vector<PersonId> kept_from = {};
  std::optional<Committed> withheld = {};

  static constexpr auto fields() {
    using C = ReportInfluence;
    return fields_of(
        restricted("report", &C::report, kReportReaders).ask(Input::long_text),
        open("kept_from", &C::kept_from).ask(Input::list, "report_readers").optional().secret(),
        restricted("withheld", &C::withheld, kReportReaders).ask(Input::none));
  }
};

/// An outside contact about the case, by whoever was contacted; `kept_from` as with a report.
struct RegisterContact {
  static constexpr std::string_view kName = "RegisterContact";
  Committed contact;
  std::vector<PersonId> kept_from = {};
  std::optional<Committed> withheld = {};

  static constexpr auto fields() {
    using C = RegisterContact;
    return fields_of(
        restricted("contact", &C::contact, kReportReaders).ask(Input::long_text),
        open("kept_from", &C::kept_from).ask(Input::list, "report_readers").optional().secret(),
        restricted("withheld", &C::withheld, kReportReaders).ask(Input::none));
  }
};

/// A notice was handed over: served, when the rule set counts the channel and its proof or its
/// period has passed since the first attempt; otherwise an attempt, by leaving `served` out. A
/// receipt or a report of delivery is attached by its hash: `service_must_attach_its_proof`.
struct ServeNotice {
  static constexpr std::string_view kName = "ServeNotice";
  Code notice;
  PersonId person;
  rules::NoticeChannel channel = rules::NoticeChannel::inbox;
  rules::Proof proof = rules::Proof::none;
  std::optional<Instant> served = {};
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    return fields_of(open("notice", &ServeNotice::notice),
                     open("person", &ServeNotice::person).ask(Input::person, "persons"),
                     open("channel", &ServeNotice::channel), open("proof", &ServeNotice::proof),
                     open("served", &ServeNotice::served),
                     open("document", &ServeNotice::document));
  }
};

/// Whoever was given a notice in their inbox says that they have opened it, which is the proof of
/// its service.
struct AcknowledgeNotice {
  static constexpr std::string_view kName = "AcknowledgeNotice";
  Code notice;

  static constexpr auto fields() {
    return fields_of(open("notice", &AcknowledgeNotice::notice).ask(Input::code, "notices"));
  }
};

/// By administrative affairs or, once it is missed, by the office that the rules let step in. A
/// consent that was not given in time stays so: `consent_must_not_be_revived`.
struct ExtendDeadline {
  static constexpr std::string_view kName = "ExtendDeadline";
  Code name;
  Instant due;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("name", &ExtendDeadline::name).ask(Input::code, "deadlines"),
                     open("due", &ExtendDeadline::due),
                     restricted("reason", &ExtendDeadline::reason, kFileReaders));
  }
};

/// The clock records that a deadline has passed, and tells the office that the rules name.
struct MissDeadline {
  static constexpr std::string_view kName = "MissDeadline";
  Code name;

  static constexpr auto fields() {
    return fields_of(open("name", &MissDeadline::name).ask(Input::code, "deadlines"));
  }
};

/// The council asks on what basis; the answer is due in the rule set's time, without one in ten
/// days (Iranian council law).
struct RequestAccount {
  static constexpr std::string_view kName = "RequestAccount";
  Code request;
  Committed question;

  static constexpr auto fields() {
    return fields_of(
        open("request", &RequestAccount::request).ask(Input::none),
        restricted("question", &RequestAccount::question, kFileReaders).ask(Input::long_text));
  }
};

struct GiveAccount {
  static constexpr std::string_view kName = "GiveAccount";
  Code request;
  Committed answer;

  static constexpr auto fields() {
    return fields_of(
        open("request", &GiveAccount::request).ask(Input::code, "accounts"),
        restricted("answer", &GiveAccount::answer, kFileReaders).ask(Input::long_text));
  }
};

/// A clerical error of an earlier event of the log, by its number there, and what is right. It
/// holds once a second person has confirmed it. A number that the log has not reached is refused as
/// `corrected_event_must_be_on_record`.
struct ProposeCorrection {
  static constexpr std::string_view kName = "ProposeCorrection";
  Code proposal;
  std::int64_t seq = 0;
  Committed correction;

  static constexpr auto fields() {
    using C = ProposeCorrection;
    return fields_of(open("proposal", &C::proposal).ask(Input::none), open("seq", &C::seq),
                     restricted("correction", &C::correction, kFileReaders).ask(Input::long_text));
  }
};

/// By somebody else than who proposed it: `confirmer_must_be_another_person`, whoever they act for.
struct ConfirmCorrection {
  static constexpr std::string_view kName = "ConfirmCorrection";
  Code proposal;

  static constexpr auto fields() {
    return fields_of(
        open("proposal", &ConfirmCorrection::proposal).ask(Input::code, "corrections"));
  }
};

/// Whoever proposed a correction may drop it, and so may whoever could confirm it, with a reason;
/// others are refused as `role_must_permit_command`.
struct DropCorrection {
  static constexpr std::string_view kName = "DropCorrection";
  Code proposal;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(
        open("proposal", &DropCorrection::proposal).ask(Input::code, "corrections"),
        restricted("reason", &DropCorrection::reason, kFileReaders).ask(Input::long_text));
  }
};

Result<Decision> decide(AddNote const& command, Context const& context);
Result<Decision> decide(AttachDocument const& command, Context const& context);
Result<Decision> decide(ReportInfluence const& command, Context const& context);
Result<Decision> decide(RegisterContact const& command, Context const& context);
Result<Decision> decide(ServeNotice const& command, Context const& context);
Result<Decision> decide(AcknowledgeNotice const& command, Context const& context);
Result<Decision> decide(ExtendDeadline const& command, Context const& context);
Result<Decision> decide(MissDeadline const& command, Context const& context);
Result<Decision> decide(RequestAccount const& command, Context const& context);
Result<Decision> decide(GiveAccount const& command, Context const& context);
Result<Decision> decide(ProposeCorrection const& command, Context const& context);
Result<Decision> decide(ConfirmCorrection const& command, Context const& context);
Result<Decision> decide(DropCorrection const& command, Context const& context);

Result<void> prepare(std::type_identity<ReportInfluence>, Preparation& preparation);
Result<void> prepare(std::type_identity<RegisterContact>, Preparation& preparation);
Result<void> prepare(std::type_identity<RequestAccount>, Preparation& preparation);
Result<void> prepare(std::type_identity<ProposeCorrection>, Preparation& preparation);

/// The descriptions of these commands; they stand in the group of running_commands().
[[nodiscard]] std::vector<CommandType> progress_commands();

}  // namespace gozin::appointment
