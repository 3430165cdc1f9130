#include "tests/support/secrets.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <zstd.h>

#include "tests/support/support.h"
#include "tests/support/written.h"

namespace test {
namespace fs = std::filesystem;
namespace {

/// "canary" and its base64, wherever in a group of three bytes it begins.
constexpr std::array<std::string_view, 4> Forms{"canary", "Y2FuYXJ5", "NhbmFye", "jYW5hcn"};
constexpr std::string_view ZstdMagic("\x28\xb5\x2f\xfd", 4);
constexpr std::size_t LargestFrame = std::size_t(256) << 20U;

/// What is packed in a snapshot's file; empty: it is none.
std::string unpacked(std::string_view bytes)
{
    const std::size_t start = bytes.substr(0, 256).find(ZstdMagic);
    if (start == std::string_view::npos) return {};
    const std::string_view frame = bytes.substr(start);
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > LargestFrame) return {};
    std::string out(size, '\0');
    const std::size_t length = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
    if (ZSTD_isError(length) != 0) return {};
    return ZSTD_isError(ZSTD_decompress(out.data(), out.size(), frame.data(), length)) != 0 ? std::string() : out;
}

} // namespace

bool holdsSecret(std::string_view bytes)
{
    for (const std::string_view form : Forms)
        if (bytes.find(form) != std::string_view::npos) return true;
    return false;
}

std::vector<fs::path> filesWithSecrets(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error)) {
        std::error_code none;
        if (!it->is_regular_file(none) || it->is_symlink(none)) continue;
        std::FILE* file = std::fopen(it->path().c_str(), "rb");
        if (file == nullptr) continue; // a folder that a test left without permission
        std::string bytes;
        std::array<char, 1U << 16U> part{};
        for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), file)) > 0;) bytes.append(part.data(), n);
        std::fclose(file);
        if (isAsWritten(it->path(), bytes)) continue;
        if (holdsSecret(bytes) || holdsSecret(unpacked(bytes))) found.push_back(it->path());
    }
    return found;
}

void mustHoldNoSecret(std::string_view bytes, const std::string& what)
{
    if (!holdsSecret(bytes)) return;
    std::fprintf(stderr, "test support: a secret value got into %s:\n%.*s\n", what.c_str(),
                 static_cast<int>(bytes.size()), bytes.data());
    std::abort();
}

} // namespace test
