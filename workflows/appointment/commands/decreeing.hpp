#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/assessing.hpp"
#include "workflows/appointment/events/decreeing.hpp"

namespace gozin::appointment {

/// The decider's own interests in everybody who may be chosen, before the choice (threat T6).
struct DeclareAsDecider {
  static constexpr std::string_view kName = "DeclareAsDecider";
  std::map<NomineeId, Interest> interests;
  std::optional<Committed> detail;

  static constexpr auto fields() {
    return fields_of(
        open("interests", &DeclareAsDecider::interests).ask(Input::list, "nominees"),
        personal("detail", &DeclareAsDecider::detail, "decider").ask(Input::long_text));
  }
};

/// Somebody of the permitted set, with reasons. Under a ranking that binds, the first who can be
/// appointed. The person is the server's.
struct SelectPerson {
  static constexpr std::string_view kName = "SelectPerson";
  NomineeId nominee;
  PersonId person;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &SelectPerson::nominee).ask(Input::nominee, "nominees"),
                     open("person", &SelectPerson::person).ask(Input::none),
                     personal("reason", &SelectPerson::reason, "person"));
  }
};

/// Somebody outside of the permitted set who was admitted, as an act of its own (threat T25). No
/// body whose decision binds can be passed over by it.
struct OverrideSelection {
  static constexpr std::string_view kName = "OverrideSelection";
  NomineeId nominee;
  PersonId person;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &OverrideSelection::nominee).ask(Input::nominee, "nominees"),
                     open("person", &OverrideSelection::person).ask(Input::none),
                     personal("reason", &OverrideSelection::reason, "person"));
  }
};

/// Writes the decree for whoever was selected and takes its number: the next of the city's series,
/// or, where one is given, a number of the secretariat's own register with its date.
struct DraftDecree {
  static constexpr std::string_view kName = "DraftDecree";
  Day term_from;
  std::optional<Label> number;
  std::optional<Day> dated;

  static constexpr auto fields() {
    return fields_of(open("term_from", &DraftDecree::term_from),
                     open("number", &DraftDecree::number), open("dated", &DraftDecree::dated));
  }
};

/// The decider signs what was seen: the hashes of the canonical decree and of the document.
struct SignDecree {
  static constexpr std::string_view kName = "SignDecree";
  Hash decree;
  Hash document;

  static constexpr auto fields() {
    return fields_of(open("decree", &SignDecree::decree), open("document", &SignDecree::document));
  }
};

/// Sends the case back to the bodies, with reasons; the gate named and those after it decide anew.
struct ReturnDecreeToReview {
  static constexpr std::string_view kName = "ReturnDecreeToReview";
  Code gate;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("gate", &ReturnDecreeToReview::gate).ask(Input::code, "gates"),
                     restricted("reason", &ReturnDecreeToReview::reason, kFileReaders));
  }
};

/// Takes a signed decree back before it is registered: signature and number are void.
struct ReturnDecreeToDraft {
  static constexpr std::string_view kName = "ReturnDecreeToDraft";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &ReturnDecreeToDraft::reason, kFileReaders));
  }
};

/// Gives up the number of a draft that nobody has signed.
struct VoidDecreeNumber {
  static constexpr std::string_view kName = "VoidDecreeNumber";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &VoidDecreeNumber::reason, kFileReaders));
  }
};

/// `entry` is the place in the secretariat's register.
struct RegisterDecree {
  static constexpr std::string_view kName = "RegisterDecree";
  Label entry;

  static constexpr auto fields() { return fields_of(open("entry", &RegisterDecree::entry)); }
};

/// The end of the case: the post is filled and the credit used by the same act.
struct PublishDecree {
  static constexpr std::string_view kName = "PublishDecree";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(DeclareAsDecider const& command, Context const& context);
Result<Decision> decide(SelectPerson const& command, Context const& context);
Result<Decision> decide(OverrideSelection const& command, Context const& context);
Result<Decision> decide(DraftDecree const& command, Context const& context);
Result<Decision> decide(SignDecree const& command, Context const& context);
Result<Decision> decide(ReturnDecreeToReview const& command, Context const& context);
Result<Decision> decide(ReturnDecreeToDraft const& command, Context const& context);
Result<Decision> decide(VoidDecreeNumber const& command, Context const& context);
Result<Decision> decide(RegisterDecree const& command, Context const& context);
Result<Decision> decide(PublishDecree const& command, Context const& context);

/// Name the person whose key the reasons rest under.
Result<void> prepare(std::type_identity<SelectPerson>, Preparation& preparation);
Result<void> prepare(std::type_identity<OverrideSelection>, Preparation& preparation);

[[nodiscard]] std::vector<CommandType> decreeing_commands();

}  // namespace gozin::appointment
