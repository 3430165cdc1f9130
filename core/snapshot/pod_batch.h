#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/pod.h"

/// Pods on their way into a table.
namespace core::snapshot {

/// Each is reduced, as it comes, to what is its own; the rest is kept once for all pods that share it. So a list takes little more on its
/// way than in the table.
class PodBatch {
public:
    PodBatch();
    PodBatch(PodBatch&& other) noexcept;
    PodBatch& operator=(PodBatch&& other) noexcept;
    ~PodBatch();

    void put(model::Pod&& pod); ///< added or replaced: the last of one name stands
    void drop(const std::string& nameSpace, const std::string& name); ///< what came of it so far is void
    [[nodiscard]] bool empty() const;                                 ///< nothing was put or dropped
    [[nodiscard]] std::size_t size() const;                           ///< pods that stand

    struct Parts; ///< detail, tables.h
    [[nodiscard]] const Parts& parts() const { return *m_parts; }

private:
    std::unique_ptr<Parts> m_parts;
};

} // namespace core::snapshot
