#pragma once

#include "adapters/web/document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gozin::web {

// What the pages show, already in the reader's language and cut to what the reader may see. Every
// `href` is a path without the language in front. Texts are as people read them; names and ISO
// values beside them are for programs, and go into the JSON twin.

/// A code of the engine and what people call it.
struct Named {
  std::string name;
  std::string text;
};

struct Moment {
  std::string iso;
  std::string text;
};

/// A person as the reader may know them: with a name, or by an alias. Without a name where only the
/// office is known.
struct Person {
  std::string name;
  std::string note = {};
};

/// How near a deadline is: `missed`, `today`, `soon`, `later`, `suspended`; in words in `text`.
struct Deadline {
  Named what;
  Moment due;
  Named standing;
};

struct Link {
  std::string href;
  std::string text;
  bool current = false;
};

/// A command that this reader may give here and now.
struct Offer {
  Named command;
  std::string href;
  bool waiting = false;  // somebody waits for it
};

/// What the case waits for, and for whom.
struct Waiting {
  Named what;
  std::vector<Named> who;
  bool mine = false;
};

/// Where a case comes from and goes on: the annulled case that it goes on from, the one in which it
/// goes on, and the file on paper up to whose stage it was not run here.
struct Kin {
  std::optional<Link> taken_over_from = {};
  std::optional<Link> remanded_to = {};
  std::optional<Named> paper = {};
};

struct CaseRow {
  std::string id;
  std::string href;
  std::string title;
  Named unit;
  Named state;
  std::vector<Named> position;
  std::vector<Waiting> waiting;
  std::optional<Deadline> deadline;
  Moment changed;
  Kin kin = {};
};

/// The city: its cases. `more`: the next page; empty on the last.
struct CityPage {
  std::vector<Link> filters;
  std::vector<CaseRow> cases;
  std::vector<Offer> offers;
  std::string more = {};
};

struct Task {
  std::string href;
  std::string title;
  Named what;
  Named role;
  std::optional<Deadline> deadline;
};

struct InboxPage {
  std::vector<Task> tasks;
  std::string more = {};
};

struct PeopleGroup {
  Named role;
  std::vector<Person> people;
};

struct NomineeRow {
  std::string id;
  Person person;
  Named standing;
  std::string nominated_by = {};  // empty where the reader may not know
  std::vector<Named> findings = {};
};

struct RankRow {
  std::string place;
  Person person;
  std::string score;    // exact: `83/4`
  std::string decimal;  // rounded, for reading only
  bool permitted = false;
};

struct ScoreSheet {
  Person assessor;
  Person nominee;
  std::vector<Named> levels;
};

struct Fact {
  Named what;
  std::string value;
  bool code = false;  // an id or a hash: left to right
};

struct Ballot {
  std::string id;
  std::string question;
  Named gate;
  bool advisory = false;
  bool secret = false;
  bool open = false;
  bool by_name = false;  // an election: `votes` in place of yes and no
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::vector<Fact> votes = {};               // of each who stood
  std::vector<std::string> computation = {};  // sentences
  std::optional<Named> outcome = {};
  std::vector<Person> roll = {};  // `note` is the choice; nothing in a secret ballot
  std::string secrecy_note = {};  // what the rules tell the members of how secret it is
};

struct DecreeBox {
  std::string number;
  Person person;
  Moment dated;
  Moment term_from;
  Moment term_until;
  Person signatory;
  std::string document;  // hash
  std::string href = {};
  bool in_force = false;
};

/// One event in words.
struct Entry {
  std::int64_t seq = 0;
  Named type;
  std::string sentence;
  Moment recorded;
  Person actor;
  std::optional<Named> role;
  std::vector<Fact> facts;
  std::string href;         // the replay at this event
  bool taken_over = false;  // it was done in the case that this one goes on from
};

struct CaseHead {
  std::string id;
  std::string href;
  std::string title;
  Named unit;
  Named state;
  std::vector<Named> position;
  bool ended = false;
  bool suspended = false;
  bool stayed = false;  // the appointment, by a court
  Moment opened;
  std::string rules = {};   // hash of the pinned rule set
  std::string replay = {};  // the replay at the last event
  Kin kin = {};
};

/// Everything about one case.
struct CasePage {
  CaseHead head;
  std::string done = {};  // what the reader has just done, in words
  std::vector<Deadline> deadlines;
  std::vector<Waiting> waiting;
  std::vector<Offer> offers;
  std::vector<Offer> written;  // what the reader may write down for others
  std::vector<PeopleGroup> people;
  std::vector<NomineeRow> nominees;
  std::vector<RankRow> ranking;
  std::vector<ScoreSheet> sheets;
  std::vector<Part> analyses = {};  // of each ranking, the last one last
  std::vector<Ballot> ballots;
  std::optional<DecreeBox> decree;
  std::vector<Entry> timeline;  // the last steps, or those before `?before=`
  std::string older = {};       // the page with the steps before these
  std::string newest = {};      // the page with the last steps, from one with older
  std::string dossier = {};     // empty for readers who may not have it
};

/// The case as it was at one event.
struct ReplayPage {
  CaseHead head;          // as it was
  std::int64_t step = 0;  // from 1
  std::int64_t steps = 0;
  Entry event;
  std::vector<Waiting> waiting;
  std::vector<Named> could;         // what could be done then
  std::vector<Part> analyses = {};  // up to this step
  std::string first = {};
  std::string back = {};
  std::string forward = {};
  std::string last = {};
  bool at_end = false;
  std::vector<std::string> differences = {};  // from the live state; only at the end
};

/// A record that is no case: a session, a rule set, a body, a post.
struct StreamPage {
  Named kind;
  std::string id;
  std::string title;
  std::vector<Named> position;
  std::string done = {};
  std::vector<Offer> offers;
  std::vector<Fact> facts;
  std::vector<PeopleGroup> people;
  std::string links_title = {};
  std::vector<Link> links;
  std::vector<Entry> timeline;
};

/// One record of a list, and where it stands.
struct Listed {
  std::string href;
  std::string text;
  std::vector<Named> position;
};

/// All records of a kind.
struct ListPage {
  Named kind;
  std::vector<Listed> items;
};

struct Choice {
  std::string value;
  std::string text;
  bool chosen = false;
};

/// One control of a form, or a group of them. Rows may be `check`, with their one choice, and
/// `marks`, choices beside each other.
struct Control {
  std::string name;
  std::string label;
  std::string hint = {};
  std::string kind;  // text, long_text, number, code, select, radio, date, moment, rows
  std::string value = {};
  std::string time = {};  // of `moment`
  std::vector<Choice> choices = {};
  std::vector<Control> rows = {};
  bool required = true;
  std::string problem = {};  // why the value was turned down
};

/// The form of one command.
struct FormPage {
  std::string case_title = {};
  std::string back;    // where giving up leads
  std::string action;  // where the form is sent
  Named command;
  std::string help = {};
  std::vector<Named> roles;  // more than one: the reader chooses in which to act
  std::vector<Control> controls;
  std::string problem = {};         // why the act was refused
  std::optional<Named> whose = {};  // the person for whom it is written down
  std::string ask_whose = {};       // where the reader says for whom; empty: nobody but themselves
  bool hands = false;               // several people's votes are written down at once
};

/// Whose act is written down: people whom the record knows, or who are looked for by name.
struct WhosePage {
  std::string case_title = {};
  std::string back;
  std::string action;  // where the name is asked
  Named command;
  std::vector<Link> people = {};
  bool searchable = false;
  std::string find = {};
  std::vector<Link> found = {};
  bool has_more = false;
};

struct SignInPage {
  std::string next = {};
  std::string user = {};
  std::string problem = {};
};

/// Any page that says only one thing: errors, signed out.
struct PlainPage {
  int status = 200;
  std::string heading;
  std::vector<std::string> lines = {};
  std::string reason = {};  // the rule's name
  std::string back = {};
  std::string request = {};
};

/// What stands around every page.
struct Frame {
  std::string path;  // of this page, without language, with query
  std::string title;
  std::string city = {};
  bool demonstration = false;
  bool pilot = false;
  std::string viewer = {};  // the name of who is signed in
  std::optional<std::int64_t> tasks = {};
  std::vector<Link> sections = {};  // other lists
  std::string csrf = {};
  std::string key = {};      // makes a second sending of the page's form the same request
  bool failed = false;       // the title starts with a word for error
  std::string live = {};     // where the page hears that it is no longer so; empty: it does not ask
  std::string renewed = {};  // said of a page that has been asked for again
  std::string print = {};    // of what it shows
};

}  // namespace gozin::web
