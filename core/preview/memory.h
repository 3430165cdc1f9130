#pragma once

#include <memory>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/preview.h"

/// What a Memory keeps. Detail of this room.
namespace core::preview {

struct Memory::Kept {
    struct Entry {
        model::ObjectRef workload;
        std::unique_ptr<const Facts> facts;
    };
    std::vector<Entry> entries; ///< the last one asked first
    bool keepsNothing = false;  ///< not even within one answer: what tests hold the others against

    /// Of the same workload, else of the one that was asked last; nullptr: nothing was asked yet.
    [[nodiscard]] const Facts* last(const model::ObjectRef& workload) const;
    void keep(const model::ObjectRef& workload, std::unique_ptr<const Facts> facts);
};

} // namespace core::preview
