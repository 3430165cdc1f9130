#include "core/preview/warnings.h"

namespace core::preview {

std::string counted(std::int64_t count, const std::string& one)
{
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::vector<Warning> warningsOf(const Prepared& prepared, Facts& facts, const Decision& decision,
                                const Outcome& outcome)
{
    const Answer answer{prepared, facts, decision, outcome};
    Warnings warnings;
    if (prepared.policy) {
        warnOfDivision(answer, warnings);
        warnOfPools(answer, warnings);
    }
    warnOfSurroundings(answer, warnings);
    return warnings.take();
}

} // namespace core::preview
