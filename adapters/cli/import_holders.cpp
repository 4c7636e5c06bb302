#include "adapters/cli/import_list.hpp"
#include "engine/command/streams.hpp"
#include "engine/port/person_numbers.hpp"

#include <algorithm>
#include <array>

namespace gozin::cli {
namespace {

/// What a post's own stream says of who came into it by the papers.
struct Known {
  bool is_post = false;
  std::optional<json::object> waiting = {};   // for a second person
  std::optional<json::object> recorded = {};  // and still in the post
};

Known known_of(Program const& program, StoreView& store, StreamId const& post) {
  Known known;
  store.read_stream(post, 0, [&](StoredEvent const& stored) {
    known.is_post = true;
    auto const type = std::string_view{stored.type};
    if (type == "HolderProposed") {
      known.waiting = read_recorded(program.services().catalog, stored).event.data().as_object();
    } else if (type == "HolderRecorded" || type == "ActingHeadRecorded") {
      known.recorded = std::exchange(known.waiting, std::nullopt);
    } else if (type == "HolderProposalDropped") {
      known.waiting.reset();
    } else if (type == "PostVacated") {
      known.recorded.reset();
    }
  });
  return known;
}

/// Whether the list says of the holder what was proposed; the file it is read from may be another.
bool says(json::object const& input, json::object const& proposed) {
  constexpr std::array<std::string_view, 6> kSaid{"person", "acting",    "from",
                                                  "until",  "reference", "source"};
  return std::ranges::all_of(kSaid, [&](std::string_view name) {
    auto const* one = input.if_contains(name);
    auto const* other = proposed.if_contains(name);
    if (!one || !other) return (!one || one->is_null()) && (!other || other->is_null());
    return *one == *other;
  });
}

/// Who is meant by the national id of a row; a fault where nobody is registered under it.
std::optional<RegisterEntry> find_person(Deployment& deployment, StoreView& store, ListPlan& plan,
                                         ListRow const& row) {
  auto const number = parse_national_id(row.text("national_id"));
  if (!number) {
    plan.fault(row, "national_id", "national_id_must_be_valid");
    return std::nullopt;
  }
  auto entry = deployment.entry_of(store, *number);
  if (!entry) plan.fault(row, "national_id", "holder_must_be_registered");
  return entry;
}

/// The holder as the list says; nothing where a cell is faulty.
std::optional<json::object> holder_of(Program const& program, ListPlan& plan, ListRow const& row,
                                      PersonId const& person) {
  auto const acting = yes_or_no(plan, row, "acting");
  auto const from = day_at(program, plan, row, "from");
  auto const until = day_at(program, plan, row, "until");
  if (plan.is_faulty(row)) return std::nullopt;
  json::object holder{{"person", person.text},
                      {"acting", *acting},
                      {"from", *from},
                      {"reference", row.text("reference")}};
  if (until) holder["until"] = *until;
  return holder;
}

void propose(ListPlan& plan, ListRow const& row, Known const& known, json::object input) {
  StreamId const post{"post/" + row.text("post")};
  if (known.waiting && says(input, *known.waiting)) {
    ++plan.same;
    return;
  }
  input["document"] = to_hex(plan.hash);
  plan.step(row, "propose_holder", post, std::move(input));
}

void confirm(ListPlan& plan, ListRow const& row, Known const& known, json::object const& input) {
  if (!known.waiting) return plan.fault(row, "post", "holder_must_be_proposed");
  if (!says(input, *known.waiting))
    return plan.fault(row, "post", "proposal_must_be_what_the_list_says");
  plan.step(row, "confirm_holder", StreamId{"post/" + row.text("post")}, {});
}

}  // namespace

int import_holders(Program& program, ListOrder const& order) {
  auto plan = read_list(program, order,
                        {{"post", true},
                         {"national_id", true},
                         {"acting", false},
                         {"from", true},
                         {"until", false},
                         {"reference", true, true}},
                        "post");
  if (!plan) return refuse_list(program, order, plan.error());
  auto const deployment = program.open();
  deployment->note_access("import holders");
  auto const store = deployment->store().view();
  for (auto const& row : plan->rows) {
    if (plan->is_faulty(row)) continue;
    auto const known = known_of(program, *store, StreamId{"post/" + row.text("post")});
    if (!known.is_post) {
      plan->fault(row, "post", "post_must_be_registered");
      continue;
    }
    auto const person = find_person(*deployment, *store, *plan, row);
    auto holder = person ? holder_of(program, *plan, row, person->person) : std::nullopt;
    if (!holder) continue;
    (*holder)["source"] = order.source;
    if (known.recorded && says(*holder, *known.recorded))
      ++plan->same;
    else if (order.confirm)
      confirm(*plan, row, known, *holder);
    else
      propose(*plan, row, known, std::move(*holder));
  }
  return carry_out(program, *deployment, order, *plan);
}

void add_import_lists(CLI::App& import, Program& program) {
  struct Kind {
    char const* name;
    char const* help;
    int (*act)(Program&, ListOrder const&);
  };
  constexpr std::array<Kind, 5> kKinds{
      {{"staff", "the staff register: who is new, has moved or has other attributes",
        &import_staff},
       {"posts", "the posts of the organisation chart", &import_posts},
       {"budget", "the lines of the budget", &import_budget},
       {"holders", "who holds or acts in each post by its papers; another person confirms it",
        &import_holders},
       {"go-live", "from which day on the posts of each class are filled here", &import_go_live}}};
  for (auto const& kind : kKinds) {
    auto const order = std::make_shared<ListOrder>();
    auto* sub = import.add_subcommand(kind.name, kind.help);
    sub->add_option("file", order->file, "a list in CSV; its first line names the columns")
        ->required();
    sub->add_flag("--dry-run", order->dry_run, "only say what would be recorded");
    if (kind.act == &import_posts || kind.act == &import_budget)
      sub->add_option("--reason", order->reason, "why what is registered otherwise is changed");
    if (kind.act == &import_holders) {
      sub->add_option("--source", order->source, "the register or list on paper")->required();
      sub->add_flag("--confirm", order->confirm, "confirm what another person has proposed");
    }
    sub->callback([&program, order, act = kind.act] {
      program.choose([&program, order, act] { return act(program, *order); });
    });
  }
}

}  // namespace gozin::cli
