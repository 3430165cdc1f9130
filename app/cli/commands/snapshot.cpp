#include "app/cli/commands/snapshot.h"

namespace cli {

std::vector<Verb> snapshotVerbs()
{
    return {{.path = {"snapshot"}, .summary = "Fleets in files"},
            snapshotTake(),
            snapshotPack(),
            snapshotShow(),
            snapshotVerify(),
            snapshotDiff()};
}

} // namespace cli
