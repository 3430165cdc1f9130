#include "core/preview/warnings.h"

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
        warnOfBlindBuying(answer, warnings);
        warnOfAdmission(answer, warnings);
    }
    warnOfSurroundings(answer, warnings);
    return warnings.take();
}

} // namespace core::preview
