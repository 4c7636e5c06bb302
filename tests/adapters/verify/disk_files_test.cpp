#include "adapters/verify/disk_files.hpp"

#include "tests/support/sample_log.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::verify {
namespace {

namespace fs = std::filesystem;

void put(fs::path const& path, std::string const& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << bytes;
}

TEST(DiskFiles, AreTheFilesOfTheFolder) {
  tests::TemporaryFolder const folder;
  tests::SampleLog const log{300};
  auto made = tests::files_of(log, 300, {256});
  for (auto const& [path, bytes] : made.files) put(folder.path() / path, bytes);
  put(folder.path() / "notes.txt", "not of the log");

  DiskFiles files{folder.path()};

  EXPECT_THAT(files.list(), testing::UnorderedElementsAreArray(made.list()));
  for (auto const& [path, bytes] : made.files) EXPECT_EQ(files.read(path), bytes) << path;
  EXPECT_EQ(files.read("tile/0/009"), std::nullopt);
  EXPECT_EQ(files.read("tile"), std::nullopt);
  auto const report = check_log(files, {});
  EXPECT_TRUE(report.damage.empty() && report.contradictions.empty());
}

TEST(DiskFiles, OfAnEmptyFolderAreNone) {
  tests::TemporaryFolder const folder;
  DiskFiles files{folder.path()};
  EXPECT_TRUE(files.list().empty());
  EXPECT_EQ(check_log(files, {}).damage,
            (std::vector<LogFault>{{LogFinding::file_missing, "checkpoint"}}));
}

}  // namespace
}  // namespace gozin::verify
