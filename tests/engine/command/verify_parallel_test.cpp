// A log that is verified by several threads: nothing is found otherwise than by one.

#include "engine/ledger/vkey.hpp"
#include "engine/replay/verify.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <thread>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

/// A thread for each piece of work but the caller's own, begun in falling order.
void on_threads(std::size_t count, std::function<void(std::size_t)> const& work) {
  std::vector<std::jthread> threads;
  for (auto i = count; i-- > 1;) threads.emplace_back([&work, i] { work(i); });
  work(0);
}

class ParallelVerification : public NotebookWorld {
 protected:
  ParallelVerification() {
    open_log();
    for (int i = 0; i < 40; ++i) open_book("book " + std::to_string(i), "about somebody");
    (void)pipeline_.checkpoint();
  }

  VerifyReport verified(Parallel parallel) {
    auto const view = store_.view();
    return verify(catalog_, *view,
                  {.keys = &keys_,
                   .key = parse_vkey(pipeline_.vkey()).value(),
                   .parallel = std::move(parallel),
                   .events_a_page = 7});
  }
  void expect_the_same() {
    auto const alone = verified({});
    auto const together = verified(&on_threads);
    EXPECT_EQ(together.events, alone.events);
    EXPECT_EQ(together.streams, alone.streams);
    EXPECT_EQ(together.vault_records, alone.vault_records);
    EXPECT_EQ(together.rows, alone.rows);
    EXPECT_EQ(together.tree.root, alone.tree.root);
    ASSERT_EQ(together.damage.size(), alone.damage.size());
    for (std::size_t i = 0; i < alone.damage.size(); ++i) {
      EXPECT_EQ(together.damage[i].finding, alone.damage[i].finding);
      EXPECT_EQ(together.damage[i].place, alone.damage[i].place);
    }
    found_ = alone.damage.size();
  }
  void alter(std::size_t seq, void (*change)(StoredEvent&)) {
    auto changed = std::make_shared<MemoryStore::Contents>(*store_.contents());
    auto event = *changed->events.at(seq);
    change(event);
    changed->events.at(seq) = std::make_shared<StoredEvent const>(std::move(event));
    store_.replace(changed);
  }

  std::size_t found_ = 0;
};

TEST_F(ParallelVerification, ReportsAWholeLogAsOneThreadDoes) {
  expect_the_same();
  EXPECT_EQ(found_, 0u);
}

TEST_F(ParallelVerification, FindsDamageOnEveryPageInTheOrderOfTheLog) {
  for (std::size_t const seq : {3u, 6u, 7u, 8u, 20u, 40u})
    alter(seq, [](StoredEvent& event) { event.body[12] ^= 1; });
  alter(30, [](StoredEvent& event) { event.recorded.ms += 1; });
  expect_the_same();
  EXPECT_GE(found_, 7u);
}

TEST_F(ParallelVerification, StopsAtTheFaultThatIsOneTooMany) {
  for (std::size_t seq = 1; seq < 40; ++seq)
    alter(seq, [](StoredEvent& event) { event.body[12] ^= 1; });
  auto const view = store_.view();
  auto const report = verify(catalog_, *view,
                             {.key = parse_vkey(pipeline_.vkey()).value(),
                              .faults_max = 5,
                              .parallel = &on_threads,
                              .events_a_page = 7});
  EXPECT_EQ(report.damage.size(), 5u);
}

}  // namespace
}  // namespace gozin::tests
