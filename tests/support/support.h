#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// What tests share: where the fixtures are, files in and out, and a folder that goes away by itself.
///
/// A test that cannot read its own fixture has nothing to say about the code: every function here ends the program with
/// the path and the reason when the file system refuses, so that a missing fixture never looks like a passing test.
namespace test {

/// A file or folder of tests/fixtures, by its name there: `fixture("manifests/deploy.yaml")`.
[[nodiscard]] std::filesystem::path fixture(std::string_view name);

/// A file or folder of the checkout, by its path from the root: `source("resources/demo")`.
[[nodiscard]] std::filesystem::path source(std::string_view name);

/// A program of this build, by its name: `program("berthctl")`.
[[nodiscard]] std::filesystem::path program(std::string_view name);

/// The bytes of a file, unchanged.
[[nodiscard]] std::string read(const std::filesystem::path& file);

/// The same for a file of tests/fixtures.
[[nodiscard]] std::string readFixture(std::string_view name);

/// Writes the bytes; makes the folders that lead to the file.
void write(const std::filesystem::path& file, std::string_view bytes);

/// An empty folder of its own under the system's temporary folder, removed with everything in it at the end of the
/// scope.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// The path of `name` in it; with `bytes`, the file is written first.
    [[nodiscard]] std::filesystem::path file(std::string_view name) const { return m_path / name; }
    std::filesystem::path file(std::string_view name, std::string_view bytes) const;

private:
    std::filesystem::path m_path;
};

} // namespace test
