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
  std::optional<PageFeed::Look> page = PageFeed::Look{"one", "renewed"};
  PageFeed feed_for(std::string shown) {
    return {live, {"case/a"}, [this] { return page; }, std::move(shown)};
  }
};

TEST(PageFeed, SaysNothingWhileThePageIsAsItWasShown) {
  Reader reader;
  auto feed = reader.feed_for("one");

  EXPECT_EQ(feed.news().events, "");
  EXPECT_FALSE(feed.news().is_over);
}

TEST(PageFeed, TellsOnceThatThePageIsAnother) {
  Reader reader;
  auto feed = reader.feed_for("one");
  reader.page->print = "two";

  EXPECT_EQ(feed.news().events, "id: two\nevent: changed\ndata: -\n\ndata: renewed\n\n");
  EXPECT_EQ(feed.news().events, "");
}

// Whoever does not say what they were shown is told by what to know it.
TEST(PageFeed, BeginsWithThePageAsItIs) {
  Reader reader;
  auto feed = reader.feed_for("");

  EXPECT_EQ(feed.news().events, "id: one\n\n");
  reader.page->print = "two";
  EXPECT_NE(feed.news().events, "");
}

// E08
TEST(PageFeed, EndsWhenTheReaderMayNoLongerSeeThePage) {
  Reader reader;
  auto feed = reader.feed_for("one");
  reader.page.reset();

  auto const news = feed.news();

  EXPECT_TRUE(news.is_over);
  EXPECT_EQ(news.events, "event: over\ndata: -\n\n");
}

TEST(PageFeed, IsRungAgainForWhatIsRecordedWhileItLooks) {
  Live live;
  int rung = 0;
  PageFeed feed{live,
                {"case/a"},
                [&]() -> std::optional<PageFeed::Look> {
                  live.recorded(StreamId{"case/a"});
                  return PageFeed::Look{"one", "renewed"};
                },
                "one"};
  feed.wake_by([&] { ++rung; });

  (void)feed.news();

  EXPECT_EQ(rung, 1);
}

}  // namespace
}  // namespace gozin::app
