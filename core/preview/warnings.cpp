#include "core/preview/warnings.h"

#include "core/preview/shares.h"

namespace core::preview {

std::vector<Warning> warningsOf(const Prepared& prepared, Facts& facts, const Decision& decision,
                                const Outcome& outcome, const Preview& preview)
{
    const Answer answer{prepared, facts, decision, outcome, preview};
    Warnings warnings;
    if (prepared.policy) {
        warnOfWorkload(answer, warnings);
        warnOfChanges(answer, warnings);
        if (prepared.alone)
            warnOfOpenEnds(answer, warnings); // nobody divides
        else
            warnOfDivision(answer, warnings);
        warnOfPools(answer, warnings);
        warnOfResourceModels(answer, warnings);
        warnOfBlindBuying(answer, warnings);
        warnOfAdmission(answer, warnings);
    }
    warnOfSurroundings(answer, warnings);
    return warnings.take();
}

std::string countedBetween(const Range& range, const std::string& one)
{
    const std::int64_t most = range.upper.value_or(range.lower);
    return range.isExact() ? counted(most, one) : std::to_string(range.lower) + " to " + counted(most, one);
}

std::string theyCost(CostIs bound, const MoneyPerHour& cost)
{
    const char* text = bound == CostIs::AtMost    ? " They cost at most "
                       : bound == CostIs::AtLeast ? " They cost at least "
                                                  : " They cost ";
    return text + decimal(cost.micros) + " " + cost.currency + " an hour.";
}

} // namespace core::preview
