#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/node.h"
#include "core/model/pod.h"
#include "core/snapshot/fleet.h"

/// Node selectors over columns: every condition on a label becomes one byte a distinct value, asked by id. Detail of this
/// room.
namespace core::estimate::detail {

/// One condition on one label: `yes[id]` for each value of the column, `yes[0]` for nodes without the label.
struct LabelTest {
    const snapshot::Id* values = nullptr; ///< nullptr: no node has the label, yes[0] decides
    std::vector<std::uint8_t> yes;
    snapshot::Id only = snapshot::absent; ///< not 0: exactly this id passes

    [[nodiscard]] bool passes(std::size_t row) const { return yes[values == nullptr ? 0 : values[row]] != 0; }
};
[[nodiscard]] LabelTest labelTest(const snapshot::NodeTable& nodes, const model::Requirement& requirement);

/// One term: all of them hold.
struct TermTest {
    bool never = false;
    std::vector<LabelTest> labels;
    std::vector<model::Requirement> fields; ///< metadata.name, one value each
    [[nodiscard]] bool passes(const snapshot::NodeTable& nodes, std::size_t row) const;
};
[[nodiscard]] TermTest termTest(const snapshot::NodeTable& nodes, const model::NodeSelectorTerm& term);
[[nodiscard]] bool fieldPasses(const model::Requirement& field, std::string_view nodeName);

/// nodeSelector and required node affinity together.
class NodeMatch {
public:
    NodeMatch() = default;
    NodeMatch(const snapshot::NodeTable& nodes, const model::Labels& selector,
              const std::optional<std::vector<model::NodeSelectorTerm>>& terms);
    [[nodiscard]] bool passes(const snapshot::NodeTable& nodes, std::size_t row) const;
    /// mask[i] &= passes(first + i)
    void apply(const snapshot::NodeTable& nodes, std::size_t first, std::size_t count, std::uint8_t* mask) const;
    [[nodiscard]] bool everything() const { return m_all.empty() && !m_terms; }

private:
    std::vector<LabelTest> m_all;
    std::optional<std::vector<TermTest>> m_terms;
};

/// The same rule for a node that is in no table.
[[nodiscard]] bool matchesNode(const model::Labels& selector,
                               const std::optional<std::vector<model::NodeSelectorTerm>>& terms,
                               const model::Node& node);
[[nodiscard]] bool matchesTerms(const std::vector<model::NodeSelectorTerm>& terms, const model::Labels& labels,
                                std::string_view nodeName);

/// What NodeAffinity's PreFilter finds: only these nodes can match (every term names nodes by metadata.name). Absent: any.
[[nodiscard]] std::optional<std::vector<std::string>>
namedNodes(const std::optional<std::vector<model::NodeSelectorTerm>>& terms);

} // namespace core::estimate::detail
