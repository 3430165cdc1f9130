#include "tests/support/support.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <system_error>

#include <stdlib.h>

#include "tests/support/secrets.h"
#include "tests/support/written.h"

namespace test {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void stop(const char* what, const fs::path& path)
{
    std::fprintf(stderr, "test support: %s: %s\n", what, path.c_str());
    std::abort();
}

/// By path, what `write` wrote last.
struct Written {
    std::mutex mutex;
    std::map<std::string, std::size_t> digests;
};
Written& written()
{
    static auto* all = new Written; // threads of tests may still write when the program ends
    return *all;
}

fs::path existing(fs::path path)
{
    std::error_code error;
    if (!fs::exists(path, error)) stop("not there", path);
    return path;
}

} // namespace

fs::path fixture(std::string_view name)
{
    return existing(fs::path(BERTH_SOURCE_DIR) / "tests" / "fixtures" / name);
}

fs::path source(std::string_view name)
{
    return existing(fs::path(BERTH_SOURCE_DIR) / name);
}

fs::path program(std::string_view name)
{
    return existing(fs::path(BERTH_BINARY_DIR) / "bin" / name);
}

std::string read(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) stop("cannot open", file);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad()) stop("cannot read", file);
    return bytes;
}

std::string readFixture(std::string_view name)
{
    return read(fixture(name));
}

void write(const fs::path& file, std::string_view bytes)
{
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) stop("cannot write", file);
    const std::scoped_lock lock(written().mutex);
    written().digests[fs::weakly_canonical(file, error).string()] = std::hash<std::string_view>()(bytes);
}

bool isAsWritten(const fs::path& file, std::string_view bytes)
{
    std::error_code error;
    const std::scoped_lock lock(written().mutex);
    const auto found = written().digests.find(fs::weakly_canonical(file, error).string());
    return found != written().digests.end() && found->second == std::hash<std::string_view>()(bytes);
}

TempFolder::TempFolder()
{
    std::error_code error;
    const fs::path base = fs::temp_directory_path(error);
    if (error) stop("no temporary folder", base);
    std::string name = (base / "berth-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) stop("cannot make", name);
    m_path = name;
}

TempFolder::~TempFolder()
{
    for (const fs::path& file : filesWithSecrets(m_path)) stop("a secret value got into", file);
    std::error_code error; // a folder that a test left without permission stays behind; that is no failure of the test
    fs::remove_all(m_path, error);
}

fs::path TempFolder::file(std::string_view name, std::string_view bytes) const
{
    fs::path path = m_path / name;
    write(path, bytes);
    return path;
}

} // namespace test
