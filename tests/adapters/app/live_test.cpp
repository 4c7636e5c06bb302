// Pages that hear at once that they are no longer so (E07, E08).
#include "adapters/app/live.hpp"

#include <gtest/gtest.h>

namespace gozin::app {
namespace {

struct Listener {
  Listener(Live& live, std::vector<std::string> topics) : watch{live, std::move(topics)} {
    watch.wake_by([this] { ++rung; });
  }
  int rung = 0;
  Live::Watch watch;
};

TEST(Live, RingsForAStreamAndForAKind) {
  Live live;
  Listener one{live, {"case/a", "session"}};
  Listener all{live, {"case"}};

  live.recorded(StreamId{"case/b"});
  EXPECT_EQ(one.rung, 0);
  EXPECT_EQ(all.rung, 1);
  live.recorded(StreamId{"session/s"});
  EXPECT_EQ(one.rung, 1);
}

TEST(Live, RingsOnceUntilSomebodyListensAgain) {
  Live live;
  Listener one{live, {"case/a", "case"}};

  live.recorded(StreamId{"case/a"});
  live.recorded(StreamId{"case/a"});
  EXPECT_EQ(one.rung, 1);
  one.watch.listen();
  live.recorded(StreamId{"case/a"});
  EXPECT_EQ(one.rung, 2);
}

TEST(Live, RingsNobodyWhoIsGone) {
  Live live;
  { Listener const gone{live, {"case/a", "case"}}; }
  Listener left{live, {"case/a"}};

  live.recorded(StreamId{"case/a"});

  EXPECT_EQ(left.rung, 1);
}

struct Reader {
  Live live;
  std::optional<std::string> page = "one";
  bool is_there = true;
  int looked = 0;
  PageFeed feed_for(std::string shown) {
    return {live,
            {"case/a"},
            {.print = [this] { return ++looked, page; }, .is_there = [this] { return is_there; }},
            std::move(shown)};
  }
  void change(std::string to) {
    page = std::move(to);
    live.recorded(StreamId{"case/a"});
  }
};

// So that a browser which comes back later says what it has seen.
TEST(PageFeed, BeginsWithThePrintOfThePage) {
  Reader reader;
  auto feed = reader.feed_for("one");

  ASSERT_TRUE(feed.begin());
  EXPECT_EQ(feed.news().events, "id: one\n\n");
  EXPECT_EQ(feed.news().events, "");
}

TEST(PageFeed, TellsOnceThatThePageIsAnother) {
  Reader reader;
  auto feed = reader.feed_for("one");
  ASSERT_TRUE(feed.begin());
  (void)feed.news();
  reader.change("two");

  EXPECT_EQ(feed.news().events, "id: two\nevent: changed\ndata: -\n\n");
  EXPECT_EQ(feed.news().events, "");
}

TEST(PageFeed, TellsAtOnceWhatHasChangedSinceThePageWasShown) {
  Reader reader;
  auto feed = reader.feed_for("of before");

  ASSERT_TRUE(feed.begin());
  EXPECT_EQ(feed.news().events, "id: one\nevent: changed\ndata: -\n\n");
}

TEST(PageFeed, BeginsWithThePageAsItIsForWhomNothingWasShown) {
  Reader reader;
  auto feed = reader.feed_for("");

  ASSERT_TRUE(feed.begin());
  EXPECT_EQ(feed.news().events, "id: one\n\n");
}

TEST(PageFeed, LooksAtThePageOnlyWhereItWasRung) {
  Reader reader;
  auto feed = reader.feed_for("one");
  ASSERT_TRUE(feed.begin());
  for (int i = 0; i < 5; ++i) (void)feed.news();
  EXPECT_EQ(reader.looked, 1);

  reader.live.recorded(StreamId{"case/a"});
  (void)feed.news();
  EXPECT_EQ(reader.looked, 2);
}

// E08
TEST(PageFeed, EndsWhenTheReaderMayNoLongerSeeThePageOrIsGone) {
  for (bool const is_there : {true, false}) {
    Reader reader;
    auto feed = reader.feed_for("one");
    ASSERT_TRUE(feed.begin());
    (void)feed.news();
    reader.is_there = is_there;
    reader.page.reset();
    if (is_there) reader.live.recorded(StreamId{"case/a"});

    auto const news = feed.news();

    EXPECT_TRUE(news.is_over);
    EXPECT_EQ(news.events, "event: over\ndata: -\n\n");
  }
}

TEST(PageFeed, BeginsForNobodyWhoMayNotSeeThePage) {
  Reader reader;
  reader.page.reset();

  EXPECT_FALSE(reader.feed_for("one").begin());
}

TEST(PageFeed, IsRungAgainForWhatIsRecordedWhileItLooks) {
  Live live;
  int rung = 0;
  PageFeed feed{live,
                {"case/a"},
                {.print = [&]() -> std::optional<std::string> {
                   live.recorded(StreamId{"case/a"});
                   return "one";
                 },
                 .is_there = [] { return true; }},
                "one"};
  feed.wake_by([&] { ++rung; });
  ASSERT_TRUE(feed.begin());
  EXPECT_EQ(rung, 1);
  (void)feed.news();
  live.recorded(StreamId{"case/a"});
  EXPECT_EQ(rung, 2);

  (void)feed.news();

  EXPECT_EQ(rung, 3) << "while it looked";
}

// E08
TEST(Listeners, AreSoManyOfASessionAndNoMore) {
  Listeners listeners;
  std::vector<Listeners::Seat> seats;
  while (auto seat = listeners.sit("one")) seats.push_back(std::move(seat));

  EXPECT_EQ(seats.size(), 12U);
  EXPECT_TRUE(listeners.sit("another"));
  seats.pop_back();
  EXPECT_TRUE(listeners.sit("one"));
}

TEST(Topics, HaveTheNamesOfThePath) {
  EXPECT_EQ(with_parts("case/{id}", {{"id", "a"}}), "case/a");
  EXPECT_EQ(with_parts("{kind}/{id}", {{"id", "{kind}"}, {"kind", "body"}}), "body/{kind}");
  EXPECT_EQ(with_parts("session", {{"id", "a"}}), "session");
}

}  // namespace
}  // namespace gozin::app
