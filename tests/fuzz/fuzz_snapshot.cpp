// The content of a snapshot file before it is compressed, changed at will; and, as it is, a file. What must hold: whatever is
// accepted can be shown, compared and changed, and written again and read again it is the same fleet in the same bytes.
#include <random>
#include <string>

#include "core/snapshot/build.h"
#include "core/snapshot/describe.h"
#include "core/snapshot/diff.h"
#include "core/snapshot/file.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/sections.h"
#include "core/snapshot/store.h"
#include "core/snapshot/what_if.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core;
using namespace core::snapshot;

/// Used as a window uses one: nothing of it may be out of bounds.
void use(const FleetPtr& fleet)
{
    (void)describe(*fleet);
    must(diff(*fleet, *fleet).empty(), "nothing differs from itself");
    Store store(fleet);
    FleetChange change;
    for (const ClusterPtr& cluster : fleet->clusters) {
        for (std::size_t i = 0; i < cluster->nodes.size(); ++i) {
            const auto names = cluster->nodes.names[i];
            must(cluster->nodes.row(names) == i, "a node is found by its name");
            (void)cluster->nodes.labelsOf(i);
        }
        model::Pod pod;
        pod.name = "new";
        pod.ns = "default";
        if (cluster->nodes.size() > 0) pod.spec.nodeName = std::string(cluster->nodes.names[0]);
        change.clusters.push_back({.cluster = cluster->cluster.name, .pods = {pod}});
    }
    const FleetPtr next = store.apply(change);
    const auto packed = unpack(pack(*next));
    must(packed.has_value() && (*packed)->digest == next->digest, "a changed fleet can be saved");
    if (!fleet->clusters.empty()) (void)whatIf(fleet, {WithoutCluster{fleet->clusters[0]->cluster.name}});
}

void checkContent(std::string_view content)
{
    const Result<FleetPtr> read = snapshot::detail::fleetOf(content, "fuzz");
    if (!read) {
        must(read.error().what.ends_with("."), "a refusal is a sentence");
        must(read.error().where.starts_with("fuzz:byte "), "a refusal has a place");
        return;
    }
    const std::string once = snapshot::detail::sectionsOf(**read);
    const Result<FleetPtr> again = snapshot::detail::fleetOf(once, "again");
    must(again.has_value(), "what was written can be read");
    must((*again)->digest == (*read)->digest, "the same content has the same digest");
    must(snapshot::detail::sectionsOf(**again) == once, "the same content has the same bytes");
    use(*read);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = textOf(data, size);
    checkContent(bytes);
    const Result<FleetPtr> file = unpack(bytes, "file");
    must(file.has_value() || file.error().what.ends_with("."), "a refusal is a sentence");
    const Result<FleetPtr> sealed = unpack(snapshot::detail::wrapped(bytes), "file");
    must(sealed.has_value() || !sealed.error().what.empty(), "a refusal says why");
    return 0;
}

/// Begins with what a small fleet has, because no chance finds that; then turns, sets, cuts and repeats bytes of it.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed)
{
    std::minstd_rand random(seed);
    const auto below = [&random](std::size_t end) { return end == 0 ? 0 : static_cast<std::size_t>(random()) % end; };
    std::string bytes(textOf(data, size));
    if (bytes.size() < 64 || below(500) == 0)
        bytes = snapshot::detail::sectionsOf(*sample({.clusters = static_cast<int>(1 + below(2)),
                                                      .nodes = static_cast<int>(below(4)),
                                                      .podsPerNode = static_cast<int>(below(3)),
                                                      .elasticPools = static_cast<int>(below(2)),
                                                      .seed = below(8)}));
    for (std::size_t left = 1 + below(3); left > 0; --left) {
        const std::size_t at = below(bytes.size() + 1);
        const std::size_t length = below(std::min<std::size_t>(bytes.size() - at, 40) + 1);
        if (at < bytes.size() && below(3) != 0) {
            const auto was = static_cast<unsigned char>(bytes[at]);
            const unsigned is[] = {was ^ (1U << below(8)), 0, 1, 0x7F, 0xFF, was + 1U, was - 1U};
            bytes[at] = static_cast<char>(is[below(std::size(is))]);
        } else if (below(2) == 0) {
            bytes.erase(at, length);
        } else {
            bytes.insert(at, bytes.substr(below(bytes.size() + 1), length));
        }
    }
    bytes.resize(std::min(bytes.size(), most));
    std::copy(bytes.begin(), bytes.end(), data);
    return bytes.size();
}
