// The main of a fuzzer where there is no libFuzzer: feeds it every seed, then the same number of changed ones each time,
// from one random seed, so that two runs do the same.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
/// A fuzzer may know better than `changed` how its inputs change.
extern "C" [[gnu::weak]] std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                                             unsigned seed);

namespace {
namespace fs = std::filesystem;

constexpr std::size_t Changed = 4000;      // inputs in all, shared among the seeds
constexpr std::size_t Longest = 1U << 16U; // a longer seed is fed once as it is, and changed in its first bytes only

std::string bytesOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> seedsOf(int count, char** names)
{
    std::vector<fs::path> files;
    for (int i = 1; i < count; ++i) {
        const fs::path path = names[i];
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds{""};
    for (const fs::path& file : files) seeds.push_back(bytesOf(file));
    return seeds;
}

/// What is fed now: kept where a promise fails.
std::string now;

void keepIt(int)
{
    std::ofstream("fuzz-found", std::ios::binary) << now;
    std::_Exit(1);
}

void feed(const std::string& bytes)
{
    now = bytes;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

/// One to four changes: a bit turned, a byte from a short list of dear ones, a piece cut out, repeated, or from another seed.
std::string changed(std::string bytes, const std::vector<std::string>& seeds, std::mt19937_64& random)
{
    static constexpr char Dear[] = {'\0', '\n', ' ', '\t', ':',    '-',    '"', '\'',
                                    '{',  '[',  '&', '*',  '\x7f', '\xff', '9', 'e'};
    const auto below = [&random](std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(random() % end); };
    bytes.resize(std::min(bytes.size(), Longest));
    if (&LLVMFuzzerCustomMutator != nullptr) {
        const std::size_t size = bytes.size();
        bytes.resize(Longest);
        bytes.resize(LLVMFuzzerCustomMutator(reinterpret_cast<std::uint8_t*>(bytes.data()), size, Longest,
                                             static_cast<unsigned>(random())));
        return bytes;
    }
    for (std::size_t left = 1 + below(4); left > 0; --left) {
        const std::size_t at = below(bytes.size() + 1);
        const std::size_t length = below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
        switch (below(5)) {
        case 0:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(8)));
            break;
        case 1: bytes.insert(at, 1, Dear[below(std::size(Dear))]); break;
        case 2: bytes.erase(at, length); break;
        case 3: bytes.insert(at, bytes.substr(at, length)); break;
        case 4: {
            const std::string& other = seeds[below(seeds.size())];
            bytes.insert(at, other.substr(below(other.size() + 1), 64));
            break;
        }
        }
    }
    return bytes;
}

} // namespace

int main(int count, char** names)
{
    std::signal(SIGABRT, keepIt); // as libFuzzer does
    const std::vector<std::string> seeds = seedsOf(count, names);
    for (const std::string& seed : seeds) feed(seed);
    std::mt19937_64 random(20250101); // any number; fixed, so that a failure comes again
    for (std::size_t i = 0; i < Changed; ++i) feed(changed(seeds[i % seeds.size()], seeds, random));
    std::printf("%zu seeds and %zu changed ones, no fault\n", seeds.size(), Changed);
    return 0;
}
