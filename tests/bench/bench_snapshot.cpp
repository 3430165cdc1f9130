// snapshot_open: the packed sample fleet of 100 clusters × 100 nodes × 20 pods, from bytes to a fleet; against the same bytes
// only hashed and decompressed. README.md holds the figures.
#include <cstdlib>

#include <benchmark/benchmark.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include "core/snapshot/file.h"
#include "core/snapshot/sample.h"

namespace {

using namespace core::snapshot;

constexpr std::size_t headerSize = 56; // core/snapshot/format.md

const FleetPtr& fleet()
{
    static const FleetPtr made = sample({.clusters = 100, .nodes = 100, .podsPerNode = 20});
    return made;
}

const std::string& bytes()
{
    static const std::string packed = pack(*fleet());
    return packed;
}

/// What no reader of a compressed and checked file can do without.
void readAndDecompress(benchmark::State& state)
{
    const std::string_view frame = std::string_view(bytes()).substr(headerSize);
    const auto size = static_cast<std::size_t>(ZSTD_getFrameContentSize(frame.data(), frame.size()));
    for (auto _ : state) {
        const std::string copy(frame); // the file, read
        benchmark::DoNotOptimize(XXH3_64bits(copy.data(), copy.size()));
        std::string raw(size, '\0');
        if (ZSTD_decompress(raw.data(), raw.size(), copy.data(), copy.size()) != size) std::abort();
        benchmark::DoNotOptimize(XXH3_64bits(raw.data(), raw.size()));
    }
    state.counters["packed"] = static_cast<double>(bytes().size());
    state.counters["raw"] = static_cast<double>(size);
}

void snapshotOpen(benchmark::State& state)
{
    for (auto _ : state) {
        const std::string copy(bytes());
        const auto opened = unpack(copy);
        if (!opened) std::abort();
        benchmark::DoNotOptimize(opened->get());
    }
}

void snapshotPack(benchmark::State& state)
{
    for (auto _ : state) benchmark::DoNotOptimize(pack(*fleet()).size());
}

BENCHMARK(readAndDecompress)->Unit(benchmark::kMillisecond);
BENCHMARK(snapshotOpen)->Unit(benchmark::kMillisecond);
BENCHMARK(snapshotPack)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
