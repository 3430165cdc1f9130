#pragma once

#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

/// Benchmarks whose counterpart in Go was measured: after the table, how many times faster each is, and the geometric mean
/// of each family (the name up to the first "/"). CPU time of the whole process on both sides.
namespace bench {

using GoNanoseconds = std::map<std::string, double>; ///< by name of the benchmark

class AgainstGo : public benchmark::ConsoleReporter {
public:
    explicit AgainstGo(GoNanoseconds go)
        : m_go(std::move(go))
    {}
    void ReportRuns(const std::vector<Run>& runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs)
            if (run.run_type == Run::RT_Iteration && !run.error_occurred && run.iterations > 0)
                m_ours[run.run_name.function_name] =
                    run.cpu_accumulated_time * 1e9 / static_cast<double>(run.iterations);
    }
    void Finalize() override
    {
        std::printf("\n%-44s %14s %14s %10s\n", "against Go, CPU time", "Go ns", "ours ns", "ratio");
        std::map<std::string, std::pair<double, int>> families;
        for (const auto& [name, ours] : m_ours) {
            const auto go = m_go.find(name);
            if (go == m_go.end()) continue;
            const double ratio = go->second / ours;
            std::printf("%-44s %14.0f %14.0f %10.1f\n", name.c_str(), go->second, ours, ratio);
            auto& [logs, count] = families[name.substr(0, name.find('/'))];
            logs += std::log(ratio);
            ++count;
        }
        for (const auto& [family, sum] : families)
            std::printf("geometric mean %-29s %40.1f\n", family.c_str(), std::exp(sum.first / sum.second));
    }

private:
    GoNanoseconds m_go;
    std::map<std::string, double> m_ours;
};

inline int run(int argc, char** argv, GoNanoseconds go)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    AgainstGo reporter(std::move(go));
    benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::Shutdown();
    return 0;
}

} // namespace bench
